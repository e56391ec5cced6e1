"""Finds names in a block: by the register, by the shape of names ("Ministry of …"), and by the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.model_names import MODEL, find_modelled
from loaders.extraction.naming.other_things import begins_other, is_other
from loaders.extraction.naming.persons import (
    JOINTS,
    LISTED,
    PARTY_TAG,
    TAGGED,
    TITLED,
    find_persons,
)
from loaders.extraction.naming.persons import MODEL as PERSON_BY_MODEL
from loaders.extraction.naming.place_nouns import find_areas, find_facilities
from loaders.extraction.naming.registered_names import REGISTER, find_registered
from loaders.extraction.naming.shapes import SHAPE, find_shaped
from loaders.extraction.naming.surnames import SURNAME, find_surnames
from loaders.extraction.naming.vocabulary import Vocabulary
from loaders.extraction.words import actor_words
from loaders.register.register import Register


def find_names(
    doc: Doc, text: str, register: Register, vocabulary: Vocabulary, *, headline: bool
) -> list[Name]:
    """The names of one block from left to right; none inside another, but organizations in "… of the PLO".

    In a headline every word has a capital, so that shapes tell nothing there.
    """
    known = [name for name in find_registered(doc, text, register) if not _is_no_actor(name)]
    taken = {token.i for name in known for token in name.tokens}
    known.extend([*find_facilities(known), *find_areas(doc, taken, vocabulary.demonyms)])
    spans = [name.tokens for name in known]
    shaped = [] if headline else list(find_shaped(doc, text, spans))
    people = list(find_persons(doc, text, [*known, *shaped], vocabulary, headline=headline))
    vocabulary = vocabulary.with_persons(people)
    people.extend(find_surnames(doc, [*known, *shaped], vocabulary, headline=headline))
    modelled = [n for n in find_modelled(doc, spans, vocabulary) if not headline or n.kind == "Location"]
    tags = [match.span() for match in PARTY_TAG.finditer(text)]
    found = (name for name in (*people, *known, *shaped, *modelled) if not _is_no_actor(name))
    return _alike(without_overlaps(_outside(tags, found)))


def _is_no_actor(name: Name) -> bool:
    """Whether the name is, or only begins, that of a law, an agreement or the like."""
    if name.kind == "Official":
        last = name.tokens[-1].text
        unsure = name.found in (SURNAME, PERSON_BY_MODEL) and len(name.tokens) > 1
        return unsure and last in actor_words().other_nouns | actor_words().organization_nouns
    if name.found is REGISTER:
        is_place = any(entry.kind == "Location" for entry in name.entries)
        return is_place and begins_other(name.tokens, is_known=True)
    return is_other(name.tokens) or begins_other(name.tokens, is_known=False)


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
