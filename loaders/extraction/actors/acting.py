"""Whether the name of a state means the state that acts or the country as a place, by its part in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from loaders.extraction.inflection import all_forms
from loaders.extraction.words import word_lists
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
    state_of_being: frozenset[str]
    deeds: frozenset[str]
    addressing_verbs: frozenset[str]
    dealings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Footing:
    """What the name of a state means where it stands, and whether the sentence leaves no doubt of it."""

    kind: EntityKind
    sure: bool


PLACE, MAYBE_PLACE = Footing("Location", True), Footing("Location", False)
ACTOR, MAYBE_ACTOR = Footing("Organization", True), Footing("Organization", False)


@cache
def place_words() -> PlaceWords:
    """The lists, in all forms of their words; read once."""
    return PlaceWords(
        **{
            key: frozenset(form for word in each.words.split() for form in all_forms(word))
            for key, each in word_lists("places").items()
        }
    )


def _words_of(token: Token) -> frozenset[str]:
    """The word and its lemma, in lower case: lemmas may be wrong, and lists may lack an irregular form."""
    return frozenset({token.lower_, token.lemma_.lower()})


def footing(name: Span) -> Footing:
    """An actor where the named state acts, is asked, aided, opposed; a place where something is or goes there."""
    words = place_words()
    head, governor = _leading_conjunct(name.root)
    governing = _words_of(governor)
    if _is_possessor(name[-1]):
        return _of_owned(governing)
    preposition = _preposition(head)
    if preposition is not None:
        return _after(preposition, governor)
    match head.dep_:
        case "nsubj":
            acts = governor.pos_ == "VERB" and not governing & words.state_of_being
            return ACTOR if acts else MAYBE_ACTOR
        case "nsubj:pass":
            return PLACE if governing & words.place_verbs else MAYBE_ACTOR
        case "obj" | "iobj":
            if governing & words.place_verbs:
                return PLACE
            return ACTOR if governing & words.addressing_verbs else MAYBE_ACTOR
        case "compound" | "amod":
            if governing & words.land_words:
                return PLACE
            return MAYBE_PLACE if governing & words.owned_words else _of_owned(governing)
        case "nmod:poss" | "nmod":
            return _of_owned(governing)
        case "appos" | "flat":
            if governing & words.deeds:
                return ACTOR
            return PLACE if governor is not head and governor.ent_type_ in {"LOC", "GPE"} else MAYBE_ACTOR
        case "list" | "nmod:tmod" | "obl:npmod" | "dislocated" | "parataxis":
            return MAYBE_PLACE
        case _:
            return MAYBE_ACTOR


def building_or_body(name: Token) -> EntityKind:
    """A house that gives its name to who sits in it, "the White House": a body only where it acts or has officials."""
    only_names = name.dep_ == "compound" and bool(_words_of(name.head) & place_words().deeds)
    return "Organization" if only_names or acts_as_subject(name) else "Location"


def acts_as_subject(name: Token) -> bool:
    """Whether the named does something, or something is done by it."""
    head, governor = _leading_conjunct(name)
    after = name.doc[name.i + 1 : name.i + 2]
    if _is_possessor(name):
        return not _words_of(governor) & place_words().owned_words
    if head.dep_ == "nsubj":
        return (
            governor.pos_ in {"VERB", "AUX"}
            and not name.is_upper
            and all(t.pos_ in {"VERB", "AUX", "ADV"} for t in after)
        )
    preposition = _preposition(head)
    return preposition is not None and preposition.lower_ == "by" and governor.pos_ == "VERB"


def _of_owned(noun: frozenset[str]) -> Footing:
    """By what is said to be a state's, "Haiti's people", "Russia's invasion"."""
    words = place_words()
    if noun & words.owned_words:
        return PLACE
    return ACTOR if noun & words.deeds else MAYBE_ACTOR


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


def _after(preposition: Token, governor: Token) -> Footing:
    words, word = place_words(), preposition.lower_
    around = _words_of(governor) | (_words_of(preposition.nbor(-1)) if preposition.i else frozenset())
    if word in words.place_prepositions:
        return PLACE
    if word == "by":
        return ACTOR
    if word == "from":
        return MAYBE_ACTOR if around & words.received_words else PLACE
    is_aim = word in {"to", "for", "toward", "towards"}
    if is_aim and around & words.motion_words and not (word == "for" and governor.pos_ == "NOUN"):
        return PLACE
    if word == "against":
        return PLACE if around & words.struck_words else MAYBE_ACTOR
    if is_aim or word in {"with", "between", "among"}:
        return ACTOR if around & words.dealings else MAYBE_ACTOR
    if word == "like":
        kinds = preposition.i > 0 and preposition.nbor(-1).tag_ == "NNS"
        return MAYBE_ACTOR if kinds and not around & words.land_words else MAYBE_PLACE
    if word in {"on", "upon"} and around & words.addressing_verbs:
        return ACTOR
    if word in {"on", "of", "about"} and around & (
        words.struck_words | words.place_verbs | words.owned_words
    ):
        return PLACE
    if word == "of":
        return _of_owned(_words_of(governor))
    return MAYBE_ACTOR
