"""Finds names in a block: by the register, by the shape of names ("Ministry of …"), and by the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.boundaries import DASHES
from loaders.extraction.mentions import Name
from loaders.extraction.persons import (
    JOINTS,
    LISTED,
    PARTY_TAG,
    TAGGED,
    TITLED,
    find_persons,
    find_surnames,
)
from loaders.extraction.shapes import SHAPE, find_shaped
from loaders.extraction.vocabulary import Vocabulary, is_common, is_title
from loaders.extraction.words import actor_words
from loaders.register.register import Register
from ontology.facts import EntityKind, Found

LABELS: dict[str, EntityKind] = {"ORG": "Organization", "LOC": "Location"}
REGISTER, MODEL = Found("register", 0.95), Found("model", 0.7)
PLACES = frozenset({"state", "country", "capital", "city", "region"})


def find_names(
    doc: Doc, text: str, register: Register, vocabulary: Vocabulary, *, headline: bool
) -> list[Name]:
    """The names of one block from left to right; none inside another, but organizations in "… of the PLO".

    In a headline every word has a capital, so that shapes tell nothing there.
    """
    known = [name for name in _registered(doc, text, register) if not _begins_other(name)]
    spans = [name.tokens for name in known]
    shaped = [] if headline else list(find_shaped(doc, text, spans))
    people = list(find_persons(doc, text, [*known, *shaped], vocabulary, headline=headline))
    vocabulary = vocabulary.with_persons(people)
    people.extend(find_surnames(doc, [*known, *shaped], vocabulary, headline=headline))
    modelled = [name for name in _modelled(doc, vocabulary) if not headline or name.kind == "Location"]
    tags = [match.span() for match in PARTY_TAG.finditer(text)]
    found = (name for name in (*people, *known, *shaped, *modelled) if not _begins_other(name))
    return _alike(without_overlaps(_outside(tags, found)))


def _alike(names: list[Name]) -> list[Name]:
    """Takes the model's name for a person's where it goes on a list of persons: "A. Namazi, M. Tahbaz, E. Sharghi"."""
    known = actor_words().organization_nouns | actor_words().place_nouns
    for number in range(1, len(names)):
        before, name = names[number - 1], names[number]
        between = name.tokens.doc[before.tokens.end : name.tokens.start]
        listed = 0 < len(between) < 3 and all(token.lower_ in JOINTS for token in between)
        unsure = (
            name.found is MODEL and len(name.tokens) > 1 and not any(t.text in known for t in name.tokens)
        )
        if unsure and listed and before.kind == "Official":
            names[number] = replace(name, kind="Official")
    return names


def _registered(doc: Doc, text: str, register: Register) -> Iterator[Name]:
    for match in register.index.matches(text):
        tokens = doc.char_span(match.start, match.end, alignment_mode="expand")
        glued = text[max(0, match.start - 1) : match.start] + text[match.end : match.end + 1]
        if tokens is not None and not _in_longer_word(tokens) and not {"@", "_", "/", "\\"} & set(glued):
            yield Name(tokens, match.bearers[0].kind, REGISTER, match.bearers)


def _in_longer_word(tokens: SpacySpan) -> bool:
    """Whether the name is a part of a hyphenated surname: "Watson-Coleman"; not so in "U.S.-led"."""
    doc, end = tokens.doc, tokens.end
    if (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not tokens[-1].whitespace_
    ):
        return (
            doc[end + 1].text[:1].isupper()
            and tokens[0].ent_type_ == "PER"
            and doc[end + 1].ent_type_ == "PER"
        )
    return False


def _begins_other(name: Name) -> bool:
    """Whether the words go on to something that is no actor: "Juba" of "Juba Peace Agreement"."""
    if name.kind == "Official" and name.found.rule != "model":
        return False
    doc, i = name.tokens.doc, name.tokens.end
    words = actor_words()
    if name.found is not REGISTER and _is_of_other_kind(name.tokens):
        return True
    if name.found is REGISTER and name.entries[0].type not in PLACES:
        return False
    while i < len(doc) and i - name.tokens.end < 6:
        if doc[i].text in words.other_nouns:
            return True
        if not doc[i].text[0].isupper() and doc[i].lower_ not in {"and", "-"}:
            return False
        if doc[i].text in words.titles or doc[i].text in words.organization_nouns:
            return False
        i += 1
    return False


def _is_of_other_kind(tokens: SpacySpan) -> bool:
    """What a name's own words tell: "National Strategy to Counter …"."""
    words = actor_words()
    if tokens[-1].text in words.other_nouns:
        return True
    return any(t.text in words.other_nouns for t in tokens) and not any(
        t.text in words.organization_nouns for t in tokens
    )


def _modelled(doc: Doc, vocabulary: Vocabulary) -> Iterator[Name]:
    for span in doc.ents:
        if (
            span.label_ in LABELS
            and (tokens := _trimmed(span)) is not None
            and not _is_common(tokens, vocabulary)
        ):
            yield Name(tokens, _kind(tokens, LABELS[span.label_]), MODEL)


def _kind(tokens: SpacySpan, told: EntityKind) -> EntityKind:
    """The model's kind, but for what stands in a dateline, or bare after "in" or "near": a place."""
    doc, root = tokens.doc, tokens.root
    if tokens[-1].text in actor_words().organization_nouns:
        return told
    following = doc[tokens.end].text if tokens.end < len(doc) else ""
    if tokens.start == 0 and tokens.text.isupper() and following in {",", "-", "–", "—", "("}:
        return "Location"
    before = doc[tokens.start - 1].lower_ if tokens.start else ""
    return (
        "Location" if before in {"in", "near"} and root.dep_ in {"obl", "nmod"} and len(tokens) < 4 else told
    )


def _is_common(tokens: SpacySpan, vocabulary: Vocabulary) -> bool:
    """Words that are no names: titles, demonyms, what the statement writes small elsewhere."""
    return all(
        token.text in actor_words().openers
        or token.text in vocabulary.persons
        or token.text in actor_words().organization_nouns
        or token.text in actor_words().portfolios
        or not token.is_alpha
        or is_common(token, vocabulary)
        for token in tokens
    )


def _trimmed(span: SpacySpan) -> SpacySpan | None:
    """Without articles, quotation marks and possessive endings; None if no word with a capital is left."""
    start, end, doc = span.start, span.end, span.doc
    while start < end and not (
        doc[start].text[0].isupper() or doc[start].text[0].isdigit() or doc[start].lower_ == "al"
    ):
        start += 1
    end = next((i for i in range(start + 1, end) if doc[i].text in DASHES and doc[i - 1].whitespace_), end)
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].text[0].islower() or doc[end - 1].text == "'s"
    ):
        if doc[end - 1].text in {")", "."}:
            break
        end -= 1
    while end > start + 1 and (is_title(doc[end - 1]) or doc[end - 1].text in {"Co", "-"}):
        end -= 1
    while (
        end > start
        and doc[end - 1].text in actor_words().office_prefixes
        and end < len(doc)
        and is_title(doc[end])
    ):
        end -= 1
    words = doc[start:end]
    if not len(words):
        return None
    if end - start > 1 and is_title(words[0]) and words[1].lower_ in {"of", "for"}:
        return None
    if end - start == 1 and words.text.isupper() and (_is_measure(doc, start) or len(words.text) < 3):
        return None
    if words[-1].text.endswith(("ians", "ans", "ists", "men")) or _only_governs(words):
        return None
    return words


def _only_governs(words: SpacySpan) -> bool:
    """Whether what is named begins after "of": "Records of the Security Council"."""
    of = next((i for i, token in enumerate(words) if token.lower_ == "of"), 0)
    nouns = actor_words().organization_nouns | actor_words().place_nouns
    return of > 0 and not any(token.text in nouns for token in words[:of])


def _is_measure(doc: Doc, i: int) -> bool:
    """Whether capitals stand beside a number: "10 EST", "UNSCR 2254"."""
    return any(0 <= j < len(doc) and doc[j].like_num for j in (i - 1, i + 1))


def _outside(tags: list[tuple[int, int]], names: Iterable[Name]) -> Iterator[Name]:
    for name in names:
        middle = (name.tokens.start_char + name.tokens.end_char) // 2
        if not any(start <= middle < end for start, end in tags):
            yield name


def without_overlaps(names: Iterable[Name]) -> list[Name]:
    """Longer names first, then surer ones. An organization after "of" stays inside the name that it ends."""
    kept: list[Name] = []
    for name in sorted(names, key=_rank):
        clashes = [other for other in kept if _overlap(name.tokens, other.tokens)]
        if all(_is_nested(name, other) for other in clashes):
            kept.append(name)
    return sorted(kept, key=lambda name: (name.tokens.start, -name.tokens.end))


def _rank(name: Name) -> tuple[bool, int, float]:
    joined = any(token.lower_ in {"and", ",", ";", "&", "for", "the"} for token in name.tokens)
    bonus = 6 if name.found in (TITLED, TAGGED, LISTED) else 0
    return (name.found is MODEL and joined, -len(name.tokens) - bonus, -name.found.confidence)


def _overlap(a: SpacySpan, b: SpacySpan) -> bool:
    return a.start < b.end and b.start < a.end


def _is_nested(name: Name, other: Name) -> bool:
    """Whether a known body, not a country, ends a longer name: "PLO" in "Executive Committee of the PLO"."""
    inside, outside = name.tokens, other.tokens
    if (
        other.kind == "Official"
        or not name.entries
        or inside.end != outside.end
        or inside.start <= outside.start + 1
    ):
        return False
    return (
        name.entries[0].kind == "Organization"
        and name.entries[0].type != "state"
        and other.found in (SHAPE, MODEL)
    )
