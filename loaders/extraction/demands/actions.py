"""The action that a demand asks for: its verb phrases, one for each conjunct, and whether it is to be left undone."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.in_line import after_rest
from loaders.extraction.garden_paths import joined
from loaders.extraction.rulebook import rulebook
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
    near += _infinitives_in_list(verb)
    if verb.tag_ == "VB":
        near += [
            t for t in verb.doc[verb.i + 2 : verb.sent.end] if t.tag_ == "VB" and _is_next_in_list(t, verb)
        ]
    near += _finite_in_list(verb)
    return [child for child in near if child.i > verb.i and _shares_subject(child, verb)]


def _finite_in_list(verb: Token) -> list[Token]:
    """The verbs of ", respect X and allow Y" behind "to stop Z" that a parser gave to the one who urges."""
    if verb.tag_ != "VB" or verb.head.tag_ not in {"VBP", "VBZ", "VBD"} or verb.dep_ == "conj":
        return []
    governor = joined(verb.head) or verb.head
    listed = [c for c in governor.rights if c.i > verb.i and c.dep_ == "conj" and c.tag_ in {"VBP", "VB"}]
    first = listed[0] if listed else None
    if first is None or first.nbor(-1).text != "," or any(asks_anew(c) for c in listed):
        return []
    further = [c for c in first.rights if c.dep_ == "conj" and c.tag_ in {"VBP", "VB"}]
    return [*listed, *further]


def _shares_subject(conjunct: Token, verb: Token) -> bool:
    """Whether a conjunct is a verb phrase under the same request ("stop A and allow B")."""
    if any(child.dep_ in SUBJECTS for child in conjunct.lefts) or not (is_verb(verb) and is_verb(conjunct)):
        return False
    if asks_anew(conjunct):
        return False
    bare = conjunct.tag_ in {"VB", "VBP", verb.tag_}
    return bare or any(child.tag_ == "TO" for child in conjunct.lefts)


def asks_anew(conjunct: Token) -> bool:
    """ ", and call on Y to …": a demand of the same issuer, not an action that was asked for."""
    before = [token.lower_ for token in conjunct.doc[max(conjunct.i - 2, 0) : conjunct.i]]
    cues = rulebook("demands").get(conjunct.lower_, ())
    finite = conjunct.tag_ in {"VBZ", "VBD"} and before[-1:] == ["and"]
    return (finite or before == [",", "and"]) and any(
        cue.rule.frame == "directive" and after_rest(conjunct, cue.rest) is not None for cue in cues
    )


def _infinitives_in_list(verb: Token) -> list[Token]:
    """The verbs of ", to remove X, and to end Y" behind an infinitive; none without the "and"."""
    if not any(child.tag_ == "TO" for child in verb.lefts):
        return []
    openings = [
        t
        for t in verb.doc[verb.i + 2 : verb.sent.end]
        if t.tag_ == "TO" and t.nbor(-1).lower_ in {",", "and"}
    ]
    if not any(opening.nbor(-1).lower_ == "and" for opening in openings):
        return []
    return [t.head for t in openings if t.head.tag_ == "VB" and t.i < t.head.i <= t.i + 3]


def _is_next_in_list(token: Token, verb: Token) -> bool:
    """ ", VERB" or ", and VERB" on the level of the action, which the tree may have hung anywhere."""
    start = token.i
    while start - 1 > verb.i and token.doc[start - 1].tag_ == "RB":
        start -= 1
    before, second = token.doc[start - 1], token.doc[start - 2]
    comma = before.text == "," or (before.lower_ in {"and", "or"} and second.text == ",")
    joined = before.lower_ == "and" and not _is_within_infinitive(token, verb)
    return (comma or joined) and not any(c.dep_ in SUBJECTS | {"mark", "aux"} for c in token.lefts)


def _is_within_infinitive(token: Token, verb: Token) -> bool:
    """Whether what it is coordinated with stands in a clause below: "stop efforts to bully and destabilize"."""
    joining = next(
        (t for t in reversed(token.doc[verb.i : token.i]) if t.dep_ == "cc" or t.lower_ == "and"), None
    )
    if joining is not None and joining.nbor(-1).tag_ == "VB" and joining.nbor(-1) != verb:
        return True
    first = token.head if token.dep_ == "conj" else token
    if any(child.dep_ == "conj" and child.i < token.i for child in first.rights):
        return False
    return first != verb and first.i > verb.i and is_verb(first) and first.tag_ == token.tag_


def action_words(verb: Token) -> list[Token]:
    """The verb phrase without subject, modal, negation and "to", to its end or to the next action."""
    coordinated = _coordinated(verb)
    other = {
        child for child in verb.rights if child.dep_ == "conj" and (_is_clause(child) or asks_anew(child))
    }
    words = phrase(verb, drop=other | set(coordinated))
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
    """Whether the verb itself is denied ("not to", "never", "refrain"); conjuncts share it unless "but" parts them."""
    if verb.lower_ in FORBEARING:
        return True
    if any(c.lower_ in NEGATIONS and c.dep_ in {"advmod", "det", "cc:preconj"} for c in verb.children):
        return True
    things = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "obl"]
    if any(c.lower_ == "no" and c.dep_ == "det" for thing in things for c in thing.lefts):
        return True
    apart = any(c.lower_ in CONTRASTS or c.dep_ in SUBJECTS for c in verb.lefts) or _begins_anew(verb)
    return verb.dep_ == "conj" and not apart and is_verb(verb.head) and left_undone(verb.head)


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
