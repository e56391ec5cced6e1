"""Places by the small noun behind their name: "Tavush region", "al-Hol refugee camp", "Kabul's airport"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as SpacySpan

from loaders.extraction.mentions import Name
from loaders.extraction.words import actor_words
from ontology.facts import Found

FACILITY = Found("place by its noun", 0.8)
SORTS = frozenset(
    {"refugee", "displacement", "international", "border", "naval", "air", "military", "detention"}
)
"""What may stand between a name and its noun."""


def with_place_noun(tokens: SpacySpan) -> tuple[SpacySpan, bool, str | None]:
    """A name with the noun for places behind it, whether there is one, and the name to go by.

    A region goes by its bare name, whatever else is built or dug by the whole.
    """
    end = _noun_after(tokens)
    if end is None:
        return tokens, False, None
    noun = tokens.doc[end - 1].lower_
    bare = " ".join(tokens.text.split())
    if noun in actor_words().areas:
        return tokens.doc[tokens.start : end], True, bare
    if noun in actor_words().facilities:
        return tokens.doc[tokens.start : end], True, None
    return tokens, True, None


def find_facilities(known: Iterable[Name]) -> Iterator[Name]:
    """Camps, airports and crossings that bear the name of a known city or region."""
    for name in known:
        if name.kind != "Location" or any(entry.kind != "Location" for entry in name.entries):
            continue
        end = _noun_after(name.tokens)
        doc = name.tokens.doc
        if end is not None and doc[end - 1].lower_ in actor_words().facilities:
            yield Name(doc[name.tokens.start : end], "Location", FACILITY)


def _noun_after(tokens: SpacySpan) -> int | None:
    """The end of the noun for a place that follows: "camps" counts for the names of two, but stays outside."""
    doc, i = tokens.doc, tokens.end
    if i < len(doc) and doc[i].text == "'s":
        i += 1
    while i < len(doc) and doc[i].lower_ in SORTS:
        i += 1
    if i >= len(doc) or not doc[i].text.islower():
        return None
    words = actor_words()
    return i + 1 if doc[i].lower_ in words.areas | words.facilities | words.plural_places else None
