"""The constructions that position rules name: given a cue in a sentence, who holds and what is judged.

Each reader takes the cue's token and gives a `Stand` where the construction is there; the heads of the rule files
describe the frames.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.inflection import verb_forms
from loaders.extraction.rulebook import Cue, rulebook
from loaders.extraction.wordlists import words_of
from loaders.extraction.syntax import (
    SUBJECTS,
    after,
    children,
    clause_of,
    is_passive,
    modal_of,
    negated,
    objects,
    phrase,
    possessor,
    subjects,
    with_trailing,
)

ASKING_MODALS = frozenset({"must", "should", "shall", "need", "ought"})
DUTIES = ASKING_MODALS | {"have", "can", "could"}
OWN: dict[str, set[str]] = {"they": {"their"}, "he": {"his"}, "she": {"her"}, "it": {"its"}}
REMOVING = frozenset(
    form for verb in "withdraw end cut halt deny suspend lose stop cease drop refuse".split() for form in verb_forms(verb)
)
VERBAL = frozenset({"VERB", "AUX"})
EMPTY_SUBJECTS = frozenset({"it", "this", "that", "there", "these", "those", "which", "what", "he", "she", "they", "we", "i", "you", "who"})
EMPTY_OBJECTS = frozenset({"one", "thing", "way", "something", "nothing", "it", "that", "this", "what", "which", "themselves", "itself"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance as the parse shows it. `holders` are heads of noun phrases, none where whoever speaks holds it."""

    holders: Sequence[Token]
    target: list[Token]
    head: Token
    denied: bool = False
    spoken: bool = False


def words_of_target(head: Token) -> list[Token]:
    """The phrase that is judged: a clause as it stands, a noun phrase to its end."""
    words = phrase(head)
    return with_trailing(words) if head.pos_ in {"NOUN", "PROPN"} else words


def is_asked(verb: Token, directly: bool = False) -> bool:
    """Whether a verb tells what should be done rather than what is done: the stance in it is the asker's.

    `directly`: the verb itself is what is asked, not a purpose or a part of it.
    """
    if modal_of(verb) in ASKING_MODALS:
        return True
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "conj"} or verb.head == verb:
        return False
    if verb.dep_ != "conj" and directs(verb.head):
        return True
    onward = verb.dep_ == "conj" or (verb.tag_ in {"VB", "VBG"} and not directly)
    return onward and is_asked(verb.head, directly)


def directs(verb: Token) -> bool:
    """Whether a verb is one of those that ask somebody for something."""
    return any(cue.rule.frame == "directive" for cue in rulebook("demands").get(verb.lower_, ()))


def read_verb(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER verb TARGET."""
    if cue.pos_ not in VERBAL or cue.dep_ in {"aux", "cop", "amod", "compound"}:
        return None
    if is_passive(cue) or _is_reduced_passive(cue):
        return _read_passive(cue, entry)
    head = _complement(cue, entry)
    if head is None:
        return None
    if cue.dep_ == "acl:relcl" and cue.head.lower_ in {"those", "people", "anyone", "all", "ones"}:
        return None
    holders = [] if is_asked(cue) else subjects(cue)
    spoken = not holders and (is_asked(cue) or cue.head == cue or cue.dep_ in {"parataxis", "conj"})
    if not holders and not spoken or ("asked" in entry.rule.options and not is_asked(cue, directly=True)):
        return None
    return Stand(holders, words_of_target(head), head, denied=negated(cue), spoken=spoken)


def _is_reduced_passive(cue: Token) -> bool:
    return cue.tag_ == "VBN" and cue.dep_ == "acl"


def _read_passive(cue: Token, entry: Cue) -> Stand | None:
    """"X was condemned by Y", "X must be condemned"."""
    if entry.rest:
        return None
    judged = [cue.head] if _is_reduced_passive(cue) else subjects(cue)
    agents = [c for c in cue.rights if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "by" for g in c.lefts)]
    asked = modal_of(cue) in DUTIES
    if not judged or judged[0].lower_ in EMPTY_SUBJECTS or not (agents or asked):
        return None
    return Stand([] if asked else agents, words_of_target(judged[0]), judged[0], denied=negated(cue), spoken=asked)


def _complement(cue: Token, entry: Cue) -> Token | None:
    """What the verb is about: behind its preposition, its object, or the clause that it governs."""
    if any(c.lower_ == "home" for c in cue.rights):
        return None
    if entry.rest and "for" in entry.rest[0] and entry.rule.name.endswith("punish"):
        return _reproached(cue)
    if entry.rest:
        return follow(cue, entry.rest)
    found = [o for o in children(cue, "obj") if o.lower_ not in EMPTY_OBJECTS]
    if found and "affirmed" in entry.rule.options and found[0].lower_ in words_of("voices", "documents"):
        return None
    if found:
        return None if _is_stance(found[0]) else found[0]
    if "noun-object" in entry.rule.options:
        return None
    clause = children(cue, "ccomp", "xcomp")
    return clause[0] if clause and clause[0].i > cue.i else None


def _reproached(cue: Token) -> Token | None:
    """"condemn X for TARGET", "hold X accountable for TARGET"."""
    things = children(cue, "obj")
    if not things:
        return None
    found = after(cue, {"for"}, reach=1)
    if found is None or any(t.dep_ == "cc" and t.head.pos_ == "VERB" for t in cue.doc[things[0].i : found.i]):
        return None
    return found


def _is_stance(noun: Token) -> bool:
    """Whether an object is itself a cue ("reaffirm our commitment to X"): its own rule reads it."""
    return any(
        cue.rule.frame == "noun" and not cue.rule.options & {"in-front", "denied"} and follow(noun, cue.rest) is not None
        for cue in rulebook("positions").get(noun.lower_, ())
    )


def follow(cue: Token, rest: Sequence[frozenset[str]]) -> Token | None:
    """The head of what the last word of a cue opens, if the words before it follow in order."""
    last, doc = cue, cue.doc
    end = cue.sent.end
    for alternatives in rest[:-1]:
        reach = range(last.i + 1, min(last.i + 3, end))
        step = next((doc[i] for i in reach if doc[i].lower_ in alternatives), None)
        if step is None:
            return None
        last = step
    opening = rest[-1]
    if "that" in opening:
        clause = clause_of(cue)
        if clause is not None and (clause.dep_ == "ccomp" or any(c.lower_ == "that" for c in clause.lefts)):
            return clause
    if "to" in opening:
        clause = clause_of(cue)
        if clause is not None and any(c.lower_ == "to" for c in clause.lefts):
            return clause
    found = after(last, opening - {"that"})
    return found if found != cue else None


def read_feeling(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER be adjective PREPOSITION TARGET."""
    if cue.pos_ not in {"ADJ", "VERB"} or cue.tag_ == "VBD" and children(cue, "obj"):
        return None
    if cue.dep_ in {"amod", "compound", "flat"} and cue.head.i > cue.i:
        return None
    following = cue.nbor(1).lower_ if cue.i + 1 < cue.sent.end else ""
    if cue.dep_ == "acl" and following not in entry.rest[0]:
        return None
    head = follow(cue, entry.rest)
    if head is None or head.i < cue.i:
        return None
    holders = subjects(cue)
    if not holders and cue.dep_ not in {"root", "ROOT", "advcl", "amod", "acl"}:
        return None
    return Stand(holders, words_of_target(head), head, denied=negated(cue), spoken=not holders)


def read_judgement(cue: Token, entry: Cue) -> Stand | None:
    """TARGET be adjective-or-noun."""
    if cue.dep_ in {"amod", "compound", "advmod", "acl:relcl"}:
        return None
    if entry.rest and follow(cue, entry.rest) is None:
        return None
    governs = [c for c in cue.children if c.dep_ == "cop"]
    found_so = cue.dep_ == "xcomp" and cue.head.pos_ == "VERB"
    if not governs and not found_so and not (cue.dep_ == "conj" and cue.pos_ in {"ADJ", "NOUN"}):
        return None
    judged = _judged(cue, nominal="noun-subject" in entry.rule.options)
    if judged is None:
        return None
    compared = any(child.lower_ in {"more", "so", "as"} for child in cue.children)
    return Stand([], words_of_target(judged), judged, denied=negated(cue) and not compared, spoken=True)


def _judged(cue: Token, nominal: bool) -> Token | None:
    """The subject, or what "it" stands for unless only a `nominal` subject will do."""
    subject = next(iter(subjects(cue)), None)
    if subject is None or subject.lower_ == "it" or subject.dep_ == "expl":
        expected = subject is not None or any(c.dep_ == "expl" for c in cue.lefts)
        return clause_of(cue) if expected and not nominal else None
    plain = subject.lower_ in EMPTY_SUBJECTS or subject.pos_ in {"ADV", "PRON", "SCONJ"}
    return None if plain or subject.i > cue.i else subject


def read_epithet(cue: Token, entry: Cue) -> Stand | None:
    """Adjective TARGET."""
    noun = cue.head
    if cue.dep_ == "conj" and cue.head.dep_ == "amod":
        noun = cue.head.head
    elif cue.dep_ != "amod":
        return None
    if noun.i < cue.i or noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_ in EMPTY_OBJECTS:
        return None
    if noun.pos_ == "PROPN" and cue.text[0].isupper() and noun != noun.sent.root and cue.i > cue.sent.start:
        return None
    return Stand([], _without_conjuncts(noun), noun, spoken=True)


def _without_conjuncts(noun: Token) -> list[Token]:
    """A noun phrase up to what is coordinated with its head after a comma or with an article of its own."""
    apart = [c for c in noun.rights if c.dep_ == "conj" and any(d.dep_ in {"det", "nmod:poss", "punct"} for d in c.lefts)]
    return with_trailing(phrase(noun, drop=apart))


def read_noun(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER's noun PREPOSITION TARGET."""
    if cue.pos_ not in {"NOUN", "PROPN"}:
        return None
    head = follow(cue, entry.rest)
    if head is None or head.i < cue.i:
        return None
    if "of" in entry.rest[-1] and "in-front" in entry.rule.options and cue.doc[max(cue.i - 1, 0)].lower_ != "in":
        return None
    if "object" in entry.rule.options and cue.dep_ not in {"obj", "conj", "nsubj:pass"}:
        return None
    if cue.i and cue.nbor(-1).lower_ == "at":
        return None
    owner, governor = possessor(cue), _governor(cue)
    if owner is None and governor is None and "governed" in entry.rule.options:
        return None
    asked = governor is not None and (is_asked(governor) or directs(governor))
    if asked and ("unasked" in entry.rule.options or owner is None and "unasked-unowned" in entry.rule.options):
        return None
    acting = subjects(governor) if governor is not None else []
    own = acting and owner is not None and owner.lower_ in OWN.get(acting[0].lower_, {"his", "her", "its", "their"})
    holders = acting if owner is None or own else [owner]
    return Stand([] if asked else holders, words_of_target(head), head, _is_withheld(cue, governor), asked or not holders)


def _is_withheld(noun: Token, governor: Token | None) -> bool:
    """"no support for", "withdraw support for", "did not express support for"."""
    denied = any(c.lower_ == "no" for c in noun.lefts)
    if governor is not None and noun.head is governor:
        denied ^= negated(governor) or governor.lower_ in REMOVING
    return denied


def _governor(noun: Token) -> Token | None:
    """The verb whose object or oblique the noun is: "express … support", "traveled in support of"."""
    node = noun
    while node.dep_ in {"conj", "nmod"} and node.head != node:
        node = node.head
    if node.dep_ in SUBJECTS or node.head == node:
        return None
    return node.head if node.head.pos_ in VERBAL else None


def read_effect(cue: Token, entry: Cue) -> Stand | None:
    """TARGET verb what is dear: "threatens", "poses a threat to"."""
    if cue.pos_ not in VERBAL or is_passive(cue) or cue.tag_ not in {"VBZ", "VBP", "VBD", "VBG", "VBN"} or negated(cue):
        return None
    things = children(cue, "xcomp") if "outcome" in entry.rule.options else children(cue, "obj")
    if not things or (entry.rest and not any(thing.lower_ in entry.rest[0] for thing in things)):
        return None
    if cue.tag_ in {"VBG", "VBN"} and not children(cue, "aux"):
        return None
    if "outcome" in entry.rule.options:
        return Stand([], words_of_target(things[0]), things[0], spoken=True)
    causes = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
    return Stand([], words_of_target(causes[0]), causes[0], spoken=True) if causes else None


def read_clause(cue: Token, entry: Cue) -> Stand | None:
    """A clause that is a claim of value as a whole: "X deserve Y"."""
    if cue.pos_ not in VERBAL or cue.dep_ == "acl:relcl" or not children(cue, "obj", "xcomp", "ccomp") or not subjects(cue):
        return None
    return Stand([], phrase(cue), cue, denied=negated(cue), spoken=True)


def read_deed(cue: Token, entry: Cue) -> Stand | None:
    """A noun that judges what it names: "these atrocities"."""
    if cue.pos_ not in {"NOUN", "PROPN"} or cue.dep_ in {"compound", "flat"}:
        return None
    if entry.rest and follow(cue, entry.rest) is None:
        return None
    if "owned" in entry.rule.options and possessor(cue) is None:
        return None
    return Stand([], _without_conjuncts(cue), cue, spoken=True)


READERS: dict[str, Callable[[Token, Cue], Stand | None]] = {
    "verb": read_verb,
    "feeling": read_feeling,
    "judgement": read_judgement,
    "epithet": read_epithet,
    "noun": read_noun,
    "effect": read_effect,
    "clause": read_clause,
    "deed": read_deed,
}
