"""Where: the places of a happening beside those that its own phrases name.

The place a sentence opens with, those in which a target or another place lies, and the names of kinds of places.
"""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.incidents.heads import PLACED, VIOLENT, Heads, prepositional
from loaders.extraction.incidents.lexicon import Rule, word_lists
from loaders.extraction.incidents.voice import conjunct_head
from loaders.extraction.sentences import Sentence

_WORDS = word_lists("roles")
_KINDS_OF_PLACE = _WORDS["kind of place nouns"]
_PLACES = _WORDS["place prepositions"]
_TIMES = _WORDS["time nouns"]


def add_places(sentence: Sentence, verb: Token, rule: Rule, heads: Heads) -> None:
    """Adds the places around the heads found so far; `verb` carries the happening or is its noun."""
    if not heads.places and rule.type in PLACED:
        heads.places.extend(_opening_place(sentence, verb))
    for head in heads.targets:
        heads.places.extend(
            place for preposition, place in prepositional(head) if preposition in ("in", "at")
        )
        if rule.type in VIOLENT:
            named = [c for c in head.children if c.dep_ in ("nmod", "nmod:poss") and c.pos_ == "PROPN"]
            heads.places.extend(named)
    heads.places.extend(_included(verb))
    if rule.type == "CONSULT":
        occasions = [head for preposition, head in prepositional(verb) if preposition == "for"]
        heads.places.extend(h for head in occasions for p, h in prepositional(head) if p in ("in", "at"))
    if rule.type in PLACED:
        heads.places.extend([c for head in heads.places for c in _further_in(head)])
    heads.places.extend([c for head in heads.targets + heads.places for c in naming(head)])


def _opening_place(sentence: Sentence, verb: Token) -> list[Token]:
    """ "In Myanmar, soldiers killed a teacher and burned a school": the place holds of the verbs of the main clause."""
    opening = next((token for token in sentence.tokens if not token.is_punct), verb)
    governors = {verb, conjunct_head(verb)}
    if opening.dep_ != "case" or opening.head.head not in governors or opening.head.i > verb.i:
        return []
    cases = [opening, *(c for phrase in opening.head.rights for c in phrase.lefts if c.dep_ == "case")]
    return [c.head for c in cases if c.lower_ in _PLACES and c.head.lower_ not in _TIMES]


def _included(noun: Token) -> list[Token]:
    """ "condemned raids on schools, including in Bamako": a place of the noun that the parse hangs on its verb."""
    if noun.pos_ != "NOUN" or noun.dep_ != "obj":
        return []
    phrases = [c for c in noun.head.rights if c.dep_ == "obl" and c.i > noun.i]
    return [p for p in phrases if [c.lower_ for c in p.lefts if c.dep_ == "case"][:1] == ["including"]]


def _further_in(place: Token) -> list[Token]:
    """ "in front of a synagogue in Lyon": the places that a place lies in."""
    found = [place]
    for outer in found:
        inner = [head for preposition, head in prepositional(outer) if preposition in ("in", "at", "of")]
        found.extend(head for head in inner if head not in found)
    return found[1:]


def naming(place: Token) -> list[Token]:
    """ "the city of Jenin", "the Rafah crossing", "Kabul's airport": what names a kind of place."""
    if place.lower_ not in _KINDS_OF_PLACE:
        return []
    return [
        c for c in place.children if c.dep_ in ("nmod", "nmod:poss", "compound", "amod") and c.pos_ == "PROPN"
    ]
