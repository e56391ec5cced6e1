"""Demands told by nouns: "her call on X to act", "the need to act", "X has a duty to act", "at the request of X"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.directives import opens_sentence
from loaders.extraction.demands.wish import Wish, can_be_asked, doers, next_infinitive, that_clause, to_clause
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import (
    SUBJECTS,
    after,
    children,
    is_noun,
    is_verb,
    negated,
    possessor,
    subjects,
)
from loaders.extraction.wordlists import words_of

OWING = frozenset("have has bear bears carry carries hold holds owe owes".split())


def read_noun(cue: Token, entry: Cue) -> Wish | None:
    """a call on ADDRESSEE to ACTION, the need for ACTION."""
    if not is_noun(cue) or cue.dep_ == "compound" or _is_in_name(cue) or opens_sentence(cue):
        return None
    governor = cue.head
    voiced = is_verb(governor) and cue.dep_ not in SUBJECTS
    there = any(c.lower_ == "there" for c in governor.lefts)
    if any(c.lower_ == "no" for c in cue.lefts) or (voiced and negated(governor)):
        return None
    owner = possessor(cue)
    said = there or (voiced and governor.lower_ in words_of("requests", "voicing"))
    unsaid = "voiced" in entry.rule.options or (
        "owned" in entry.rule.options and owner is None and governor != cue
    )
    if unsaid and not said:
        return None
    issuers = [owner] if owner is not None else subjects(governor) if voiced and not there else []
    return _wish(cue, entry.rest[-1], issuers)


def _is_in_name(cue: Token) -> bool:
    """ "Court of Appeals for …"."""
    return cue.text[0].isupper() and cue.i > cue.sent.start and cue.tag_.startswith("NNP")


def _wish(cue: Token, opening: frozenset[str], issuers: list[Token]) -> Wish | None:
    named = after(cue, opening - {"to", "that"}, reach=2)
    clause = to_clause(cue, behind=named if named is not None else cue) or that_clause(cue)
    if named is not None:
        clause = (clause or next_infinitive(named)) if can_be_asked(named) else None
    if clause is not None:
        own = any(c.dep_ in SUBJECTS for c in clause.lefts)
        asked = [named] if named is not None else doers(clause) if own else []
        return Wish(clause, issuers, asked, not issuers, refrain=left_undone(clause))
    following = cue.nbor(1).lower_ if cue.i + 1 < cue.sent.end else ""
    if named is None or (opening & {"on", "upon"} and following in {"on", "upon", "to"}):
        return None
    return Wish(named, issuers, (), not issuers, nominal=True)


def read_owed(cue: Token, entry: Cue) -> Wish | None:
    """ADDRESSEE has noun to ACTION."""
    owing = cue.head
    if cue.dep_ != "obj" or owing.lower_ not in OWING or negated(owing):
        return None
    owed_by = subjects(owing)
    clause = to_clause(cue, behind=cue) or to_clause(owing, behind=cue)
    if clause is None or any(s.lower_ == "i" for s in owed_by):
        return None
    return Wish(
        clause, (), [s for s in owed_by if s.lower_ != "we"], spoken=True, refrain=left_undone(clause)
    )


def read_answer(cue: Token, entry: Cue) -> Wish | None:
    """ADDRESSEE verb ACTION at the noun of ISSUER."""
    if not any(c.dep_ == "case" and c.lower_ == "at" for c in cue.lefts) or not is_verb(cue.head):
        return None
    issuer = possessor(cue) or after(cue, {"of"}, reach=2)
    things = children(cue.head, "obj")
    if issuer is None or not things:
        return None
    return Wish(things[0], [issuer], subjects(cue.head), nominal=True)
