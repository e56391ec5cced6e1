"""The constructions that demand rules name: given a cue in a sentence, who is asked for what.

Each reader takes the cue's token and gives a `Wish` where the construction is there; the heads of the rule files
describe the frames.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.in_line import after_rest, head_of, opens_action, read_in_line
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import (
    SUBJECTS,
    after,
    children,
    has_marker,
    is_passive,
    negated,
    possessor,
    subjects,
)
from loaders.extraction.wordlists import words_of

VERBAL = frozenset({"VERB", "AUX"})
OPEN_CLAUSES = frozenset({"if", "whether", "how", "why", "what", "when", "where", "as", "unless", "until"})
NOT_ASKING = frozenset({"would", "could", "might", "may", "did", "will", "'ll"})
NOBODY = frozenset({"i", "what", "who"})
JUDGED = frozenset({"condoned", "tolerated", "accepted", "excused", "justified", "ignored", "overstated", "denied"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A demand as the parse shows it.

    `issuers` and `addressees` are heads of noun phrases; with `spoken` whoever speaks asks. `action` is the head of
    the action, a verb or a noun; `nominal` tells that it is asked for as a thing; `words` are its words where they
    were read in line and not off the tree.
    """

    action: Token
    issuers: Sequence[Token] = ()
    addressees: Sequence[Token] = ()
    spoken: bool = False
    nominal: bool = False
    refrain: bool = False
    words: Sequence[list[Token]] = ()


def read_directive(cue: Token, entry: Cue) -> Wish | None:
    """ISSUER verb ADDRESSEE to ACTION."""
    if cue.pos_ not in VERBAL and is_opening(cue):
        return _read_in_line(cue, entry) or _read_operative(cue, entry)
    if cue.pos_ not in VERBAL or cue.dep_ in {"amod", "compound", "aux"} or negated(cue):
        return None
    if "lawful" in entry.rule.options and not _is_lawful(cue):
        return None
    if is_passive(cue) or (cue.tag_ == "VBN" and cue.dep_ == "acl"):
        return _read_passive(cue, entry)
    if any(c.dep_ == "aux" and c.lower_ in NOT_ASKING for c in cue.lefts) and not _asks_politely(cue):
        return None
    issuers = subjects(cue)
    wish = _asked(cue, entry)
    if wish is None and "told" not in entry.rule.options:
        return _read_in_line(cue, entry)
    if wish is None or not (issuers or cue.dep_ in {"ROOT", "root", "parataxis", "conj"}):
        return None
    action, addressees, nominal = wish
    return Wish(action, issuers, addressees, not issuers, nominal, left_undone(action) and not nominal)


def is_opening(cue: Token) -> bool:
    """Whether a word opens an operative clause ("Calls upon …"), or stands in a headline in capitals."""
    first = next((t for t in cue.sent if t.is_alpha), cue)
    return cue.i == first.i and cue.lower_.endswith(("s", "ing")) or (cue.text[0].isupper() and cue.doc[0].sent.end < len(cue.doc) and False)


def _read_operative(cue: Token, entry: Cue) -> Wish | None:
    """"Demands that Israel withdraw": a verb taken for a noun, with its clause."""
    clause = next((c for c in cue.rights if c.dep_ in {"acl", "ccomp", "acl:relcl"} and c.tag_ in {"VB", "VBP"}), None)
    if clause is None or not any(c.dep_ in SUBJECTS for c in clause.lefts):
        return None
    return Wish(clause, (), _doers(clause), spoken=True, refrain=left_undone(clause))


def _read_in_line(cue: Token, entry: Cue, end: int | None = None) -> Wish | None:
    found = read_in_line(cue, entry, end or cue.sent.end)
    if found is None:
        return None
    addressee, actions = found
    issuers = subjects(cue) if cue.pos_ in VERBAL else []
    head = head_of(addressee)
    if not actions or not can_be_asked(head):
        return None
    return Wish(actions[0][0], issuers, [head], spoken=not issuers, words=actions, refrain=_denied_before(actions[0][0]))


def _denied_before(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in {"not", "never"}


def _is_lawful(cue: Token) -> bool:
    """Whether a law, or a body in its own resolution, requires it: "The bill requires …", "Directs the Secretary to …"."""
    named = subjects(cue)
    return not named and cue.head == cue or any(s.lower_ in words_of("requests", "bills") for s in named)


def _asks_politely(cue: Token) -> bool:
    return any(s.lower_ in {"i", "we"} for s in subjects(cue))


def _read_passive(cue: Token, entry: Cue) -> Wish | None:
    """"The parties are urged to V"."""
    clause = _to_clause(cue, after_token=cue)
    if clause is None or "told" in entry.rule.options or after_rest(cue, entry.rest) is None:
        return None
    agents = [c for c in cue.rights if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "by" for g in c.lefts)]
    asked = [cue.head] if cue.dep_ == "acl" else subjects(cue)
    return Wish(clause, agents, asked, spoken=not agents, refrain=left_undone(clause))


def _asked(cue: Token, entry: Cue) -> tuple[Token, list[Token], bool] | None:
    """The action, its addressees, and whether it is a thing; None where the verb asks for nothing here."""
    addressee = _addressee(cue, entry)
    if entry.rest and addressee is None and "that" not in entry.rest[-1]:
        return None
    clause = _to_clause(cue, after_token=addressee or cue)
    if clause is None and addressee is not None and can_be_asked(addressee):
        return None
    if addressee is not None and "nominal" in entry.rule.options and not can_be_asked(addressee):
        clause = None
    if clause is not None and (addressee is not None or "bare" in entry.rule.options):
        return clause, [addressee] if addressee is not None else [], False
    finite = _that_clause(cue)
    if finite is not None:
        return finite, _doers(finite), False
    if addressee is None or "told" in entry.rule.options:
        return None
    if entry.rest and "for" not in entry.rule.options:
        thing = after(addressee, {"for"}) or after(cue, {"for"}, reach=8)
        return (thing, [addressee], True) if thing is not None else None
    if "nominal" in entry.rule.options and addressee.pos_ in {"NOUN", "PROPN"}:
        return addressee, _sources(cue), True
    return None


def _addressee(cue: Token, entry: Cue) -> Token | None:
    if entry.rest:
        last = cue
        for alternatives in entry.rest[:-1]:
            step = next((cue.doc[i] for i in range(last.i + 1, min(last.i + 4, cue.sent.end)) if cue.doc[i].lower_ in alternatives), None)
            if step is None:
                return None
            last = step
        named = after(last, entry.rest[-1], reach=3)
        return named if named is not None and named.pos_ not in VERBAL else None
    found = [c for c in cue.rights if c.dep_ in {"obj", "iobj"}]
    if found:
        return found[0]
    clause = next((c for c in cue.rights if c.dep_ == "ccomp" and any(g.tag_ == "TO" for g in c.lefts)), None)
    named = [c for c in clause.lefts if c.dep_ in SUBJECTS] if clause is not None else []
    return named[0] if named else None


def _to_clause(cue: Token, after_token: Token) -> Token | None:
    """The "to" clause of a verb, wherever a parser hangs it: on the verb, on its object, or behind that."""
    for holder in (cue, after_token):
        for child in holder.rights:
            if child.i > after_token.i and child.dep_ in {"xcomp", "advcl", "acl", "ccomp"} and _is_infinitive(child):
                return child
    return None


def can_be_asked(noun: Token) -> bool:
    """Whether a noun phrase can be whom one asks, rather than what one asks for."""
    named = noun.text[0].isupper() and noun != noun.sent[0]
    return named or noun.pos_ in {"PROPN", "PRON"} or bool(noun.ent_type_) or noun.lower_ in words_of("voices", "actors")


def next_infinitive(noun: Token, reach: int = 12) -> Token | None:
    """The verb of the next "to" behind a noun phrase, where the parse lost the tie: "urge X … to act"."""
    doc, end = noun.doc, min(noun.i + reach, noun.sent.end)
    for i in range(noun.i + 1, end):
        if doc[i].text in {".", ";", ":", "?"}:
            return None
        if opens_action(doc[i], noun.sent.end) and i < doc[i].head.i < i + 4:
            return doc[i].head
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.lefts)


def _that_clause(cue: Token) -> Token | None:
    """"demands that X V": a clause in the bare form, or with a modal."""
    for child in cue.rights:
        if child.dep_ == "ccomp" and not has_marker(child, OPEN_CLAUSES) and not _is_infinitive(child):
            finite = child.tag_ in {"VBZ", "VBD"} or any(c.tag_ in {"VBZ", "VBD", "VBP"} for c in child.lefts if c.dep_.startswith(("aux", "cop")))
            if not finite and any(c.dep_ in SUBJECTS for c in child.lefts):
                return child
    return None


def _doers(verb: Token) -> list[Token]:
    """Whom an action is asked of: the subject of an active verb, the agent of a passive one."""
    if is_passive(verb):
        return [c for c in verb.rights if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "by" for g in c.lefts)]
    return subjects(verb)


def _sources(cue: Token) -> list[Token]:
    """"demand answers from the agency": the agency."""
    source = next((c for c in cue.rights if c.dep_ == "obl" and any(g.lower_ in {"from", "of"} for g in c.lefts)), None)
    return [source] if source is not None else []


def read_modal(cue: Token, entry: Cue) -> Wish | None:
    """ADDRESSEE modal ACTION."""
    verb = _modal_verb(cue, entry)
    if verb is None or has_marker(verb, OPEN_CLAUSES) or _is_perfect_or_progressive(verb):
        return None
    if verb.lower_ in words_of("requests", "states") or _asks_back(cue, verb):
        return None
    named = subjects(verb)
    if any(s.lower_ in NOBODY for s in named) or any(c.lower_ == "there" for c in verb.lefts):
        return None
    refrain = left_undone(verb) or left_undone(cue)
    if "decided" in entry.rule.options and not _is_decided(verb):
        return None
    if "to" in entry.rule.options and verb.head.dep_ == "acl:relcl":
        return None
    if "deontic" in entry.rule.options:
        if not refrain and cue.lower_ != "cannot" or verb.lower_ not in words_of("requests", "deontic") and not _is_copular(verb):
            return None
        refrain = True
    if verb.lower_ in JUDGED and "deontic" in entry.rule.options:
        return None
    if "present" in entry.rule.options and not any(s.lower_ == "we" for s in named):
        return None
    if _is_copular(verb) and verb.pos_ in {"NOUN", "PROPN"} and not any(s.lower_ == "we" or s.ent_type_ for s in named):
        return None
    return Wish(verb, (), [s for s in _doers(verb) if s.lower_ != "we"], spoken=True, refrain=refrain)


def _modal_verb(cue: Token, entry: Cue) -> Token | None:
    if "to" in entry.rule.options:
        if cue.tag_ in {"VBD", "VBN", "VBG"} or negated(cue) or any(c.dep_ == "aux" for c in cue.lefts):
            return None
        return next((c for c in cue.rights if c.dep_ == "xcomp" and _is_infinitive(c) and c.i - cue.i < 6), None)
    if cue.tag_ != "MD":
        return None
    if cue.dep_.startswith("aux") and cue.head.i > cue.i:
        return cue.head
    following = (cue.doc[i] for i in range(cue.i + 1, min(cue.i + 5, cue.sent.end)))
    return next((t for t in following if t.tag_ == "VB" and not t.dep_.startswith("aux")), None)


def _is_decided(verb: Token) -> bool:
    """"Decides that all States shall …": under a verb that decides or demands."""
    node = verb
    while node.head != node:
        node = node.head
        if node.lower_ in words_of("requests", "deciding"):
            return True
    return any(t.lower_ in words_of("requests", "deciding") for t in verb.sent[:4])


def _is_copular(verb: Token) -> bool:
    return any(c.dep_ == "cop" for c in verb.lefts)


def _is_perfect_or_progressive(verb: Token) -> bool:
    helpers = [c.lower_ for c in verb.lefts if c.dep_.startswith("aux") or c.dep_ == "cop"]
    return "have" in helpers or ("been" in helpers) or (verb.tag_ == "VBG" and "be" in helpers)


def _asks_back(cue: Token, verb: Token) -> bool:
    """"Should the talks fail, …": the modal stands before its subject, and no "in no way" before it."""
    if any(t.lower_ in {"no", "nor", "never", "only"} for t in cue.doc[max(cue.i - 3, cue.sent.start) : cue.i]):
        return False
    if cue.i + 1 < cue.sent.end and cue.nbor(1).tag_ in {"DT", "PRP", "PRP$", "EX"}:
        return True
    return any(c.dep_ in SUBJECTS and c.i > cue.i for c in verb.lefts)


def read_impersonal(cue: Token, entry: Cue) -> Wish | None:
    """it is adjective-or-noun for ADDRESSEE to ACTION."""
    if cue.dep_ in {"amod", "compound", "advmod", "nmod", "obl"} or not any(c.dep_ == "cop" for c in cue.children):
        return None
    clause = next((c for c in cue.rights if c.dep_ in {"ccomp", "csubj", "xcomp", "advcl", "acl"} and c.pos_ != "ADV"), None)
    if clause is None:
        return None
    pronoun = any(c.dep_ in SUBJECTS | {"expl"} and c.lower_ in {"it", "now", "this", "today"} for c in cue.lefts)
    if not pronoun and not any(c.lower_ == "now" for c in cue.lefts):
        return None
    if not (_is_infinitive(clause) or has_marker(clause, {"that"}) or any(c.dep_ in SUBJECTS for c in clause.lefts)):
        return None
    own = [c for c in clause.lefts if c.dep_ in SUBJECTS]
    beneficiary = after(cue, {"for"}, reach=1) if not own else None
    doers = _doers(clause) if own else [beneficiary] if beneficiary is not None and beneficiary != clause else []
    return Wish(clause, (), doers, spoken=True, refrain=left_undone(clause) != negated(cue))


def read_noun(cue: Token, entry: Cue) -> Wish | None:
    """a call on ADDRESSEE to ACTION, the need for ACTION."""
    if cue.pos_ not in {"NOUN", "PROPN"} or cue.dep_ == "compound" or not entry.rest:
        return None
    governor = cue.head
    while governor.dep_ in {"conj"} and governor.pos_ == "NOUN":
        governor = governor.head
    voiced = governor.pos_ in VERBAL and cue.dep_ not in SUBJECTS
    there = any(c.lower_ == "there" for c in governor.lefts)
    if "voiced" in entry.rule.options and not (there or (voiced and governor.lower_ in words_of("requests", "voicing"))):
        return None
    if any(c.lower_ == "no" for c in cue.lefts) or (voiced and negated(governor)):
        return None
    owner = possessor(cue)
    said = owner is not None or there or (voiced and governor.lower_ in words_of("requests", "voicing")) or cue.head == cue
    if "owned" in entry.rule.options and not said or cue.text[0].isupper() and cue.nbor(-1 if cue.i else 0).text[0].isupper():
        return None
    issuers = [owner] if owner is not None else subjects(governor) if voiced and not there else []
    opening = entry.rest[-1]
    named = after(cue, opening - {"to", "that"}, reach=2)
    clause = _to_clause(cue, after_token=named or cue) or _that_clause(cue)
    if named is not None and not can_be_asked(named):
        clause = None
    elif named is not None and clause is None:
        clause = next_infinitive(named)
    spoken = not issuers
    if clause is not None and "to" in opening | {"to"}:
        doers = [named] if named is not None else _doers(clause) if any(c.dep_ in SUBJECTS for c in clause.lefts) else []
        return Wish(clause, issuers, doers, spoken, refrain=left_undone(clause))
    if named is None or opening & {"on", "upon"} and cue.doc[cue.i + 1].lower_ in {"on", "upon", "to"}:
        return None
    return Wish(named, issuers, (), spoken, nominal=True)


def read_owed(cue: Token, entry: Cue) -> Wish | None:
    """ADDRESSEE has noun to ACTION."""
    holder = cue.head
    if cue.dep_ != "obj" or holder.lower_ not in {"have", "has"} or negated(holder):
        return None
    if any(s.lower_ == "i" for s in subjects(holder)):
        return None
    clause = _to_clause(cue, after_token=cue) or _to_clause(holder, after_token=cue)
    if clause is None:
        return None
    return Wish(clause, (), [s for s in subjects(holder) if s.lower_ != "we"], spoken=True, refrain=left_undone(clause))


def read_answer(cue: Token, entry: Cue) -> Wish | None:
    """Done at ISSUER's request: ADDRESSEE verb ACTION "at the request of ISSUER"."""
    if not any(c.dep_ == "case" and c.lower_ == "at" for c in cue.lefts) or cue.head.pos_ != "VERB":
        return None
    issuer = possessor(cue) or after(cue, {"of"}, reach=2)
    things = children(cue.head, "obj")
    if issuer is None or not things:
        return None
    return Wish(things[0], [issuer], subjects(cue.head), nominal=True)


def read_bill(cue: Token, entry: Cue) -> Wish | None:
    """BILL would ACTION; BILL would require ADDRESSEE to ACTION."""
    verb = cue.head
    if not cue.dep_.startswith("aux") or verb.pos_ != "VERB" or _is_perfect_or_progressive(verb) or negated(verb):
        return None
    if not any(s.lower_ in words_of("requests", "bills") for s in subjects(verb)) or is_passive(verb):
        return None
    clause = _to_clause(verb, after_token=(children(verb, "obj") or [verb])[0])
    if clause is not None and verb.lower_ in words_of("requests", "ordering"):
        return Wish(clause, (), children(verb, "obj"), spoken=True)
    return Wish(verb, (), (), spoken=True)


READERS: dict[str, Callable[[Token, Cue], Wish | None]] = {
    "directive": read_directive,
    "modal": read_modal,
    "impersonal": read_impersonal,
    "noun": read_noun,
    "bill": read_bill,
    "owed": read_owed,
    "answer": read_answer,
}
