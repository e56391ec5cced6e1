"""Adjectives and nouns that judge or feel: "We are alarmed by X", "X was an outrage", "this brutal X"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.positions.stand import (
    EMPTY_OBJECTS,
    EMPTY_SUBJECTS,
    Stand,
    follow,
    own_part,
    stand,
    stand_on_noun,
)
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import children, clause_of, is_noun, is_verb, negated, possessor, subjects


def read_feeling(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER be adjective PREPOSITION TARGET."""
    if not (cue.tag_.startswith("JJ") or is_verb(cue)) or (cue.tag_ == "VBD" and children(cue, "obj")):
        return None
    following = cue.nbor(1).lower_ if cue.i + 1 < cue.sent.end else ""
    named = cue.dep_ in {"amod", "compound", "flat"} and cue.head.i > cue.i
    if named or (cue.dep_ == "acl" and following not in entry.rest[0]):
        return None
    told, holders = follow(cue, entry.rest), subjects(cue)
    head = own_part(told) if told is not None else None
    if head is None or head.i < cue.i:
        return None
    if not holders and cue.dep_ not in {"root", "ROOT", "advcl", "amod", "acl"}:
        return None
    return stand(holders, head, denied=negated(cue), spoken=not holders)


def read_judgement(cue: Token, entry: Cue) -> Stand | None:
    """TARGET be adjective-or-noun."""
    if cue.dep_ in {"amod", "compound", "advmod", "acl:relcl"} or possessor(cue) is not None:
        return None
    if entry.rest and follow(cue, entry.rest) is None:
        return None
    coordinated = cue.dep_ == "conj" and (is_noun(cue) or cue.tag_.startswith("JJ"))
    found_so = cue.dep_ == "xcomp" and is_verb(cue.head)
    if not (coordinated or found_so or children(cue, "cop")):
        return None
    judged = _judged(cue, nominal="noun-subject" in entry.rule.options)
    compared = any(child.lower_ in {"more", "so", "as"} for child in cue.children)
    return None if judged is None else stand((), judged, denied=negated(cue) and not compared, spoken=True)


def _judged(cue: Token, *, nominal: bool) -> Token | None:
    """The subject, or what "it" stands for unless only a `nominal` subject will do."""
    subject = next(iter(subjects(cue)), None)
    if subject is None or subject.lower_ == "it" or subject.dep_ == "expl":
        expected = subject is not None or any(c.dep_ == "expl" for c in cue.lefts)
        return clause_of(cue) if expected and not nominal else None
    plain = subject.lower_ in EMPTY_SUBJECTS or subject.tag_.startswith(("PRP", "W", "RB", "DT", "IN", "CC"))
    return None if plain or subject.i > cue.i else subject


def read_epithet(cue: Token, entry: Cue) -> Stand | None:
    """Adjective TARGET."""
    noun = cue.head.head if cue.dep_ == "conj" and cue.head.dep_ == "amod" else cue.head
    if (
        cue.dep_ not in {"amod", "conj", "compound"}
        or noun.i < cue.i
        or not is_noun(noun)
        or noun.lower_ in EMPTY_OBJECTS
    ):
        return None
    part_of_name = noun.tag_.startswith("NNP") and cue.text[0].isupper()
    if part_of_name and noun != noun.sent.root and cue.i > cue.sent.start:
        return None
    return stand_on_noun(noun)
