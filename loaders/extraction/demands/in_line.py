"""Demands read word by word where the parse is no help: headlines, operative clauses, names that look like verbs.

"Senators Urge Governor To Reopen Bridge", "Calls upon all parties to respect the truce;".
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from loaders.extraction.rulebook import Cue

ENDS = frozenset({".", ";", ":", "?", "!", '"', "”", "—"})
TURNS = frozenset({"following", "after", "amid", "ahead", "during", "before"})
VERB_LIKE = frozenset({"VB", "VBP", "NN", "JJ", "NNP", "NNS"})
NOT_VERBS = frozenset({"DT", "PRP$", "CD", "PRP", "WDT", "IN"})
LONGEST_ADDRESSEE = 24


def after_rest(cue: Token, rest: Sequence[frozenset[str]]) -> int | None:
    """The position behind the words that must follow a cue directly; None where they do not."""
    position = cue.i + 1
    for alternatives in rest:
        if position >= cue.sent.end or cue.doc[position].lower_ not in alternatives:
            return None
        position += 1
    return position


def read_in_line(cue: Token, entry: Cue, end: int) -> tuple[list[Token], list[list[Token]]] | None:
    """The addressee's words and the actions that follow "to", up to the token position `end`."""
    start = after_rest(cue, entry.rest)
    if start is None or start >= end:
        return None
    to = next(
        (i for i in range(start, min(start + LONGEST_ADDRESSEE, end)) if opens_action(cue.doc[i], end)), None
    )
    if to is None or to == start or any(cue.doc[i].text in ENDS for i in range(start, to)):
        return None
    actions = _split(list(cue.doc[to + 1 : end]))
    return (list(cue.doc[start:to]), actions) if actions else None


def opens_action(token: Token, end: int) -> bool:
    """Whether this "to" is followed by a verb, whatever the tagger says of it: no article, number or preposition."""
    if token.lower_ != "to" or token.i + 1 >= end:
        return False
    following = next((t for t in token.doc[token.i + 1 : end] if t.tag_ != "RB"), None)
    if following is None or following.tag_ in NOT_VERBS or not following.text[0].isalpha():
        return False
    if following.tag_ in {"VB", "VBP"}:
        return True
    in_headline = token.text[0].isupper()
    behind = token.doc[following.i + 1] if following.i + 1 < end else None
    opened = behind is not None and (behind.tag_ in {"DT", "PRP$", "CC", "NNP", "JJ", "NNS"} or in_headline)
    return following.tag_ in VERB_LIKE and opened and (following.tag_ != "NNP" or in_headline)


def _split(words: Sequence[Token]) -> list[list[Token]]:
    """Actions parted by ", to", "and to", and by ", VERB" in a list, up to the end of the clause."""
    actions: list[list[Token]] = [[]]
    for position, token in enumerate(words):
        if token.text in ENDS:
            break
        before = [other.lower_ for other in words[max(position - 2, 0) : position]]
        parted = before[-1:] == [","] or before == [",", "and"]
        joined = before[-2:] in (["and", "not"], ["or", "not"], [",", "not"]) or before[-1:] in (
            ["and"],
            ["or"],
        )
        if token.lower_ == "to" and (parted or joined):
            if opens_action(token, words[-1].i + 1):
                actions.append([])
                continue
        elif token.tag_ == "VB" and parted:
            actions.append([])
        actions[-1].append(token)
    return [kept for action in actions if (kept := trimmed(action))]


def trimmed(action: list[Token]) -> list[Token]:
    """Without conjunctions, marks and negations at its ends."""
    end = len(action)
    while end and (
        action[end - 1].is_punct
        or action[end - 1].dep_ == "cc"
        or action[end - 1].lower_ in {"and", "or", "not"}
    ):
        end -= 1
    start = 0
    while start < end and action[start].lower_ in {"not", "never"}:
        start += 1
    return action[start:end]


def headline_end(cue: Token) -> int:
    """Where what a headline says of a cue ends: before "Following", "After" …, or at its end."""
    end = cue.doc[-1].i + 1
    return next((token.i for token in cue.doc[cue.i + 2 : end] if token.lower_ in TURNS), end)


def head_of(words: Sequence[Token]) -> Token:
    """The word that heads a stretch: the one whose governor stands outside of it, a noun if there is one."""
    positions = {token.i for token in words}
    heads = [token for token in words if token.head.i not in positions or token.head == token]
    nouns = [token for token in heads if token.tag_.startswith(("NN", "PRP"))]
    return (nouns or heads or list(words))[0]
