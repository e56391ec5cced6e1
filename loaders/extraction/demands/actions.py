"""The action that a demand asks for: its verb phrases, one for each conjunct, and whether it is to be left undone."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from loaders.extraction.demands.series import asks_anew, listed
from loaders.extraction.syntax import NEGATIONS, SUBJECTS, is_predicate, is_verb, phrase

INNER = frozenset({"advmod", "aux:pass", "cop", "compound:prt", "discourse", "aux"})
NOMINAL_INNER = INNER | {"det", "amod", "compound", "nmod:poss"}
FORBEARING = frozenset({"refrain", "abstain", "desist"})
FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
LOOSE_PARTS = 3
CONTRASTS = frozenset({"but", "rather", "instead"})


def verbs_of(verb: Token) -> list[Token]:
    """The verb and the verbs coordinated with it under one subject, in text order: each is an action of its own."""
    found = [verb]
    for member in found:
        found.extend(child for child in _coordinated(member) if child not in found)
    return sorted(found, key=lambda token: token.i)


def _coordinated(verb: Token) -> list[Token]:
    """Conjuncts of a verb wherever a parser hangs them: on it, on its particle, beside it, or in a list behind it."""
    near = [child for child in verb.rights if child.dep_ == "conj"]
    near += [
        c for part in verb.rights if part.dep_ == "compound:prt" for c in part.rights if c.dep_ == "conj"
    ]
    if verb.dep_ == "conj":
        near += [c for c in verb.head.rights if c.dep_ == "conj" and c.i > verb.i and c.tag_ == verb.tag_]
    near += listed(verb)
    return [child for child in near if child.i > verb.i and _shares_subject(child, verb)]


def _shares_subject(conjunct: Token, verb: Token) -> bool:
    """Whether a conjunct is a verb phrase under the same request ("stop A and allow B")."""
    if any(child.dep_ in SUBJECTS for child in conjunct.lefts) or not (is_verb(verb) and is_verb(conjunct)):
        return False
    if asks_anew(conjunct):
        return False
    bare = conjunct.tag_ in {"VB", "VBP", verb.tag_}
    return bare or any(child.tag_ == "TO" for child in conjunct.lefts)


def action_words(verb: Token, beside: Collection[Token] = ()) -> list[Token]:
    """The verb phrase without subject, modal, negation and "to", to its end or to the next action `beside`."""
    coordinated = {*_coordinated(verb), *(other for other in beside if other.i > verb.i)}
    other = {
        child for child in verb.rights if child.dep_ == "conj" and (_is_clause(child) or asks_anew(child))
    }
    words = phrase(verb, drop=other | coordinated)
    start = verb.i
    while start - 1 >= words[0].i and _belongs(verb.doc[start - 1], verb):
        start -= 1
    if not is_verb(verb):
        start = min(
            [start, *(c.i for c in verb.lefts if c.dep_ == "cop" and c.lower_ in {"be", "become", "remain"})]
        )
    limit = min((other.i for other in coordinated), default=verb.sent.end)
    return with_rest(list(verb.doc[start : words[-1].i + 1]), limit)


def with_rest(words: list[Token], limit: int) -> list[Token]:
    """A verb phrase with what follows it without a mark or a conjunction, where a parser hung that elsewhere."""
    doc = words[0].doc
    for _ in range(LOOSE_PARTS):
        end = words[-1].i + 1
        if end >= limit or doc[end].is_punct or doc[end].dep_ in {"cc", "mark"} or doc[end].tag_ in FINITE:
            break
        part = doc[end]
        while part.head != part and part.head.left_edge.i >= end:
            part = part.head
        if part.dep_ in SUBJECTS or part.right_edge.i >= limit:
            break
        words = [*words, *doc[end : max(phrase(part)[-1].i, end) + 1]]
    return words


def clause_words(verb: Token) -> list[Token]:
    """The whole clause with its subject, to its end or to the next clause."""
    subject = next(child for child in verb.lefts if child.dep_ in SUBJECTS)
    return list(verb.doc[subject.left_edge.i : action_words(verb)[-1].i + 1])


def _is_clause(conjunct: Token) -> bool:
    return is_predicate(conjunct) and any(child.dep_ in SUBJECTS for child in conjunct.lefts)


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a word before the verb is part of the action: an adverb, "be", what stands before a predicate noun."""
    if token.lower_ == "be":
        return True
    if token.lower_ in NEGATIONS or token.tag_ in {"MD", "TO"} or token.dep_ == "aux":
        return False
    inside = token.head == verb or (token.head.head == verb and token.head.dep_ == "advmod")
    return inside and token.dep_ in (INNER if is_verb(verb) else NOMINAL_INNER)


def left_undone(verb: Token) -> bool:
    """Whether the verb itself forbears ("refrain from …") or is denied ("not to", "never")."""
    return verb.lower_ in FORBEARING or _is_denied(verb)


def _is_denied(verb: Token) -> bool:
    """Whether a verb is denied; conjuncts share it unless "but", or a "to" or modal of their own, parts them."""
    adverbs = (t for c in verb.children if c.dep_ in {"advmod", "det", "cc:preconj"} for t in c.subtree)
    if any(t.lower_ in NEGATIONS and t.i < verb.i for t in adverbs):
        return True
    things = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "obl"]
    if any(c.lower_ == "no" and c.dep_ == "det" for thing in things for c in thing.lefts):
        return True
    apart = any(c.lower_ in CONTRASTS or c.dep_ in SUBJECTS or c.tag_ == "MD" for c in verb.lefts)
    apart = apart or _begins_anew(verb)
    return verb.dep_ == "conj" and not apart and is_verb(verb.head) and _is_denied(verb.head)


def _begins_anew(verb: Token) -> bool:
    """Whether a conjunct has its own "to" behind "and": "not to close A, and to open B"."""
    opening = next((c for c in verb.lefts if c.tag_ == "TO"), None)
    return opening is not None and opening.i > 0 and opening.nbor(-1).lower_ == "and"


def denied_in_line(words: list[Token], denied: bool) -> bool:
    """Whether an action read word by word is to be left undone: its own "not", or that of the one before "or"."""
    first = words[0]
    before = [token.lower_ for token in first.doc[max(first.i - 3, 0) : first.i]]
    if "to" in before:
        at = before.index("to")
        return bool({"not", "never"} & {*before[at + 1 :], *before[max(at - 1, 0) : at]}) or (
            denied and before[max(at - 1, 0)] in {"or", "nor"}
        )
    return denied
