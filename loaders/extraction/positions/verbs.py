"""HOLDER verb TARGET: "The Council condemned the attack", "The attack was condemned by the Council"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from loaders.extraction.garden_paths import joined, mistaken_subject
from loaders.extraction.positions.stand import (
    ASKING_MODALS,
    CONTINUING,
    EMPTY_OBJECTS,
    EMPTY_SUBJECTS,
    Stand,
    askers,
    directs,
    follow,
    is_asked,
    stand,
    that_clause,
)
from loaders.extraction.rulebook import Cue, rulebook
from loaders.extraction.syntax import (
    after,
    agents,
    children,
    is_noun,
    is_passive,
    is_reduced,
    is_verb,
    modal_of,
    negated,
    phrase,
    subjects,
)
from loaders.extraction.wordlists import words_of

MANNER = (frozenset({"in"}), frozenset({"terms", "term", "way", "manner", "words", "language"}))
DUTIES = ASKING_MODALS | {"have", "can", "could"}
ANYBODY = frozenset({"those", "people", "anyone", "all", "ones"})


def read_verb(cue: Token, entry: Cue) -> Stand | None:
    """The stand of the verb's subject; of whoever speaks, where the verb is what should be done."""
    mistaken = mistaken_subject(cue)
    if mistaken is None and not is_verb(cue):
        return None
    if cue.dep_ == "aux" and cue.head.tag_ == "VBG" and cue.head.i > cue.i and not entry.rest:
        words = [token for token in phrase(cue.head) if token.i >= cue.head.i]
        return Stand(subjects(cue.head), words, cue.head, denied=negated(cue.head))
    if cue.dep_ in {"aux", "cop", "amod", "compound"}:
        return None
    if cue.dep_ == "acl:relcl" and cue.head.lower_ in ANYBODY:
        return None
    reduced = mistaken is None and is_reduced(cue)
    if reduced or is_passive(cue):
        asking = "asked" in entry.rule.options and modal_of(cue) not in DUTIES
        return (
            None
            if entry.rest or asking or "lasting" in entry.rule.options
            else _read_passive(cue, reduced=reduced)
        )
    head = _complement(cue, entry)
    if head is None or ("asked" in entry.rule.options and not is_asked(cue, directly=True)):
        return None
    asked = is_asked(cue)
    if "lasting" in entry.rule.options and not _goes_on(cue):
        return None
    if "will" in entry.rule.options and not _intends(cue):
        return None
    holders = askers(cue) if asked else [mistaken] if mistaken is not None else subjects(joined(cue) or cue)
    spoken = not holders and (asked or (cue.head == cue or cue.dep_ in {"parataxis", "conj"}))
    if not holders and not spoken:
        return None
    found = stand(holders, head, denied=negated(cue), spoken=spoken)
    return _with_event(cue, found) if "will" in entry.rule.options else found


def _with_event(cue: Token, found: Stand) -> Stand:
    """The stand on what happens, not on who does it: "will not allow *the militia to seize the port*"."""
    event = next((c for c in cue.rights if c.dep_ in {"xcomp", "ccomp"} and c.i > found.head.i), None)
    if event is None:
        return found
    return replace(found, target=list(cue.doc[found.target[0].i : phrase(event)[-1].i + 1]))


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
    if "you" in options and not any(o.tag_ == "PRP" for o in children(cue, "obj")):
        return None
    if "reproach" in options:
        return _reproached(cue, entry.rest[-1])
    if "toned" in options:
        return _behind_manner(cue, entry.rest)
    if "merit" in options:
        return next((o for o in children(cue, "obj") if o.lower_ in entry.rest[0]), None)
    if entry.rest:
        told = follow(cue, entry.rest)
        return None if told is not None and is_verb(told) and "noun-object" in options else told
    things = [o for o in children(cue, "obj") if o.lower_ not in EMPTY_OBJECTS]
    if not things:
        behind = _behind_manner(cue, MANNER) or _beside_name(cue)
        if behind is not None:
            return behind
    if things:
        document = "affirmed" in options and things[0].lower_ in words_of("voices", "documents")
        told_below = entry.rule.code == "supports" and is_stance(things[0])
        return None if document or told_below else things[0]
    if "noun-object" in options:
        return None
    clauses = (clause for clause in children(cue, "ccomp", "xcomp") if clause.i > cue.i)
    return next(clauses, None) or that_clause(cue)


def _behind_manner(cue: Token, manner: Sequence[frozenset[str]]) -> Token | None:
    """What is judged behind "in the strongest terms", "with deep concern": the phrase that follows it, by place."""
    doc, end = cue.doc, cue.sent.end
    at = cue.i + 1
    while at < end and (doc[at].tag_ == "RB" or doc[at].text == ","):
        at += 1
    if at >= end or doc[at].lower_ not in manner[0]:
        return None
    last = next((i for i in range(at + 1, min(at + 6, end)) if doc[i].lower_ in manner[-1]), None)
    if last is None:
        return None
    start = last + 1
    while start < end and (
        doc[start].text == "," or doc[start].dep_ == "cc:preconj" or doc[start].lower_ == "both"
    ):
        start += 1
    if start >= end or (doc[start].tag_ in {".", "IN", "CC", "TO", ":"} and doc[start].lower_ != "that"):
        return None
    found = doc[start]
    while found.head.i >= start and found.head != found and not is_verb(found.head):
        found = found.head
    return found if is_noun(found) or is_verb(found) else None


def _beside_name(cue: Token) -> Token | None:
    """The object of a verb that was taken for a noun: "The Council *thanks* Norway"."""
    if is_verb(cue):
        return None
    return next(
        (c for c in cue.rights if c.dep_ in {"appos", "flat", "nmod"} and is_noun(c) and c.i - cue.i < 4),
        None,
    )


def _intends(cue: Token) -> bool:
    """Whether a verb tells what its subject will, or would, do."""
    return any(child.lower_ in {"will", "wo", "would", "shall"} for child in cue.lefts)


def _goes_on(cue: Token) -> bool:
    """Whether a verb tells what its subject goes on, or will go on, to do."""
    lasting = cue.dep_ == "xcomp" and cue.head.lower_ in CONTINUING
    return lasting and (cue.head.tag_ in {"VBP", "VBZ"} or _intends(cue.head))


def _reproached(cue: Token, opening: frozenset[str]) -> Token | None:
    """ "condemn X for TARGET": what "for" opens, if it does not belong to another verb."""
    things, target = children(cue, "obj"), after(cue, opening, reach=1)
    if not things or target is None:
        return None
    between = cue.doc[things[0].i : target.i]
    return None if any((t.dep_ == "cc" and is_verb(t.head)) or directs(t) for t in between) else target


def is_stance(noun: Token) -> bool:
    """Whether an object is itself a cue ("reaffirm our commitment to X"): its own rule reads it."""
    return any(
        cue.rule.frame == "noun"
        and not cue.rule.options & {"in-front", "denied"}
        and follow(noun, cue.rest) is not None
        for cue in rulebook("positions").get(noun.lower_, ())
    )
