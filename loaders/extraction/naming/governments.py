"""Governments and armies by other names: "Haitian authorities", "the Biden Administration", "Sudan's military"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from loaders.extraction.naming.mentions import Name
from loaders.extraction.words import actor_words
from loaders.register.entries import Entry, entity_id
from loaders.register.register import Register
from ontology.facts import Found

GOVERNMENT, ARMY = Found("government by its people or leader", 0.9), Found("army by its people", 0.85)
ARTICLES = frozenset({"the", "this", "our", "my", "new", "current", "next", "previous", "last", "each"})
"""After these, "Administration" with a capital is that of the United States."""
PLURALS = frozenset({"governments", "authorities", "administrations", "regimes"})
LEVELS = frozenset({"regional", "provincial", "state", "city", "municipal", "local"})
"""What a government is that is not a state's: "the Tigray regional government"."""
REACH = 5
"""How many words may stand between the people and the noun: "the new right-wing Netanyahu government" has none."""


def find_governments(doc: Doc, text: str, register: Register) -> Iterator[Name]:
    """Phrases that mean a state's government or its armed forces, and governments of regions."""
    words = actor_words()
    if not _pattern().search(text):
        return
    for token in doc:
        if token.text in words.army_nouns:
            yield from _army(token, register)
        elif token.text in words.government_nouns:
            yield from _government(token, register)


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the nouns: most blocks have none."""
    words = actor_words()
    return re.compile("|".join(sorted(words.government_nouns | words.army_nouns)))


def _government(noun: Token, register: Register) -> Iterator[Name]:
    doc = noun.doc
    if noun.i and doc[noun.i - 1].text in actor_words().army_nouns:
        return
    start, state = _owner_before(noun, register)
    if state is not None:
        yield Name(doc[start : noun.i + 1], "Organization", GOVERNMENT, (state,))
        if noun.lower_ in PLURALS and start > 1 and doc[start - 1].lower_ in {"and", ","}:
            yield from _listed_before(start - 2, doc, register)
        return
    end, state = _owner_after(noun, register)
    if state is None and noun.text == "Administration" and noun.i and doc[noun.i - 1].lower_ in ARTICLES:
        end, state = noun.i + 1, register.get("organization/united-states")
    if state is not None:
        yield Name(doc[noun.i : end], "Organization", GOVERNMENT, (state,))
    elif noun.i > 1 and doc[noun.i - 1].lower_ in LEVELS and _is_region(doc[noun.i - 2].text, register):
        yield Name(doc[noun.i - 2 : noun.i + 1], "Organization", GOVERNMENT)


def _is_region(name: str, register: Register) -> bool:
    return any(entry.kind == "Location" for entry in register.named(name))


def _listed_before(last: int, doc: Doc, register: Register) -> Iterator[Name]:
    """The "Israeli" of "the Israeli and Egyptian governments", and whoever is listed before it."""
    while last >= 0 and (state := register.state_of(doc[last].text)) is not None:
        yield Name(doc[last : last + 1], "Organization", GOVERNMENT, (state,))
        last -= 2 if last and doc[last - 1].text == "," else last + 1


def _army(noun: Token, register: Register) -> Iterator[Name]:
    doc = noun.doc
    end = noun.i + 1
    start, state = _owner_before(noun, register)
    if state is None:
        end, state = _owner_after(noun, register)
        start = noun.i
    if state is None:
        return
    if (
        end == noun.i + 1
        and end < len(doc)
        and doc[end].lower_ in {"authorities", "leaders", "leadership", "government"}
    ):
        end += 1
    elif (
        noun.lower_ == "military"
        and end < len(doc)
        and doc[end].pos_ in {"NOUN", "PROPN"}
        and doc[end].dep_ != "appos"
    ):
        return
    yield Name(doc[start:end], "Organization", ARMY, (army_of(state, register),))


def army_of(state: Entry, register: Register) -> Entry:
    """The register's army of a state, or one made of the state's name."""
    known = register.army(state.id)
    if known is not None:
        return known
    adjective = next(
        (word for word, id in register.demonyms.adjectives.items() if id == state.id), state.name
    )
    name = f"{adjective} military"
    return Entry(
        entity_id("Organization", name),
        name,
        "Organization",
        "army",
        parents=(state.id,),
        country=state.country,
    )


def _owner_before(noun: Token, register: Register) -> tuple[int, Entry | None]:
    """The state that the words before a noun mean, and where they begin."""
    doc, i = noun.doc, noun.i - 1
    while i > max(0, noun.i - REACH) and (doc[i].text[0].islower() or doc[i].text in {"'s", "'", "-"}):
        if doc[i].pos_ == "PROPN" and doc[i].text not in {"'s", "'", "-"}:
            break
        if doc[i].pos_ not in {"ADJ", "NOUN", "PART", "PUNCT", "VERB", "ADV", "PROPN", ""}:
            return noun.i, None
        i -= 1
    if i > 1 and doc[i - 1].text in {"-", "/"}:
        i -= 2
    for width in (3, 2, 1):
        start = i - width + 1
        if start >= 0 and (state := register.state_of(doc[start : i + 1].text)) is not None:
            return start, state
    return noun.i, None


def _owner_after(noun: Token, register: Register) -> tuple[int, Entry | None]:
    """The state after a noun: "Government of Haiti", "Government and people of Israel"."""
    doc, i = noun.doc, noun.i + 1
    if i + 2 < len(doc) and doc[i].text == "and" and doc[i + 1].lower_ in {"people", "citizens"}:
        i += 2
    if i >= len(doc) or doc[i].lower_ != "of":
        return i, None
    i += 1
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    for match in register.index.matches(doc[i : i + 6].text):
        states = [entry for entry in match.bearers if entry.type == "state"]
        if match.start == 0 and states:
            span = doc.char_span(doc[i].idx, doc[i].idx + match.end, alignment_mode="expand")
            return (span.end, states[0]) if span is not None else (i, None)
        break
    return i, None
