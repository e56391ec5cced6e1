"""A stance as the parse shows it, and what all constructions share in reading one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from loaders.extraction.rulebook import rulebook
from loaders.extraction.syntax import (
    after,
    clause_of,
    conjuncts,
    is_noun,
    is_verb,
    modal_of,
    phrase,
    subjects,
    with_trailing,
)

ASKING_MODALS = frozenset({"must", "should", "shall", "need", "ought"})
EMPTY_SUBJECTS = frozenset(
    "it this that there these those which what where he she they we i you who one thing something nothing".split()
)
SUBORDINATING = frozenset({"as", "while", "when", "since", "after", "because", "if"})
CLAUSES = frozenset({"parataxis", "ccomp", "conj", "advcl"})
STAYING = frozenset({"remain", "stay", "be"})
CONTINUING = frozenset({"continue", "continuing", "keep", "keeping"})
PERCEIVING = frozenset({"see", "hear", "learn", "know", "read", "find", "watch", "witness"})
EMPTY_OBJECTS = frozenset(
    "one thing way something nothing it that this what which themselves itself god".split()
)


@dataclass(frozen=True, slots=True)
class Stand:
    """`holders` are heads of noun phrases; with `spoken` whoever speaks holds it. `head` heads the `target`."""

    holders: Sequence[Token]
    target: list[Token]
    head: Token
    denied: bool = False
    spoken: bool = False


def stand(holders: Sequence[Token], head: Token, *, denied: bool = False, spoken: bool = False) -> Stand:
    """A stand on the whole phrase of a head: a clause as it stands, a noun phrase to its end."""
    words = phrase(head)
    return Stand(holders, with_trailing(words) if is_noun(head) else words, head, denied, spoken)


def stand_on_noun(noun: Token, first: Token | None = None) -> Stand:
    """The speaker's stand on a noun phrase, up to what is coordinated with it by a comma or with its own article.

    `first` is a word before the noun that belongs to the phrase, whatever the tree says.
    """
    apart = [
        c
        for c in noun.rights
        if c.dep_ == "conj" and any(d.dep_ in {"det", "nmod:poss", "punct"} for d in c.lefts)
    ]
    words = with_trailing(phrase(noun, drop=apart))
    copula = max((child.i for child in noun.lefts if child.dep_ == "cop"), default=-1)
    words = [token for token in words if token.i > copula]
    if first is not None and words and first.i < words[0].i:
        words = [*noun.doc[min(first.left_edge.i, first.i) : words[0].i], *words]
    return Stand((), words, noun, spoken=True)


def perceived(word: Token) -> Token | None:
    """What is seen or learned, of "(appalled) to see that the market was bombed": the clause below."""
    for verb in (word, *word.rights):
        if verb.lower_ in PERCEIVING and any(child.tag_ == "TO" for child in verb.lefts):
            return next((c for c in verb.rights if c.dep_ in {"ccomp", "obj"}), None)
    return None


def in_title_case(sentence: SpacySpan) -> bool:
    """Whether most words of a sentence begin with a capital, as in a headline."""
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in words) > 0.7 * len(words)


def is_asked(verb: Token, *, directly: bool = False) -> bool:
    """Whether a verb tells what should be done rather than what is done: the stance in it is the asker's.

    `directly`: the verb itself is what is asked, not a purpose or a part of it.
    """
    if modal_of(verb) in ASKING_MODALS:
        return True
    if verb.dep_ == "xcomp" and verb.head.lower_ in STAYING and modal_of(verb.head) in ASKING_MODALS:
        return True
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "conj"} or verb.head == verb:
        return False
    if verb.dep_ != "conj" and directs(verb.head):
        return True
    onward = verb.dep_ == "conj" or (verb.tag_ in {"VB", "VBG"} and not directly)
    return onward and is_asked(verb.head, directly=directly)


def askers(verb: Token) -> list[Token]:
    """The subject of the verb that asks for what `verb` tells: of "I urge you to oppose X", "I"."""
    node = verb
    while node.head != node and node.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj"}:
        node = node.head
        if directs(node):
            return subjects(node) if is_verb(node) and not is_asked(node) else []
    return []


def directs(verb: Token) -> bool:
    """Whether a word is a verb that asks somebody for something, by the rules of demands."""
    return any(cue.rule.frame == "directive" for cue in rulebook("demands").get(verb.lower_, ()))


def follow(cue: Token, rest: Sequence[frozenset[str]]) -> Token | None:
    """The head of what the last word of a cue opens, if the words before it follow in order."""
    last, doc, end = cue, cue.doc, cue.sent.end
    for alternatives in rest[:-1]:
        step = next(
            (doc[i] for i in range(last.i + 1, min(last.i + 3, end)) if doc[i].lower_ in alternatives), None
        )
        if step is None:
            return None
        last = step
    opening = rest[-1]
    clause = (clause_of(cue) or that_clause(cue)) if opening & {"that", "to"} else None
    if clause is not None:
        openers = {c.lower_ for c in clause.lefts}
        if "that" in openers and openers & SUBORDINATING:
            clause = next((c for c in cue.rights if c.i > clause.i and c.dep_ in CLAUSES), clause)
        if (
            "that" in opening and (clause.dep_ in {"ccomp", "acl:relcl"} or "that" in openers)
        ) or "to" in opening & openers:
            return clause
    found = after(last, opening - {"that"})
    return found if found != cue else None


def that_clause(cue: Token) -> Token | None:
    """A clause behind "that" which a parser took for a relative one: "concerns that the vote was rigged"."""
    return next(
        (
            c
            for c in cue.rights
            if c.dep_ == "acl:relcl" and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.lefts)
        ),
        None,
    )


def takes_side(verb: Token) -> bool:
    """Whether a verb takes a side by a rule of its own, which reads it better than what governs it: "to support X"."""
    cues = (
        cue
        for cue in rulebook("positions").get(verb.lower_, ())
        if cue.rule.frame == "verb" and "lasting" not in cue.rule.options
    )
    if is_verb(verb) and any(not cue.rest or follow(verb, cue.rest) is not None for cue in cues):
        return True
    return verb.lower_ in CONTINUING and any(
        takes_side(child) for child in verb.rights if child.dep_ == "xcomp"
    )


def own_part(head: Token) -> Token | None:
    """The first part of what is committed to that takes no side itself: of "to support X and help Y", "help Y"."""
    return next((part for part in conjuncts(head) if not takes_side(part)), None)
