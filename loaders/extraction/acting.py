"""Whether the name of a state means the state that acts or the country as a place, by its part in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Span, Token

from ontology.facts import EntityKind


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One field for each list of `rules/actors/places.yaml`, which has an example for each."""

    place_prepositions: frozenset[str]
    motion_words: frozenset[str]
    struck_words: frozenset[str]
    owned_words: frozenset[str]
    place_verbs: frozenset[str]
    land_words: frozenset[str]
    received_words: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    text = (files("loaders.extraction") / "rules" / "actors" / "places.yaml").read_text("utf-8")
    return PlaceWords(**{key: frozenset(words.split()) for key, words in yaml.safe_load(text).items()})


def state_or_place(name: Span) -> EntityKind:
    """Organization where the named state acts, is asked, aided, opposed; Location where something is or goes there."""
    return "Location" if _is_place(name.root, name[-1]) else "Organization"


def building_or_body(name: Token) -> EntityKind:
    """A house that gives its name to who sits in it, "the White House": a body only where it acts."""
    return "Organization" if acts_as_subject(name) else "Location"


def acts_as_subject(name: Token) -> bool:
    """Whether the named does something, or something is done by it."""
    head, governor = _leading_conjunct(name)
    after = name.doc[name.i + 1 : name.i + 2]
    if _is_possessor(name):
        return governor.lemma_.lower() not in place_words().owned_words
    if head.dep_ == "nsubj":
        return (
            governor.pos_ in {"VERB", "AUX"}
            and not name.is_upper
            and all(t.pos_ in {"VERB", "AUX", "ADV"} for t in after)
        )
    preposition = _preposition(head)
    return preposition is not None and preposition.lower_ == "by" and governor.pos_ == "VERB"


def _is_place(name: Token, last: Token) -> bool:
    words = place_words()
    head, governor = _leading_conjunct(name)
    if _is_possessor(last):
        return governor.lemma_.lower() in words.owned_words
    preposition = _preposition(head)
    if preposition is not None:
        return _is_place_after(preposition, governor)
    match head.dep_:
        case "nsubj" | "nsubj:pass":
            return head.dep_ == "nsubj:pass" and governor.lemma_ in words.place_verbs
        case "obj":
            return governor.lemma_ in words.place_verbs
        case "compound" | "amod":
            return governor.lemma_.lower() in words.land_words
        case "nmod:poss" | "nmod":
            return governor.lemma_.lower() in words.owned_words
        case "appos" | "flat":
            return governor is not head and governor.ent_type_ in {"LOC", "GPE"}
        case "list" | "nmod:tmod" | "obl:npmod" | "dislocated" | "parataxis":
            return True
        case _:
            return False


def _is_possessor(last: Token) -> bool:
    end = last.i + 1
    return end < len(last.doc) and last.doc[end].text in {"'s", "'"} and not last.whitespace_


def _leading_conjunct(name: Token) -> tuple[Token, Token]:
    """The first of "Israel and Gaza" if the name has no preposition of its own; and what governs it."""
    head = name
    for _ in range(6):
        if head.dep_ != "conj" or _preposition(head) or head.head.pos_ not in {"PROPN", "NOUN", "ADJ"}:
            break
        head = head.head
    return head, head.head


def _preposition(head: Token) -> Token | None:
    """The last of "from behind", "including from"."""
    found = [
        child for child in head.lefts if child.dep_ in {"case", "mark"} and child.lower_ not in {"'s", "'"}
    ]
    return found[-1] if found else None


def _is_place_after(preposition: Token, governor: Token) -> bool:
    words, word = place_words(), preposition.lower_
    lemmas = {governor.lemma_.lower()}
    if preposition.i:
        lemmas.add(preposition.nbor(-1).lemma_.lower())
    if word in words.place_prepositions:
        return True
    if word == "from":
        return not lemmas & words.received_words
    if word in {"to", "for", "toward", "towards"}:
        return bool(lemmas & words.motion_words) and not (word == "for" and governor.pos_ == "NOUN")
    if word == "against":
        return bool(lemmas & words.struck_words)
    if word in {"on", "of", "about"}:
        return bool(lemmas & (words.struck_words | words.place_verbs | words.owned_words))
    return False
