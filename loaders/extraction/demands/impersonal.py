"""it is adjective-or-noun for ADDRESSEE to ACTION: "It is time for the parties to talk", "It is vital that they do"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.wish import Wish, doers, is_infinitive, next_infinitive, to_clause
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import SUBJECTS, after, has_marker, negated
from loaders.extraction.wordlists import words_of

CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "advcl", "acl"})
PRONOUNS = frozenset({"it", "now", "this", "today"})


def read_impersonal(cue: Token, entry: Cue) -> Wish | None:
    """The speaker's wish; denied, the addressee is to refrain ("this is not the time to …")."""
    if "come" in entry.rule.options:
        return _read_come(cue)
    if cue.dep_ in {"amod", "compound", "advmod", "nmod", "obl"} or not any(
        c.dep_ == "cop" for c in cue.children
    ):
        return None
    pronoun = any(
        c.lower_ in PRONOUNS and (c.dep_ in SUBJECTS | {"expl"} or c.lower_ == "now") for c in cue.lefts
    )
    if not pronoun:
        return None
    named = after(cue, {"for", "of"} if "owner" in entry.rule.options else {"for"}, reach=1)
    clause = _clause(cue, named)
    noted = named is None and clause is not None and clause.lower_ in words_of("requests", "noting")
    if clause is None or noted:
        return None
    own = any(c.dep_ in SUBJECTS for c in clause.lefts)
    asked = doers(clause) if own else [named] if named is not None and named != clause else []
    asked = [whom for whom in asked if whom.lower_ != "we"]
    return Wish(clause, (), asked, spoken=True, refrain=left_undone(clause) != negated(cue))


def _read_come(cue: Token) -> Wish | None:
    """ "The time has come for X to V", "The time to V is now", "The time now is to V"."""
    governor = cue.head
    if any(c.lower_ in {"first", "last", "next", "only", "same", "no"} for c in cue.lefts) or negated(
        governor
    ):
        return None
    if cue.dep_ in SUBJECTS and governor.lower_ == "come":
        named = after(governor, {"for"}, reach=1)
        clause = to_clause(governor, behind=governor) or (
            next_infinitive(named) if named is not None else None
        )
    elif cue.dep_ in SUBJECTS and is_infinitive(governor) and _has_copula(governor) and _is_now(cue):
        named, clause = None, governor
    elif cue.dep_ in SUBJECTS and governor.lower_ in {"now", "today"}:
        named = after(cue, {"for"}, reach=1)
        clause = to_clause(cue, behind=cue) or (next_infinitive(named) if named is not None else None)
    else:
        named, clause = None, next((c for c in cue.rights if is_infinitive(c) and _has_copula(c)), None)
    if clause is None:
        return None
    if named == clause:
        named = None
    own = doers(clause) if any(c.dep_ in SUBJECTS and c != cue for c in clause.lefts) else []
    return Wish(
        clause, (), own or ([named] if named is not None else []), spoken=True, refrain=left_undone(clause)
    )


def _is_now(cue: Token) -> bool:
    """Whether "now" stands right behind the word for the time."""
    return cue.i + 1 < cue.sent.end and cue.nbor().lower_ == "now"


def _has_copula(verb: Token) -> bool:
    return any(child.dep_ in {"cop", "aux"} and child.lower_ == "is" for child in verb.lefts)


def _clause(cue: Token, named: Token | None) -> Token | None:
    """The clause of what should be done, hung on the cue or on whom it is for."""
    for holder in (cue, named):
        for child in holder.rights if holder is not None else ():
            opened = (
                is_infinitive(child)
                or has_marker(child, {"that"})
                or any(c.dep_ in SUBJECTS for c in child.lefts)
            )
            if child.dep_ in CLAUSES and opened and child != named:
                return child
    if named is not None and is_infinitive(named):
        return named
    for whom in cue.rights:  # "critical to our safety that we act": the clause hung on "safety"
        if whom.dep_ == "obl" and any(c.lower_ in {"to", "for"} for c in whom.lefts):
            clause = next((c for c in whom.rights if has_marker(c, {"that"}) or _is_that_clause(c)), None)
            if clause is not None:
                return clause
    return next_infinitive(named) if named is not None else None


def _is_that_clause(clause: Token) -> bool:
    """Whether a "relative" clause has all it needs without its "that": "vital to our safety that we deter them"."""
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    complete = (
        subject is not None and subject.lower_ != "that" and any(c.dep_ == "obj" for c in clause.rights)
    )
    return clause.dep_ == "acl:relcl" and complete and clause.left_edge.lower_ == "that"
