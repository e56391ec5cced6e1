"""Whether the name of a state means the state that acts or the country as a place, by its part in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from ontology.facts import EntityKind


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One field for each list of `rules/actors/places.yaml`, which has an example for each."""

    place_prepositions: frozenset[str]
    motion_words: frozenset[str]
    struck_words: frozenset[str]
    owned_words: frozenset[str]
    place_verbs: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    text = (files("loaders.extraction") / "rules" / "actors" / "places.yaml").read_text("utf-8")
    return PlaceWords(**{key: frozenset(words.split()) for key, words in yaml.safe_load(text).items()})


def state_or_place(name: Token) -> EntityKind:
    """Organization where the named state acts, is asked, aided, opposed; Location where something is or goes there."""
    return "Location" if _is_place(name) else "Organization"


def building_or_body(name: Token) -> EntityKind:
    """A house that gives its name to who sits in it, "the White House": a body only where it acts."""
    return "Organization" if acts_as_subject(name) else "Location"


def acts_as_subject(name: Token) -> bool:
    """Whether the named does something, or something is done by it."""
    head, governor = _leading_conjunct(name)
    if head.dep_ == "nsubj":
        return governor.pos_ in {"VERB", "AUX"}
    return _preposition(head) == "by" and governor.pos_ == "VERB"


def _is_place(name: Token) -> bool:
    words = place_words()
    head, governor = _leading_conjunct(name)
    preposition = _preposition(head)
    if preposition:
        return _is_place_after(preposition, governor)
    match head.dep_:
        case "nsubj" | "nsubj:pass":
            return head.dep_ == "nsubj:pass" and governor.lemma_ in words.place_verbs
        case "obj":
            return governor.lemma_ in words.place_verbs
        case "nmod:poss" | "compound" | "nmod" | "amod":
            return governor.lemma_.lower() in words.owned_words
        case "appos" | "flat":
            return governor is not head and governor.ent_type_ in {"LOC", "GPE"}
        case "list" | "nmod:tmod" | "obl:npmod" | "dislocated" | "parataxis":
            return True
        case _:
            return False


def _leading_conjunct(name: Token) -> tuple[Token, Token]:
    """The first of "Israel and Gaza" if the name has no preposition of its own; and what governs it."""
    head = name
    for _ in range(6):
        if head.dep_ != "conj" or _preposition(head) or head.head.pos_ not in {"PROPN", "NOUN", "ADJ"}:
            break
        head = head.head
    return head, head.head


def _preposition(head: Token) -> str:
    found = [
        child.lower_
        for child in head.lefts
        if child.dep_ in {"case", "mark"} and child.lower_ not in {"'s", "'"}
    ]
    return found[0] if found else ""


def _is_place_after(preposition: str, governor: Token) -> bool:
    words, lemma = place_words(), governor.lemma_.lower()
    if preposition in words.place_prepositions:
        return True
    if preposition in {"to", "from", "for", "toward", "towards"}:
        return lemma in words.motion_words and not (preposition == "for" and governor.pos_ == "NOUN")
    if preposition == "against":
        return lemma in words.struck_words
    if preposition in {"on", "of", "about"}:
        return lemma in words.struck_words or lemma in words.place_verbs or lemma in words.owned_words
    return False
