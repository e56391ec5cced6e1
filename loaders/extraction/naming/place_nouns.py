"""Places by the small noun behind their name: "Tavush region", "al-Hol refugee camp", "Kabul's airport"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.boundaries import DASHES
from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.vocabulary import is_ordinary
from loaders.extraction.words import actor_words
from ontology.facts import Found

FACILITY = Found("place by its noun", 0.8)
SORTS = frozenset(
    {"refugee", "displacement", "international", "border", "naval", "air", "military", "detention"}
)
"""What may stand between a name and its noun."""
LEADING = frozenset({"near", "outside", "around", "inside"})
TRUSTING = frozenset(
    {"faith", "trust", "confidence", "belief", "believe", "interest", "interested", "confident", "hope"}
)
"""What one has "in" persons."""
TELLING = frozenset({"airport", "airfield", "airbase", "crossing", "checkpoint"})
"""Facilities, of which the noun alone makes a place of any name; a "camp" may be somebody's."""


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


def is_place_after_all(person: SpacySpan, known: Container[int]) -> bool:
    """Whether what the model takes for a person is a place: by its noun, its dateline, or as a quarter of a town."""
    quarter = person.start in known and any(token.lower_ in {"al", "el"} for token in person[1:])
    return quarter or _noun_after(person) is not None or opens_dateline(person) or _is_led_to(person)


def _is_led_to(name: SpacySpan) -> bool:
    """Whether words before a name lead to a place: "near Husaybah", "the city of Husaybah"; not "faith in Roe"."""
    doc, start = name.doc, name.start
    before = doc[start - 1].lower_ if start else ""
    if before == "of" and start > 1:
        return doc[start - 2].lower_ in actor_words().areas | {
            "city",
            "town",
            "island",
            "north",
            "south",
            "east",
            "west",
        }
    if before == "in" and name.end < len(doc) and doc[name.end].text in {"'s", "'"}:
        return False
    return before in LEADING or (before == "in" and name.root.head.lemma_.lower() not in TRUSTING)


def opens_dateline(name: SpacySpan) -> bool:
    """The city of "RALEIGH, N.C. –" and "(Raleigh, NC)"."""
    doc = name.doc
    if name.start > 1 or (name.start == 1 and doc[0].text != "(") or name.end + 1 >= len(doc):
        return False
    following, then = doc[name.end].text, doc[name.end + 1].text
    return following in DASHES or (following == "," and (then.isupper() or name.text.isupper()))


def find_facilities(known: Iterable[Name]) -> Iterator[Name]:
    """Camps, airports and crossings that bear the name of a known city or region."""
    for name in known:
        if name.kind != "Location" or any(entry.kind != "Location" for entry in name.entries):
            continue
        end = _noun_after(name.tokens)
        doc = name.tokens.doc
        if end is not None and doc[end - 1].lower_ in actor_words().facilities:
            yield Name(doc[name.tokens.start : end], "Location", FACILITY)


def find_areas(doc: Doc, taken: Container[int], demonyms: Container[str]) -> Iterator[Name]:
    """Names that nothing but their noun tells: "the Tavush region"."""
    words = actor_words()
    nouns = words.areas | words.facilities
    for noun in (token for token in doc if token.is_lower and token.lower_ in nouns):
        is_area, end = noun.lower_ in words.areas, noun.i
        while not is_area and end > 0 and doc[end - 1].lower_ in SORTS:
            end -= 1
        if not is_area and end == noun.i and noun.lower_ not in TELLING:
            continue
        start = end
        while start > 0 and start - 1 not in taken and _names_area(doc[start - 1], demonyms):
            start -= 1
        if start < end:
            bare = " ".join(doc[start:end].text.split()) if is_area else None
            yield Name(doc[start : noun.i + 1], "Location", FACILITY, canonical=bare)


def _names_area(token: Token, demonyms: Container[str]) -> bool:
    """Whether a word with a capital may be an area's name."""
    words = actor_words()
    return (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and token.text.isalpha()
        and token.text not in demonyms
        and token.text not in words.peoples | words.organization_nouns | words.titles | words.openers
        and not is_ordinary(token)
    )


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
