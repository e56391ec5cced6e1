"""The action that a demand asks for: its verb phrases, one for each conjunct, and whether it is to be left undone."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.syntax import NEGATIONS, SUBJECTS, is_predicate, phrase

FORBEARING = frozenset({"refrain", "abstain", "desist"})
INNER = frozenset({"advmod", "aux:pass", "cop", "compound:prt", "discourse", "aux"})


def verbs_of(verb: Token) -> list[Token]:
    """The verb and the verbs coordinated with it that share its subject: each is an action of its own."""
    found = [verb]
    for member in found:
        found.extend(child for child in _coordinated(member) if child not in found)
    return sorted(found, key=lambda token: token.i)


def _coordinated(verb: Token) -> list[Token]:
    """Conjuncts of a verb wherever a parser hangs them: on it, on its particle, beside it, or as ", to …, and to …"."""
    near = [child for child in verb.rights if child.dep_ == "conj"]
    near += [c for particle in verb.rights if particle.dep_ == "compound:prt" for c in particle.rights if c.dep_ == "conj"]
    if verb.dep_ == "conj":
        near += [c for c in verb.head.rights if c.dep_ == "conj" and c.i > verb.i and c.tag_ == verb.tag_]
    near += [c for c in verb.rights if c.dep_ in {"advcl", "xcomp"} and _listed(c)]
    near += [t for t in verb.doc[verb.i + 2 : verb.sent.end] if t.tag_ == "VB" and verb.tag_ == "VB" and _is_next_in_list(t, verb)]
    return [child for child in near if child.i > verb.i and is_action(child, verb)]


def _is_next_in_list(token: Token, verb: Token) -> bool:
    """", VERB" or ", and VERB" on the level of the action, which the tree may have hung anywhere."""
    start = token.i
    while token.doc[start - 1].tag_ == "RB" and start - 1 > verb.i:
        start -= 1
    before, second = token.doc[start - 1], token.doc[start - 2]
    comma = before.text == "," or (before.lower_ in {"and", "or"} and second.text == ",")
    joined = before.lower_ == "and" and not _is_within_infinitive(token, verb)
    return (comma or joined) and not any(c.dep_ in SUBJECTS | {"mark", "aux"} for c in token.lefts)


def _is_within_infinitive(token: Token, verb: Token) -> bool:
    """Whether the verb it is coordinated with stands in a clause below the action: "efforts to bully and destabilize"."""
    first = token.head if token.dep_ == "conj" else token
    return first != verb and first.i > verb.i and first.pos_ == "VERB" and first.tag_ == token.tag_


def _listed(clause: Token) -> bool:
    """", to remove X" in a list of infinitives: a comma before it, and a conjunction in it or behind it."""
    first = clause.left_edge
    if first.tag_ != "TO" and first.dep_ != "cc" or first.i == 0 or first.nbor(-1).text not in {",", ";"} | {"and"}:
        return first.dep_ == "punct" and first.text == "," and any(c.dep_ == "conj" for c in clause.rights)
    return first.dep_ == "cc" or any(c.dep_ == "conj" for c in clause.rights)


def is_action(conjunct: Token, verb: Token) -> bool:
    """Whether a conjunct is a verb phrase under the same request ("stop A and allow B")."""
    if any(child.dep_ in SUBJECTS for child in conjunct.lefts):
        return False
    if verb.pos_ in {"VERB", "AUX"} and conjunct.pos_ in {"VERB", "AUX"}:
        return conjunct.tag_ in {"VB", "VBP"} or conjunct.tag_ == verb.tag_ or any(c.tag_ == "TO" for c in conjunct.lefts)
    return False


def action_words(verb: Token) -> list[Token]:
    """The verb phrase without subject, modal, negation and "to", to its end or to the next action."""
    separate = {child for child in verb.rights if child.dep_ == "conj" and is_clause(child)} | set(_coordinated(verb))
    words = phrase(verb, drop=separate)
    start = verb.i
    while start - 1 >= words[0].i and _belongs(verb.doc[start - 1], verb):
        start -= 1
    if not verb.pos_ == "VERB":
        start = min([start, *(c.i for c in verb.lefts if c.dep_ == "cop" and c.lower_ in {"be", "become", "remain"})])
    doc = verb.doc
    return [doc[i] for i in range(start, words[-1].i + 1)]


def clause_words(verb: Token) -> list[Token]:
    """The whole clause with its subject, to its end or to the next clause."""
    subject = next(child for child in verb.lefts if child.dep_ in SUBJECTS)
    end = action_words(verb)[-1].i
    return list(verb.doc[subject.left_edge.i : end + 1])


def is_clause(conjunct: Token) -> bool:
    """Whether a conjunct is a clause with a subject of its own."""
    return is_predicate(conjunct) and any(child.dep_ in SUBJECTS for child in conjunct.lefts)


def _belongs(token: Token, verb: Token) -> bool:
    if token.lower_ in NEGATIONS or token.tag_ in {"MD", "TO"} or token.dep_ == "aux" and token.lower_ != "be":
        return False
    if token.lower_ == "be":
        return True
    inside = token.head == verb or (token.head.head == verb and token.head.dep_ == "advmod")
    return inside and (token.dep_ in INNER or verb.pos_ not in {"VERB", "AUX"} and token.dep_ in {"det", "amod", "compound", "nmod:poss"})


def left_undone(verb: Token) -> bool:
    """Whether the verb itself is denied ("not to", "must never"); conjuncts share it unless "but" parts them."""
    if verb.lower_ in FORBEARING:
        return True
    if any(child.lower_ in NEGATIONS and child.dep_ in {"advmod", "det", "cc:preconj"} for child in verb.children):
        return True
    if any(c.lower_ == "no" and c.dep_ == "det" for s in verb.children if s.dep_ in SUBJECTS or s.dep_ == "obl" for c in s.lefts):
        return True
    apart = any(child.lower_ in {"but", "rather", "instead"} or child.dep_ in SUBJECTS for child in verb.lefts)
    if verb.dep_ == "conj" and not apart:
        return left_undone(verb.head) and verb.head.pos_ in {"VERB", "AUX"}
    return False
