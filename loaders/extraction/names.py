"""Finds names in a block: by the register, by the model, and by the shape of names ("Ministry of …")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.mentions import Name
from loaders.extraction.persons import PARTY_TAG, find_persons
from loaders.extraction.words import actor_words
from loaders.register.entries import Entry
from loaders.register.register import Register
from ontology.facts import EntityKind, Found

LABELS: dict[str, EntityKind] = {"ORG": "Organization", "LOC": "Location"}
REGISTER, SHAPE, MODEL = Found("register", 0.95), Found("shape of the name", 0.8), Found("model", 0.7)
CAPITALIZED = r"[A-Z][\w'.&]*(?:-[A-Za-z][\w']*)*"
LINK = r"(?:of|for|on|in|to|against|and|&|,)"


def find_names(doc: Doc, register: Register, *, headline: bool) -> list[Name]:
    """The names of one block from left to right; none inside another, but organizations in "… of the PLO".

    In a headline every word has a capital, so that shapes tell nothing there.
    """
    known = list(_registered(doc, register))
    shaped = [] if headline else list(_shaped(doc))
    modelled = list(_modelled(doc))
    persons = list(find_persons(doc, [name.tokens for name in (*known, *shaped)], headline=headline))
    tags = [match.span() for match in PARTY_TAG.finditer(doc.text)]
    return _without_overlaps(_outside(tags, (*persons, *known, *shaped, *modelled)))


def _registered(doc: Doc, register: Register) -> Iterator[Name]:
    for match in register.index.matches(doc.text):
        tokens = doc.char_span(match.start, match.end, alignment_mode="expand")
        if tokens is not None and not _in_longer_word(tokens):
            kind = match.bearers[0].kind
            yield Name(tokens, kind, REGISTER, match.bearers)


def _in_longer_word(tokens: SpacySpan) -> bool:
    """Whether the name is a part of a hyphenated surname or product: "Watson-Coleman"; not so in "U.S.-led"."""
    doc, end = tokens.doc, tokens.end
    if (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not tokens[-1].whitespace_
    ):
        return (
            doc[end + 1].text[:1].isupper() and doc[end + 1].pos_ == "PROPN" and tokens[0].ent_type_ == "PER"
        )
    return False


def _shape() -> re.Pattern[str]:
    words = actor_words()
    heads = "|".join(sorted((words.organization_nouns | words.place_nouns), key=len, reverse=True)).replace(
        "-", "[- ]"
    )
    before = rf"(?:{CAPITALIZED} |of the |of |and |for |& )"
    after = rf"(?: (?:of|for|on|against|in) (?:the )?{CAPITALIZED}(?:(?:,? and| &|, | of| of the| for)? {CAPITALIZED})*)"
    return re.compile(rf"\b(?P<before>{CAPITALIZED} {before}*)?(?P<head>{heads})\b(?P<after>{after})?")


SHAPE_PATTERN = _shape()
OPENERS = frozenset(
    """The This That These Those A An Our Their His Her Its My Your In On At By For From To With As And But Or If When While
    Following During After Before Since Today Yesterday Tonight Although Through Under Both All Every Each Some Many No Another
    Other Also However Further Recalling Noting Welcoming Reaffirming Requests Urges Calls Demands Decides Former New Joint
    Last Next Such Any Two Three Four Five First Second Despite Because Until Unless Where Who What Why How Yet So Thus Here There
    President Statement Meanwhile Together Now""".split()
)


def _shaped(doc: Doc) -> Iterator[Name]:
    words = actor_words()
    for match in SHAPE_PATTERN.finditer(doc.text):
        start, end = match.span()
        before, after = match["before"] or "", match["after"] or ""
        while before and before.split()[0] in OPENERS | {"of", "and", "for", "&"}:
            cut = len(before.split()[0]) + 1
            before, start = before[cut:], start + cut
        if not before and not after:
            continue
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is None or (tokens[0].is_sent_start and len(tokens) < 2):
            continue
        kind: EntityKind = (
            "Organization" if match["head"].replace(" ", "-") in words.organization_nouns else "Location"
        )
        yield Name(tokens, kind, SHAPE)


def _modelled(doc: Doc) -> Iterator[Name]:
    for span in doc.ents:
        if span.label_ in LABELS and (tokens := _trimmed(span)) is not None:
            yield Name(tokens, LABELS[span.label_], MODEL)


def _trimmed(span: SpacySpan) -> SpacySpan | None:
    """Without articles, quotation marks and possessive endings; None if no word with a capital is left."""
    start, end, doc = span.start, span.end, span.doc
    while start < end and (
        doc[start].lower_ in {"the", "a", "an", "our", "its"} or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    while end > start and (
        doc[end - 1].text in {"'s", "'"} or (doc[end - 1].is_punct and doc[end - 1].text != ")")
    ):
        end -= 1
    words = doc[start:end]
    return words if any(token.text[0].isupper() or token.text[0].isdigit() for token in words) else None


def _outside(tags: list[tuple[int, int]], names: Iterable[Name]) -> Iterator[Name]:
    for name in names:
        middle = (name.tokens.start_char + name.tokens.end_char) // 2
        if not any(start <= middle < end for start, end in tags):
            yield name


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """Longer names first, then surer ones. An organization after "of" stays inside the name that it ends."""
    kept: list[Name] = []
    for name in sorted(names, key=_rank):
        clashes = [other for other in kept if _overlap(name.tokens, other.tokens)]
        if all(_is_nested(name, other) for other in clashes):
            kept.append(name)
    return sorted(kept, key=lambda name: (name.tokens.start, -name.tokens.end))


def _rank(name: Name) -> tuple[float, float, int]:
    several = name.found is MODEL and any(token.lower_ in {"and", ",", ";", "&"} for token in name.tokens)
    return (several, -len(name.tokens) - (2 if name.kind == "Official" else 0), -name.found.confidence)


def _overlap(a: SpacySpan, b: SpacySpan) -> bool:
    return a.start < b.end and b.start < a.end


def _is_nested(name: Name, other: Name) -> bool:
    """ "PLO" in "Executive Committee of the PLO": a known body, not a country, that ends a longer name."""
    inside, outside = name.tokens, other.tokens
    if (
        other.kind == "Official"
        or not name.entries
        or inside.end != outside.end
        or inside.start <= outside.start + 1
    ):
        return False
    return name.entries[0].kind == "Organization" and name.entries[0].type != "state" and other.found is SHAPE


def merge_names(names: Iterable[Name], governments: Iterable[Name]) -> list[Name]:
    """The names with the phrases for governments and armies in the place of the countries in them."""
    return _without_overlaps([*governments, *names])
