"""Who does what a verb tells: its subject, wherever the parse of a long sentence left it; and what can act at all."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.incidents.heads import told_to_do
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.tense import has_subject, noun_before
from loaders.extraction.incidents.voice import conjunct_head, misread_subject, opens_line
from loaders.extraction.syntax import possessor, subjects

_WORDS = word_lists("roles")
_TIMES = _WORDS["time nouns"]
_THINGS = _WORDS["thing nouns"]
PERSONS = (
    word_lists("classes")["people nouns"]
    | word_lists("classes")["official nouns"]
    | _WORDS["group nouns"]
    | _WORDS["collective nouns"]
)

ABSTRACT = ("tion", "sion", "ness", "ity", "ism", "ance", "ence", "ing", "ure")
DASHES = frozenset({"—", "–", "-", "--"})
ASIDES = {")": "(", "—": "—–", "–": "—–", ",": ","}
"""What ends an aside before a verb, and what may have opened it."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ"})


def find_subjects(verb: Token, words: frozenset[str]) -> list[Token]:
    """Who does what a verb tells, or undergoes it: `words` are those of its phrase, "hostage" of "hold hostage"."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.nbor(-1).is_punct and verb.head.head.pos_ == "VERB":
        return subjects(verb.head.head)
    if (subject := misread_subject(verb)) is not None:
        return [subject]
    if opens_line(verb):
        return []
    first = conjunct_head(verb)
    if first.tag_ == "VBD" and verb.tag_ == "VBN" and any(c.dep_ == "obl:agent" for c in verb.rights):
        return []
    beside = noun_before(first)
    if beside is not None and (beside.lower_ in words or _undergoes(beside, first)):
        return [beside]
    if (whose := _of_whom(first)) is not None and not has_subject(verb):
        return [whose]
    if first.dep_ in ("acl", "amod") and not has_subject(verb) and first.tag_ != "VB":
        return _standing_before(first) if first.head.lower_ in _TIMES else [first.head]
    if first.pos_ not in ("VERB", "AUX") and first != verb:
        return []
    if (doing := _in_doing(first)) is not None:
        return [doing]
    if told_to := told_to_do(first):
        return told_to
    named = [child for child in verb.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    if (
        verb.i > verb.sent.start
        and verb.nbor(-1).pos_ == "PROPN"
        and not has_subject(verb)
        and verb.dep_ != "conj"
    ):
        named = named or _standing_before(verb)
    told = [subject for subject in subjects(verb) if subject.lower_ not in _TIMES] or _of_clause_before(verb)
    told = [_person_meant(subject, verb) for subject in told]
    return named or [_past_dateline(subject) for subject in told] or _standing_before(verb)


def is_somebody(head: Token) -> bool:
    """Whether a noun may mean somebody, not something: "asked his team", not "requested assistance"."""
    return head.pos_ in ("PROPN", "PRON") or head.lower_ in PERSONS


def is_thing(head: Token) -> bool:
    """Whether a common noun, by its ending or its meaning, does nothing: "a decision", "the news"."""
    if head.ent_type_ or head.lower_ in PERSONS or head.pos_ not in NOMINAL:
        return False
    if head.lower_ in _THINGS:
        return True
    return head.pos_ == "NOUN" and head.text.islower() and head.lower_.removesuffix("s").endswith(ABSTRACT)


def _stands_by_its_subject(verb: Token) -> bool:
    """Whether a finite verb that has no subject follows a name, or was taken for an infinitive."""
    if has_subject(verb) or verb.i == verb.sent.start or verb.tag_ not in FINITE:
        return False
    return verb.dep_ == "xcomp" or (verb.nbor(-1).pos_ == "PROPN" and verb.dep_ != "conj")


def _undergoes(noun: Token, participle: Token) -> bool:
    """ "families of Americans held hostage": the Americans, wherever the parse hangs the participle."""
    reduced = participle.tag_ == "VBN" and not any(c.dep_ == "aux" for c in participle.lefts)
    return reduced and is_somebody(noun) and participle.dep_ in ("acl", "advcl", "xcomp", "ccomp", "dep")


def _of_whom(participle: Token) -> Token | None:
    """ "reports of them beating prisoners", "a response to the court issuing a warrant": who stands before."""
    before = participle.nbor(-1) if participle.i > participle.sent.start else participle
    if participle.tag_ != "VBG" or before.dep_ not in ("nmod", "obl"):
        return None
    governed = any(c.lower_ in ("of", "to", "with", "by") for c in before.lefts if c.dep_ == "case")
    return before if governed else None


def _in_doing(gerund: Token) -> Token | None:
    """ "the courage of the people in demanding …", "his efforts in securing …": the people, he."""
    mark = next((c for c in gerund.lefts if c.lower_ == "in"), None) if gerund.tag_ == "VBG" else None
    if mark is None or mark.i == gerund.sent.start or mark.nbor(-1).pos_ not in NOMINAL:
        return None
    before = mark.nbor(-1)
    return before if is_somebody(before) and before.dep_ == "nmod" else possessor(before)


def _person_meant(subject: Token, verb: Token) -> Token:
    """ "The people on the list who were arrested": the people, not the list."""
    clause, whole = conjunct_head(verb), subject.head
    if (
        clause.dep_ != "acl:relcl"
        or clause.head != subject
        or not any(c.lower_ == "who" for c in clause.lefts)
    ):
        return subject
    beside = subject.dep_ == "nmod" and subject.lower_ not in PERSONS and subject.pos_ != "PROPN"
    return whole if beside and whole.lower_ in PERSONS else subject


def _of_clause_before(verb: Token) -> list[Token]:
    """ "The junta controlling Burma executed four men": the junta, which the parse gave to the clause alone."""
    clauses = [c for c in verb.lefts if c.tag_ == "VBG" and c.dep_ in ("ccomp", "csubj", "advcl", "acl")]
    return [s for clause in clauses for s in clause.lefts if s.dep_ == "nsubj"]


def _standing_before(verb: Token) -> list[Token]:
    """The noun phrase right before a finite verb that the parse gave no subject: "Senator Young (R-Ind.) voted"."""
    if verb.tag_ not in FINITE:
        return []
    words = verb.doc[verb.sent.start : verb.i]
    i = len(words) - 1
    while i >= 0 and (words[i].pos_ in ("ADV", "AUX") or words[i].text in ASIDES or _tells_when(words[i])):
        opening = ASIDES.get(words[i].text)
        i -= 1
        if opening:
            i = next((k for k in range(i, -1, -1) if words[k].text in opening), 0) - 1
    if i < 0 or words[i].pos_ not in NOMINAL:
        return []
    head = words[i]
    while head.dep_ in ("flat", "compound", "nmod") and head.head.i < verb.i:
        head = head.head
    return [head]


def _tells_when(token: Token) -> bool:
    """Whether a word is of a time between subject and verb: "this weekend"."""
    return token.lower_ in _TIMES or token.head.lower_ in _TIMES


def _past_dateline(subject: Token) -> Token:
    """The name after "WASHINGTON –", where the parse took the place for the subject."""
    following = subject.doc[subject.i + 1 : subject.i + 4]
    if subject.ent_type_ == "LOC" and subject.i < 4 and any(t.text in DASHES for t in following):
        return next((c for c in subject.rights if c.pos_ == "PROPN" and c.ent_type_ != "LOC"), subject)
    return subject
