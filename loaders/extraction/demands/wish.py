"""A demand as the parse shows it, and what all constructions share in reading one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.demands.in_line import opens_action
from loaders.extraction.syntax import SUBJECTS, agents, has_marker, is_passive, is_verb, subjects
from loaders.extraction.wordlists import words_of

OPEN_CLAUSES = frozenset({"if", "whether", "how", "why", "what", "when", "where", "as", "unless", "until"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asks somebody for something.

    `issuers` and `addressees` are heads of noun phrases; with `spoken` whoever speaks asks. `action` heads what is
    asked for, a verb, or with `nominal` a noun; `words` are its words where they were read in line, not off the tree.
    """

    action: Token
    issuers: Sequence[Token] = ()
    addressees: Sequence[Token] = ()
    spoken: bool = False
    nominal: bool = False
    refrain: bool = False
    words: Sequence[list[Token]] = ()


def can_be_asked(noun: Token) -> bool:
    """Whether a noun phrase can be whom one asks, rather than what one asks for."""
    named = noun.text[0].isupper() and noun != noun.sent[0]
    name = noun.tag_.startswith(("NNP", "PRP")) or bool(noun.ent_type_)
    return named or name or noun.lower_ in words_of("voices", "actors")


def is_infinitive(verb: Token) -> bool:
    """Whether "to" opens the verb."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def to_clause(cue: Token, behind: Token) -> Token | None:
    """The "to" clause of a verb, wherever a parser hangs it: on the verb, on its object, behind that."""
    for holder in (cue, behind):
        for child in holder.rights:
            if (
                child.i > behind.i
                and child.dep_ in {"xcomp", "advcl", "acl", "ccomp"}
                and is_infinitive(child)
            ):
                return child
    return None


def that_clause(cue: Token) -> Token | None:
    """ "demands that X V": a clause in the bare form, or with a modal."""
    for child in cue.rights:
        if (
            child.dep_ in {"ccomp", "acl"}
            and not has_marker(child, OPEN_CLAUSES)
            and not is_infinitive(child)
        ):
            named = any(c.dep_ in SUBJECTS for c in child.lefts)
            if named and not _is_finite(child):
                return child
    return None


def _is_finite(verb: Token) -> bool:
    helpers = [c for c in verb.lefts if c.dep_.startswith(("aux", "cop"))]
    return verb.tag_ in {"VBZ", "VBD"} or any(c.tag_ in {"VBZ", "VBD", "VBP"} for c in helpers)


def next_infinitive(noun: Token, reach: int = 12) -> Token | None:
    """The verb of the next "to" behind a noun phrase, where the parse lost the tie: "a call on X … to act"."""
    doc, end = noun.doc, noun.sent.end
    for i in range(noun.i + 1, min(noun.i + reach, end)):
        if doc[i].text in {".", ";", ":", "?"}:
            return None
        if opens_action(doc[i], end) and i < doc[i].head.i < i + 4:
            return doc[i].head
    return None


def doers(verb: Token) -> list[Token]:
    """Whom an action is asked of: the subject of an active verb, the agent of a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    return agents(verb) or [by for child in verb.rights if child.dep_ == "conj" for by in agents(child)]


def nearest_verb(cue: Token, reach: int = 5) -> Token | None:
    """The verb in the bare form that follows a modal closely."""
    following = (cue.doc[i] for i in range(cue.i + 1, min(cue.i + reach, cue.sent.end)))
    return next(
        (token for token in following if token.tag_ == "VB" and not token.dep_.startswith("aux")), None
    )


def is_copular(verb: Token) -> bool:
    """Whether a predicate stands with "be"."""
    return not is_verb(verb) and any(child.dep_ == "cop" for child in verb.lefts)
