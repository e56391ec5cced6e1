"""Finds names of persons: after a title, before a party tag "(D-CA)", in lists after "Senators", and by the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.mentions import Name
from loaders.extraction.words import actor_words
from ontology.facts import Found

PARTY_TAG = re.compile(r"\((?:[RDIL]|DEM|REP|GOP|Dem|Rep)\.?(?:\s?[-–—,/]\s?[\w. -]{2,16}){0,2}\)")
PARTICLES = frozenset(
    {
        "al",
        "bin",
        "ibn",
        "de",
        "da",
        "di",
        "do",
        "dos",
        "del",
        "van",
        "von",
        "der",
        "den",
        "el",
        "la",
        "le",
        "abu",
        "ter",
        "bint",
    }
)
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
TITLED, TAGGED, LISTED, MODEL = (
    Found("name after a title", 0.9),
    Found("name before a party tag", 0.95),
    Found("name in a list after a title", 0.9),
    Found("model", 0.75),
)
LONGEST_NAME = 6


def find_persons(doc: Doc, others: Sequence[SpacySpan], *, headline: bool) -> Iterator[Name]:
    """Bare names of persons. `others` are names of other things, which no name after a title may begin in."""
    taken = {i: span for span in others for i in range(span.start, span.end)}
    for token in doc:
        if _is_title(token) and (span := _after_title(token, taken, headline=headline)):
            yield Name(span, "Official", TITLED)
            if token.text in actor_words().plural_titles:
                yield from _listed(span, headline=headline)
    for match in PARTY_TAG.finditer(doc.text):
        if span := _before_tag(doc, match.start()):
            yield Name(span, "Official", TAGGED)
    for entity in doc.ents:
        if entity.label_ == "PER" and (span := _without_title(entity)):
            yield Name(span, "Official", MODEL)


def _is_title(token: Token) -> bool:
    words = actor_words()
    return token.text in words.titles or (
        token.text.capitalize() in words.titles and token.i + 1 < len(token.doc)
    )


def _after_title(title: Token, taken: dict[int, SpacySpan], *, headline: bool) -> SpacySpan | None:
    doc, start = title.doc, title.i + 1
    if start >= len(doc) or doc[start].text in actor_words().titles:
        return None
    span = taken.get(start)
    if title.i in taken and span is taken[title.i]:
        return None
    if span is not None and len(span) > 1 and doc[start].ent_type_ != "PER":
        return None
    return name_run(doc, start, headline=headline)


def name_run(doc: Doc, start: int, *, headline: bool = False) -> SpacySpan | None:
    """The person's name that begins at this token, if one does."""
    end = start
    while end < len(doc) and end - start < LONGEST_NAME and _goes_on(doc, start, end, headline=headline):
        end += 1
    while end > start and (doc[end - 1].lower_ in PARTICLES or doc[end - 1].text in {"-", ",", '"', "'"}):
        end -= 1
    return doc[start:end] if end > start and doc[start].text[0].isupper() else None


def _goes_on(doc: Doc, start: int, i: int, *, headline: bool) -> bool:
    token = doc[i]
    following = doc[i + 1] if i + 1 < len(doc) else None
    if token.text in SUFFIXES:
        return i > start
    if token.text == ",":
        return i > start and following is not None and following.text in SUFFIXES
    if token.text == "-":
        return i > start and not token.whitespace_ and not doc[i - 1].whitespace_ and following is not None
    if token.text in {'"', "'"}:
        return i > start and any(
            doc[j].text == token.text for j in range(max(start, i - 2), min(i + 3, len(doc))) if j != i
        )
    if token.lower_ in PARTICLES and (i > start or token.text[0].isupper()):
        return following is not None and (
            following.text[:1].isupper() or following.text == "-" or following.lower_ in PARTICLES
        )
    if not token.text[0].isupper() or token.is_stop and token.text not in {"Will"}:
        return False
    if i > start and (token.text in actor_words().titles or token.text in actor_words().organization_nouns):
        return token.ent_type_ == "PER"
    return (
        token.pos_ == "PROPN"
        or token.ent_type_ == "PER"
        or (not headline and token.pos_ in {"NOUN", "ADJ", "X"})
    )


def _listed(first: SpacySpan, *, headline: bool) -> Iterator[Name]:
    """The names that follow in a list: "(R-Idaho), Mike Crapo (R-Idaho), and Jacky Rosen"."""
    doc, i = first.doc, first.end
    while i < len(doc):
        if doc[i].text == "(":
            while i < len(doc) and doc[i].text != ")":
                i += 1
            i += 1
        elif doc[i].lower_ in {",", "and", "&", ";"}:
            i += 1
        else:
            span = name_run(doc, i, headline=headline)
            if (
                span is None
                or doc[span.start].text in actor_words().titles
                or doc[i - 1].text not in {",", "and", "&", ";"}
            ):
                return
            yield Name(span, "Official", LISTED)
            i = span.end


def _before_tag(doc: Doc, char: int) -> SpacySpan | None:
    """The longest name that ends right before a party tag."""
    token = next((t for t in doc if t.idx >= char), None)
    if token is None or token.i == 0:
        return None
    end = token.i
    for start in range(max(0, end - LONGEST_NAME), end):
        before = doc[start - 1].text if start else ""
        opens = (
            start == 0
            or before in {",", "and", "(", ";", "&"}
            or before in actor_words().titles
            or not doc[start - 1].text[0].isupper()
        )
        if (
            opens
            and doc[start].text not in actor_words().titles
            and (run := name_run(doc, start))
            and run.end == end
        ):
            return run
    return None


def _without_title(entity: SpacySpan) -> SpacySpan | None:
    start, end, doc = entity.start, entity.end, entity.doc
    titles = [i for i in range(start, end - 1) if doc[i].text in actor_words().titles]
    start = titles[-1] + 1 if titles else start
    while end > start and (
        doc[end - 1].text in {"'s", "'"} or doc[end - 1].is_punct and not doc[end - 1].text.endswith(".")
    ):
        end -= 1
    while start < end and (doc[start].is_punct or doc[start].lower_ in {"the", "a"}):
        start += 1
    return doc[start:end] if end > start and doc[start].text[0].isupper() else None
