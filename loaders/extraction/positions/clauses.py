"""Clauses that judge as a whole: "X threatens the peace", "X risks dividing the region", "X deserve answers"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.positions.stand import EMPTY_SUBJECTS, Stand, stand
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import children, has_marker, is_passive, is_verb, negated, phrase, subjects

DENYING = frozenset({"will", "wo", "can", "ca", "would"})


def read_effect(cue: Token, entry: Cue) -> Stand | None:
    """TARGET verb what is dear; with the option "outcome" what it leads to is the target."""
    denied = "denied" in entry.rule.options
    if not is_verb(cue) or (cue.tag_ == "VB" and not denied) or is_passive(cue) or negated(cue) != denied:
        return None
    if denied and any(child.tag_ == "MD" and child.lower_ not in DENYING for child in cue.lefts):
        return None
    if cue.tag_ in {"VBG", "VBN"} and not children(cue, "aux"):
        return None
    if "outcome" in entry.rule.options:
        outcomes = [
            c for c in children(cue, "xcomp", "acl", "advcl", "obj") if c.tag_ == "VBG" and c.i == cue.i + 1
        ]
        return stand((), outcomes[0], spoken=True) if outcomes else None
    things = children(cue, "obj")
    if not things or (entry.rest and not any(thing.lower_ in entry.rest[0] for thing in things)):
        return None
    causes = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
    return stand((), causes[0], denied=denied, spoken=True) if causes else None


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
    return Stand((), phrase(verb), verb, spoken=True) if named else None
