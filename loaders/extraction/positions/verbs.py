"""HOLDER verb TARGET: "The Council condemned the attack", "The attack was condemned by the Council"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.positions.stand import (
    ASKING_MODALS,
    EMPTY_OBJECTS,
    EMPTY_SUBJECTS,
    Stand,
    directs,
    follow,
    is_asked,
    stand,
)
from loaders.extraction.rulebook import Cue, rulebook
from loaders.extraction.syntax import (
    after,
    agents,
    children,
    is_passive,
    is_verb,
    modal_of,
    negated,
    subjects,
)
from loaders.extraction.wordlists import words_of

DUTIES = ASKING_MODALS | {"have", "can", "could"}
ANYBODY = frozenset({"those", "people", "anyone", "all", "ones"})


def read_verb(cue: Token, entry: Cue) -> Stand | None:
    """The stand of the verb's subject; of whoever speaks, where the verb is what should be done."""
    if not is_verb(cue) or cue.dep_ in {"aux", "cop", "amod", "compound"}:
        return None
    if cue.dep_ == "acl:relcl" and cue.head.lower_ in ANYBODY:
        return None
    reduced = cue.tag_ == "VBN" and cue.dep_ == "acl"
    if reduced or is_passive(cue):
        return None if entry.rest else _read_passive(cue, reduced=reduced)
    head = _complement(cue, entry)
    if head is None or ("asked" in entry.rule.options and not is_asked(cue, directly=True)):
        return None
    asked = is_asked(cue)
    holders = [] if asked else subjects(cue)
    spoken = asked or (not holders and (cue.head == cue or cue.dep_ in {"parataxis", "conj"}))
    return stand(holders, head, denied=negated(cue), spoken=spoken) if holders or spoken else None


def _read_passive(cue: Token, *, reduced: bool) -> Stand | None:
    """ "X was condemned by Y", "X must be condemned"."""
    judged = [cue.head] if reduced else subjects(cue)
    by, asked = agents(cue), modal_of(cue) in DUTIES
    if not judged or judged[0].lower_ in EMPTY_SUBJECTS or not (by or asked):
        return None
    return stand([] if asked else by, judged[0], denied=negated(cue), spoken=asked)


def _complement(cue: Token, entry: Cue) -> Token | None:
    """What the verb is about: behind its preposition, its object, or the clause that it governs."""
    options = entry.rule.options
    if any(child.lower_ == "home" for child in cue.rights):
        return None
    if "reproach" in options:
        return _reproached(cue)
    if entry.rest:
        return follow(cue, entry.rest)
    things = [o for o in children(cue, "obj") if o.lower_ not in EMPTY_OBJECTS]
    if things:
        document = "affirmed" in options and things[0].lower_ in words_of("voices", "documents")
        return None if document or _is_stance(things[0]) else things[0]
    if "noun-object" in options:
        return None
    return next((clause for clause in children(cue, "ccomp", "xcomp") if clause.i > cue.i), None)


def _reproached(cue: Token) -> Token | None:
    """ "condemn X for TARGET": what "for" opens, if it does not belong to another verb."""
    things, target = children(cue, "obj"), after(cue, {"for"}, reach=1)
    if not things or target is None:
        return None
    between = cue.doc[things[0].i : target.i]
    return None if any((t.dep_ == "cc" and is_verb(t.head)) or directs(t) for t in between) else target


def _is_stance(noun: Token) -> bool:
    """Whether an object is itself a cue ("reaffirm our commitment to X"): its own rule reads it."""
    return any(
        cue.rule.frame == "noun"
        and not cue.rule.options & {"in-front", "denied"}
        and follow(noun, cue.rest) is not None
        for cue in rulebook("positions").get(noun.lower_, ())
    )
