"""Actions that stand in one list with a first one, by place: a parser hangs the later ones anywhere.

"stop the raids, respect the truce and allow inspections", "to open the port and to pay the nurses".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.demands.in_line import ENDS, after_rest
from loaders.extraction.rulebook import rulebook
from loaders.extraction.syntax import SUBJECTS, is_verb

JOINING = frozenset({"and", "or", "but"})
BARE = frozenset({"VB", "VBP"})


@dataclass(frozen=True, slots=True)
class _Member:
    """A bare verb behind a comma or a conjunction; `to` says that it has a "to" of its own."""

    verb: Token
    comma: bool
    joined: str
    to: bool


def listed(first: Token) -> list[Token]:
    """The verbs that go on the list which a verb in the bare form begins, in text order."""
    if first.tag_ != "VB":
        return []
    members = _members(first)
    if any(child.tag_ == "TO" for child in first.lefts) and any(m.to and m.joined for m in members):
        return [m.verb for m in members if m.to or _goes_on(m, members, first)]
    return [m.verb for m in members if not m.to and _goes_on(m, members, first)]


def _members(first: Token) -> list[_Member]:
    found = []
    for token in first.doc[first.i + 2 : first.sent.end]:
        if token.text in ENDS:
            break
        if token.tag_ in BARE and not _is_clause(token):
            member = _member(token, first)
            found += [member] if member is not None else []
    return found


def _is_clause(verb: Token) -> bool:
    """Whether a verb has a subject, a conjunction or a helping verb of its own."""
    return any(c.dep_ in SUBJECTS | {"mark", "aux"} and c.tag_ != "TO" for c in verb.lefts)


def _member(verb: Token, first: Token) -> _Member | None:
    doc, at, to = verb.doc, verb.i - 1, False
    while at > first.i and (doc[at].tag_ in {"RB", "TO"}):
        to = to or doc[at].tag_ == "TO"
        at -= 1
    joined = doc[at].lower_ if doc[at].lower_ in JOINING else ""
    comma = doc[at - bool(joined)].text == ","
    return _Member(verb, comma, joined, to) if comma or joined else None


def _goes_on(member: _Member, members: list[_Member], first: Token) -> bool:
    """Whether a member without "to" stands on the level of the first, and not in a clause below it."""
    verb = member.verb
    open_list = [m for m in members if m.comma and not m.joined and not m.to and m.verb.i < verb.i]
    if verb.tag_ == "VBP" and first not in verb.ancestors:
        return (
            not _requests(verb)
            and not (member.comma and member.joined)
            and (bool(open_list) or not member.joined)
        )
    if member.comma or not _is_below(verb, first):
        return True
    closes = not any(m.verb.i > verb.i and m.joined for m in members)
    return bool(open_list) and closes


def _is_below(verb: Token, first: Token) -> bool:
    """Whether what a verb is coordinated with stands in a clause below: "stop efforts to bully and destabilize"."""
    before = verb.doc[verb.i - 2]
    if before.tag_ == "VB" and before != first:
        return True
    sister = verb.head if verb.dep_ == "conj" else verb
    if any(child.dep_ == "conj" and child.i < verb.i for child in sister.rights):
        return False
    return sister != first and sister.i > first.i and is_verb(sister) and sister.tag_ == verb.tag_


def asks_anew(conjunct: Token) -> bool:
    """ ", and call on Y to …": a demand of the same issuer, not an action that was asked for."""
    before = [token.lower_ for token in conjunct.doc[max(conjunct.i - 2, 0) : conjunct.i]]
    finite = conjunct.tag_ in {"VBZ", "VBD"} and before[-1:] == ["and"]
    return (finite or before == [",", "and"]) and _requests(conjunct)


def _requests(verb: Token) -> bool:
    """Whether a verb asks by a rule for directives, with the words that must follow it."""
    cues = rulebook("demands").get(verb.lower_, ())
    return any(cue.rule.frame == "directive" and after_rest(verb, cue.rest) is not None for cue in cues)
