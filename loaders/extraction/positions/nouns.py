"""Nouns of stance and nouns that judge: "our support for X", "no excuse for X", "these atrocities"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.inflection import verb_forms
from loaders.extraction.positions.stand import (
    Stand,
    directs,
    follow,
    in_title_case,
    is_asked,
    own_part,
    stand,
    stand_on_noun,
)
from loaders.extraction.rulebook import Cue, rulebook
from loaders.extraction.syntax import SUBJECTS, is_noun, is_verb, negated, possessor, subjects
from loaders.extraction.wordlists import words_of

THIRD_PERSON = frozenset({"his", "her", "its", "their"})
OWN = {
    "they": frozenset({"their"}),
    "he": frozenset({"his"}),
    "she": frozenset({"her"}),
    "it": frozenset({"its"}),
}
REMOVING = frozenset(
    form
    for verb in "withdraw end cut halt deny suspend lose stop cease drop refuse".split()
    for form in verb_forms(verb)
)

RAISING = frozenset(form for verb in "raise cause spark prompt create".split() for form in verb_forms(verb))


def read_noun(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER's noun PREPOSITION TARGET."""
    if not is_noun(cue) or not _stands_right(cue, entry.rule.options):
        return None
    told, owner, governor = follow(cue, entry.rest), _owner(cue), _governor(cue)
    head = own_part(told) if told is not None else None
    ungoverned = owner is None and governor is None and "governed" in entry.rule.options
    ungoverned = ungoverned and not in_title_case(cue.sent)
    if head is None or head.i < cue.i or ungoverned:
        return None
    asked = governor is not None and (is_asked(governor) or directs(governor))
    if (asked and "unasked" in entry.rule.options) or (owner is None and "owned" in entry.rule.options):
        return None
    if governor is not None and cue.dep_ == "obj" and _is_judged_by(governor):
        return None
    if _is_raised(owner, governor) and told is not None and any(c.lower_ == "for" for c in told.lefts):
        return None
    holders = [] if asked or _is_raised(owner, governor) else _holders(owner, governor)
    return stand(holders, head, denied=_is_withheld(cue, governor), spoken=not holders)


def _owner(noun: Token) -> Token | None:
    """Whose the stance is; of "a U.S. effort in support of X" and "our work in support of X", whose the deed is."""
    owner = possessor(noun)
    if owner is not None or noun.dep_ != "nmod" or not is_noun(noun.head):
        return owner
    return possessor(noun.head) or next(
        (c for c in noun.head.lefts if c.dep_ == "compound" and c.tag_ == "NNP"), None
    )


def _is_raised(owner: Token | None, governor: Token | None) -> bool:
    """Whether a thing gives rise to the feeling: "the raid raises concerns about X" is felt by whoever speaks."""
    if owner is not None or governor is None or governor.lower_ not in RAISING:
        return False
    things = subjects(governor)
    return bool(things) and all(
        thing.tag_ in {"NN", "NNS"} and thing.lemma_.lower() not in words_of("voices", "actors")
        for thing in things
    )


def _is_judged_by(verb: Token) -> bool:
    """Whether a verb takes a side on the noun of stance itself: "rejects criticism of X", "welcomes the support"."""
    cues = (
        cue for cue in rulebook("positions").get(verb.lower_, ()) if cue.rule.frame == "verb" and not cue.rest
    )
    return any(cue.rule.code != "supports" and "denied" not in cue.rule.options for cue in cues)


def _stands_right(cue: Token, options: frozenset[str]) -> bool:
    before = cue.nbor(-1).lower_ if cue.i else ""
    if before == "at" or ("in-front" in options and before != "in"):
        return False
    return "object" not in options or cue.dep_ in {"obj", "conj", "nsubj:pass"}


def _holders(owner: Token | None, governor: Token | None) -> list[Token]:
    """The possessor; for "his" and "their" the subject that it means, where it agrees."""
    acting = subjects(governor) if governor is not None else []
    if owner is None:
        return acting
    if acting and owner.lower_ in OWN.get(acting[0].lower_, THIRD_PERSON):
        return acting
    return [owner]


def _governor(noun: Token) -> Token | None:
    """The verb whose object or oblique the noun is: "express … support", "traveled in support of"."""
    node = noun
    while node.dep_ in {"conj", "nmod"} and node.head != node:
        node = node.head
    if node.dep_ in SUBJECTS or node.head == node:
        return None
    return node.head if is_verb(node.head) else None


def _is_withheld(noun: Token, governor: Token | None) -> bool:
    """ "no support for", "withdraw support for", "did not express support for"."""
    denied = any(child.lower_ == "no" for child in noun.lefts)
    if governor is None or noun.head != governor or noun.dep_ == "obl":
        return denied
    if noun.dep_ == "obj":  # a "no" on the object already counts as a denial of the verb
        denied = False
    return denied != (negated(governor) or governor.lower_ in REMOVING)


def read_deed(cue: Token, entry: Cue) -> Stand | None:
    """A noun that judges what it names."""
    if not is_noun(cue) or cue.dep_ in {"compound", "flat"}:
        return None
    if entry.rest and follow(cue, entry.rest) is None:
        return None
    if "owned" in entry.rule.options and possessor(cue) is None:
        return None
    return stand_on_noun(cue)
