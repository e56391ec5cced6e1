"""ISSUER verb ADDRESSEE to ACTION: "We urge the Government to act", "demands that it act", "It is urged to act"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.in_line import after_rest, head_of, read_in_line
from loaders.extraction.demands.series import asks_anew
from loaders.extraction.demands.wish import Wish, can_be_asked, doers, is_infinitive, that_clause, to_clause
from loaders.extraction.garden_paths import joined, mistaken_subject
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import (
    SUBJECTS,
    after,
    agents,
    is_noun,
    is_passive,
    is_reduced,
    is_verb,
    negated,
    phrase,
    subjects,
    with_trailing,
)
from loaders.extraction.wordlists import words_of

NOT_ASKING = frozenset({"would", "could", "might", "may", "did", "will", "'ll"})
MAIN = frozenset({"ROOT", "root", "parataxis", "conj"})


def read_directive(cue: Token, entry: Cue) -> Wish | None:
    """The wish of the verb's subject; of whoever speaks, where a resolution or letter says "Calls upon …"."""
    options = entry.rule.options
    if not is_verb(cue) and opens_sentence(cue):
        return _read_in_line(cue, entry) or _read_bare_clause(cue)
    mistaken = mistaken_subject(cue)
    if not (is_verb(cue) or mistaken) or cue.dep_ in {"amod", "compound", "aux"} or negated(cue):
        return None
    if "lawful" in options and not _is_lawful(cue):
        return None
    if is_passive(cue) or (mistaken is None and is_reduced(cue)):
        return _read_passive(cue, entry)
    if any(c.dep_ == "aux" and c.lower_ in NOT_ASKING for c in cue.lefts) and not _is_first_person(cue):
        return None
    found = _asked(cue, entry)
    if found is None:
        return None if "told" in options else _read_in_line(cue, entry)
    issuers = _issuers(cue)
    if not issuers and cue.dep_ not in MAIN:
        return None
    action, addressees, nominal = found
    if nominal and "for" in options and len(things := _repeated(action)) > 1:
        return Wish(action, issuers, addressees, not issuers, nominal=True, words=things)
    return Wish(action, issuers, addressees, not issuers, nominal, left_undone(action) and not nominal)


def _repeated(noun: Token) -> list[list[Token]]:
    """The things of "for X and for Y", "for X as well as for Y": one for each "for"."""
    words = with_trailing(phrase(noun))
    things, doc = [words], noun.doc
    for token in doc[words[0].i + 1 : noun.sent.end]:
        if token.text in {";", ":", "."}:
            break
        before = [t.lower_ for t in doc[token.i - 3 : token.i]]
        again = before[-1:] == ["and"] or before == ["as", "well", "as"]
        if token.lower_ == "for" and again and token.i + 1 < noun.sent.end:
            head = token.head if token.head.i > token.i else doc[token.i + 1]
            while not is_noun(head) and head.head.i > head.i:
                head = head.head
            joiner = token.i - (1 if before[-1] == "and" else 3)
            things[-1] = [t for t in things[-1] if t.i < joiner and not (t.is_punct and t.i == joiner - 1)]
            things.append([t for t in with_trailing(phrase(head)) if t.i > token.i])
    return [thing for thing in things if thing]


def _issuers(cue: Token) -> list[Token]:
    """The subject; of ", and calls on Y to …" behind another request, that one's."""
    mistaken = mistaken_subject(cue)
    if mistaken is not None:
        return [mistaken]
    joining = joined(cue)
    if not asks_anew(cue):
        return subjects(cue if joining is None else joining)
    above = cue.head
    while above.dep_ in {"conj", "xcomp", "advcl", "acl", "ccomp"} and above.head != above:
        above = above.head
    return _issuers(above) if above != cue and not asks_anew(above) else []


def opens_sentence(cue: Token) -> bool:
    """Whether a word opens an operative clause: "Calls upon …", "Urging …"."""
    first = next((token for token in cue.sent if token.is_alpha), cue)
    return cue.i == first.i and cue.lower_.endswith(("s", "ing"))


def _is_first_person(cue: Token) -> bool:
    return any(subject.lower_ in {"i", "we"} for subject in subjects(cue))


def _is_lawful(cue: Token) -> bool:
    """Whether a law, or a body in its own resolution, requires it."""
    named = subjects(cue)
    return (not named and cue.head == cue) or any(s.lower_ in words_of("requests", "bills") for s in named)


def _read_passive(cue: Token, entry: Cue) -> Wish | None:
    """ "The parties are urged to V"."""
    clause = to_clause(cue, behind=cue)
    if clause is None or "told" in entry.rule.options or after_rest(cue, entry.rest) is None:
        return None
    by = agents(cue)
    asked = [cue.head] if cue.dep_ == "acl" else subjects(cue)
    return Wish(clause, by, asked, spoken=not by, refrain=left_undone(clause))


def _asked(cue: Token, entry: Cue) -> tuple[Token, list[Token], bool] | None:
    """The action, its addressees, and whether it is a thing; None where the verb asks for nothing here."""
    options, addressee = entry.rule.options, _addressee(cue, entry)
    if entry.rest and addressee is None and "that" not in entry.rest[-1]:
        return None
    clause = to_clause(cue, behind=addressee if addressee is not None else cue)
    askable = addressee is not None and can_be_asked(addressee)
    if clause is None and askable:
        return None
    if "nominal" in options and not askable:
        clause = clause if addressee is None and "bare" in options else None
    if clause is not None and (addressee is not None or "bare" in options):
        suffering = is_passive(clause) and "for" in options
        asked = agents(clause) if suffering else [addressee] if addressee is not None else []
        return clause, asked, False
    finite = that_clause(cue)
    if finite is not None:
        return finite, doers(finite), False
    if addressee is None or "told" in options:
        return None
    return _thing(cue, entry, addressee)


def _thing(cue: Token, entry: Cue, noun: Token) -> tuple[Token, list[Token], bool] | None:
    """What is asked for as a thing: "call on X for ACTION", "demand ACTION from X", "call for ACTION"."""
    if entry.rest and "for" not in entry.rule.options:
        thing = after(noun, {"for"}) or after(cue, {"for"}, reach=8)
        return (thing, [noun], True) if thing is not None else None
    if "nominal" in entry.rule.options and (is_noun(noun) or noun.dep_ in {"obl", "obj"}):
        source = next(
            (c for c in cue.rights if c.dep_ == "obl" and any(g.lower_ in {"from", "of"} for g in c.lefts)),
            None,
        )
        return noun, [source] if source is not None else [], True
    return None


def _addressee(cue: Token, entry: Cue) -> Token | None:
    """The object, what the cue's preposition opens, or the subject that a parser gave the infinitive."""
    if entry.rest:
        last, doc = cue, cue.doc
        for alternatives in entry.rest[:-1]:
            reach = range(last.i + 1, min(last.i + 4, cue.sent.end))
            step = next((doc[i] for i in reach if doc[i].lower_ in alternatives), None)
            if step is None:
                return None
            last = step
        named = after(last, entry.rest[-1], reach=3)
        return named if named is not None and not is_verb(named) else None
    things = [c for c in cue.rights if c.dep_ in {"obj", "iobj"}]
    clauses = [c for c in cue.rights if c.dep_ == "ccomp" and is_infinitive(c)]
    things += [c for clause in clauses for c in clause.lefts if c.dep_ in SUBJECTS]
    return things[0] if things else None


def _read_bare_clause(cue: Token) -> Wish | None:
    """ "Demands that Israel withdraw": a verb taken for a noun, with its clause."""
    clause = that_clause(cue)
    return (
        None if clause is None else Wish(clause, (), doers(clause), spoken=True, refrain=left_undone(clause))
    )


def _read_in_line(cue: Token, entry: Cue) -> Wish | None:
    found = read_in_line(cue, entry, cue.sent.end)
    if found is None:
        return None
    addressee, actions = found
    issuers, head, first = _issuers(cue), head_of(addressee), actions[0][0]
    if not can_be_asked(head):
        return None
    denied = any(token.lower_ in {"not", "never"} for token in cue.doc[addressee[-1].i : first.i])
    return Wish(first, issuers, [head], spoken=not issuers, refrain=denied, words=actions)
