"""Clauses that judge as a whole: "X threatens the peace", "X risks dividing the region", "X deserve answers"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.positions.stand import EMPTY_SUBJECTS, Stand, stand
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import (
    after,
    children,
    has_marker,
    is_passive,
    is_predicate,
    is_verb,
    negated,
    phrase,
    subjects,
)
from loaders.extraction.wordlists import words_of

PREDICTING = frozenset({"will", "wo", "would", "could", "can", "ca", "may", "might"})
TENDING = frozenset(
    {
        "potential",
        "threatens",
        "threatened",
        "threatening",
        "threaten",
        "likely",
        "sure",
        "bound",
        "continue",
        "continues",
    }
)


def read_effect(cue: Token, entry: Cue) -> Stand | None:
    """TARGET verb what is dear; with the option "outcome" what it leads to is the target."""
    denied = "denied" in entry.rule.options
    if not is_verb(cue) or is_passive(cue) or negated(cue) != denied:
        return None
    if cue.tag_ in {"VB", "VBG", "VBN"} and not _is_told(cue):
        return None
    if "outcome" in entry.rule.options:
        following = cue.nbor() if cue.i + 1 < cue.sent.end else cue
        return stand((), following, spoken=True) if following.tag_ == "VBG" else None
    things = children(cue, "obj")
    if "alone" in entry.rule.options:
        worse = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
        return stand((), worse[0], spoken=True) if worse and not things else None
    if not things or (entry.rest and not any(thing.lower_ in entry.rest[0] for thing in things)):
        return None
    causes = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
    return stand((), causes[0], denied=denied, spoken=True) if causes else None


def _is_told(verb: Token) -> bool:
    """Whether a verb that is not finite itself tells what happens, or will: "is undermining", "could inflame"."""
    if verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ == "aux" for c in verb.lefts):
        return _is_told(verb.head)
    if any(c.tag_ == "MD" and c.lower_ not in PREDICTING for c in verb.lefts):
        return False
    if verb.tag_ != "VB":
        return bool(children(verb, "aux"))
    modal = any(c.tag_ == "MD" or c.lower_ in {"do", "does", "did"} for c in verb.lefts)
    return modal or (verb.dep_ in {"xcomp", "acl", "advcl"} and verb.head.lower_ in TENDING)


def read_outcome(cue: Token, entry: Cue) -> Stand | None:
    """What something bad leads to: "led to TARGET", where the head of the target is a word for harm."""
    if not is_verb(cue) or is_passive(cue) or negated(cue):
        return None
    harm = words_of("harms", "harms")
    led_to = after(cue, entry.rest[0]) if entry.rest else next(iter(children(cue, "obj")), None)
    told = cue.tag_ not in {"VB", "VBG", "VBN"} or _is_told(cue)
    return stand((), led_to, spoken=True) if told and led_to is not None and led_to.lower_ in harm else None


def read_unless(cue: Token, entry: Cue) -> Stand | None:
    """What is to come unless something is done: the main clause of an "unless" clause."""
    main = cue.head.head
    if cue.dep_ != "mark" or cue.head.dep_ != "advcl" or not is_predicate(main):
        return None
    if not any(child.lower_ in PREDICTING for child in main.lefts):
        return None
    words = [
        token
        for token in phrase(main, drop=[cue.head])
        if not cue.head.left_edge.i <= token.i <= cue.head.right_edge.i
    ]
    return Stand((), words, main, spoken=True)


def read_clause(cue: Token, entry: Cue) -> Stand | None:
    """A clause that is a claim of value."""
    if not is_verb(cue) or cue.dep_ == "acl:relcl":
        return None
    named = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS]
    things = children(cue, "obj", "xcomp", "ccomp")
    if not things or not named or (entry.rest and not any(t.lower_ in entry.rest[0] for t in things)):
        return None
    return Stand((), phrase(cue), cue, denied=negated(cue), spoken=True)


def read_hindsight(cue: Token, entry: Cue) -> Stand | None:
    """A clause that wishes otherwise what was done or left undone: "X should never have been jailed"."""
    verb = cue.head
    if not cue.dep_.startswith("aux") or not (is_verb(verb) or children(verb, "cop")) or verb.i < cue.i:
        return None
    if not any(child.lower_ == "have" and child.i > cue.i for child in verb.lefts) or has_marker(
        verb, {"if"}
    ):
        return None
    named = [s for s in subjects(verb) if s.lower_ not in {"i", "we", "you"}]
    if verb.dep_ == "acl:relcl":
        judged = subjects(verb.head) if verb.head.lower_ == "one" else [verb.head]
        return stand((), judged[0], spoken=True) if judged else None
    return Stand((), phrase(verb), verb, spoken=True) if named else None
