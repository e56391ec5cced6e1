"""Adjectives and nouns that judge or feel: "We are alarmed by X", "X was an outrage", "this brutal X"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from loaders.extraction.inflection import verb_forms
from loaders.extraction.positions.stand import (
    ASKING_MODALS,
    EMPTY_OBJECTS,
    EMPTY_SUBJECTS,
    Stand,
    askers,
    follow,
    in_title_case,
    is_asked,
    own_part,
    perceived,
    stand,
    stand_on_noun,
)
from loaders.extraction.positions.verbs import is_stance
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import (
    RELATIVES,
    SUBJECTS,
    agents,
    children,
    clause_of,
    has_marker,
    is_noun,
    is_passive,
    is_verb,
    modal_of,
    negated,
    possessor,
    subjects,
)
from loaders.extraction.wordlists import words_of

TIMES = frozenset({"as", "when", "where", "until", "once"})
FEARED = frozenset({"fear", "fears", "case"})
"""Said with "worst" of what is feared, not judged."""
JOINED = frozenset({"and", ",", "but"})
LINKING = frozenset(
    form
    for verb in "mark represent constitute remain become prove seem appear".split()
    for form in verb_forms(verb)
)
FINDING = frozenset(
    form
    for verb in "find consider deem call think believe declare make render regard label term get stay feel".split()
    for form in verb_forms(verb)
)


def read_feeling(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER be adjective PREPOSITION TARGET."""
    if not (cue.tag_.startswith("JJ") or is_verb(cue)) or (cue.tag_ == "VBD" and children(cue, "obj")):
        return None
    if is_passive(cue) and modal_of(cue) in ASKING_MODALS:
        return None
    following = cue.nbor(1).lower_ if cue.i + 1 < cue.sent.end else ""
    named = cue.dep_ in {"amod", "compound", "flat"} and cue.head.i > cue.i
    if named or (cue.dep_ == "acl" and following not in entry.rest[0]):
        return None
    told, holders = follow(cue, entry.rest) or perceived(cue), subjects(cue)
    head = own_part(told) if told is not None else None
    if head is None or head.i < cue.i or is_stance(head):
        return None
    if is_asked(cue):
        holders = askers(cue)
    elif not holders and cue.dep_ not in {"root", "ROOT", "advcl", "amod", "acl"}:
        return None
    return stand(holders, head, denied=negated(cue), spoken=not holders)


def read_judgement(cue: Token, entry: Cue) -> Stand | None:
    """TARGET be adjective-or-noun; also "TARGET be an essential part", "TARGET marks a step", "What they do is …"."""
    linked = _linked(cue)
    if linked is not None and not entry.rest:
        return linked
    if cue.dep_ in {"amod", "compound", "advmod"} or possessor(cue) is not None:
        return None
    if cue.dep_ == "acl:relcl":
        return None if entry.rest else _faulted(cue, entry)
    if entry.rest and follow(cue, entry.rest) is None:
        return None
    coordinated = cue.dep_ == "conj" and bool(children(cue.head, "cop"))
    found_so = cue.dep_ == "xcomp" and cue.head.lower_ in LINKING | FINDING
    participle = cue.tag_ == "VBN" and bool(children(cue, "aux:pass")) and not agents(cue)
    if not (coordinated or found_so or children(cue, "cop") or participle):
        return None
    if cue.nbor(-1).lower_ == "less" or has_marker(cue, TIMES):
        return None
    judged = _judged(cue, nominal="noun-subject" in entry.rule.options)
    compared = any(child.lower_ in {"more", "so", "as"} for child in cue.children)
    denied = cue.nbor(-1).lower_ in {"nor", "neither"} or (negated(cue) and not compared)
    return None if judged is None else stand((), judged, denied=denied, spoken=True)


def _faulted(cue: Token, entry: Cue) -> Stand | None:
    """The noun of a relative clause that finds fault: "a vote that was unfair", "that was neither free nor fair"."""
    relative = any(c.dep_ in SUBJECTS and c.lower_ in RELATIVES for c in cue.lefts)
    denied = negated(cue)
    faulted = (entry.rule.code != "supports") != denied
    if not (relative and faulted and is_noun(cue.head) and children(cue, "cop")):
        return None
    return replace(stand_on_noun(cue.head), denied=denied)


def _linked(cue: Token) -> Stand | None:
    """Where the word does not head the predicate: an adjective in it, the object of a linking verb, a clause judged."""
    predicate = predicate_of(cue)
    if predicate is not None and cue.tag_.startswith("JJ"):
        subject = _judged(predicate, nominal=True)
        return None if subject is None or negated(predicate) else stand((), subject, spoken=True)
    if (
        cue.head.lower_ in LINKING
        and cue.head.dep_ in {"ROOT", "root", "ccomp", "parataxis"}
        and cue.dep_ in {"obj", "xcomp", "obl"}
        and cue.i > cue.head.i
    ):
        named = [s for s in subjects(cue.head) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
        return stand((), named[0], denied=negated(cue.head), spoken=True) if named else None
    return _clause_judged(cue)


def predicate_of(adjective: Token) -> Token | None:
    """The predicate noun that an adjective belongs to: "is a vital *right*", "is *one* of the most vital rights"."""
    noun = adjective.head
    if adjective.dep_ != "amod" or not is_noun(noun):
        return None
    if noun.dep_ == "nmod" and noun.head.lower_ in {"one", "some", "among", "part"}:
        noun = noun.head
    return noun if any(c.dep_ == "cop" for c in noun.lefts) else None


def _clause_judged(cue: Token) -> Stand | None:
    """ "Closing the port is shameful", "What they do is shameful": the words from the clause to the copula."""
    copula = next((c for c in cue.lefts if c.dep_ == "cop"), None)
    if copula is None or not (cue.tag_.startswith("JJ") or is_noun(cue)):
        return None
    clause = next((c for c in cue.lefts if c.dep_.startswith("csubj") and c.i < copula.i), None)
    first = cue.sent[0] if cue.sent[0].is_alpha else cue.sent[min(1, len(cue.sent) - 1)]
    if clause is not None:
        start = clause.left_edge.i
    elif first.lower_ == "what" and first.i < copula.i - 1:
        start, clause = first.i, first
    else:
        return None
    words = list(cue.doc[start : copula.i])
    words = [t for t in words if t.i >= clause.i or t.head.i >= clause.i]
    while words and (words[-1].dep_ in {"aux", "advmod"} or words[-1].is_punct):
        words.pop()
    return Stand((), words, clause, denied=negated(cue), spoken=True) if words else None


def _judged(cue: Token, *, nominal: bool) -> Token | None:
    """The subject, or what "it" stands for unless only a `nominal` subject will do."""
    subject = next(iter(subjects(cue)), None)
    if subject is None or subject.lower_ == "it" or subject.dep_ == "expl":
        expected = subject is not None or any(c.dep_ == "expl" for c in cue.lefts)
        clause = clause_of(cue) if expected and not nominal else None
        return perceived(clause) or clause if clause is not None else None
    plain = subject.lower_ in EMPTY_SUBJECTS or subject.tag_.startswith(("PRP", "W", "RB", "DT", "IN", "CC"))
    return None if plain or subject.i > cue.i else subject


def read_epithet(cue: Token, entry: Cue) -> Stand | None:
    """Adjective TARGET."""
    noun = _noun_of(cue)
    if noun is None or noun.lower_ in EMPTY_OBJECTS:
        return None
    if noun.lower_ in FEARED:
        return None
    if "harm" in entry.rule.options and noun.lower_ not in words_of("harms", "harms"):
        return None
    predicate = predicate_of(cue)
    if predicate is not None:
        subject = _judged(predicate, nominal=True)
        if subject is not None and not negated(predicate):
            return stand((), subject, spoken=True)
    part_of_name = noun.tag_.startswith("NNP") and cue.text[0].isupper()
    if part_of_name and noun != noun.sent.root and cue.i > cue.sent.start and not in_title_case(cue.sent):
        return None
    return stand_on_noun(noun, cue)


def _noun_of(adjective: Token) -> Token | None:
    """The noun before which an adjective stands, by the tree, or behind "and" in "hasty and disorderly retreat"."""
    noun = (
        adjective.head.head if adjective.dep_ == "conj" and adjective.head.dep_ == "amod" else adjective.head
    )
    if adjective.dep_ in {"amod", "conj", "compound"} and noun.i > adjective.i and is_noun(noun):
        return noun
    following = adjective.nbor() if adjective.i + 1 < adjective.sent.end else None
    if not adjective.tag_.startswith("JJ") or following is None or following.lower_ not in JOINED:
        return None
    for token in adjective.doc[following.i + 1 : min(following.i + 5, adjective.sent.end)]:
        if is_noun(token) and token.dep_ not in {"compound", "amod"}:
            return token
        if not token.tag_.startswith(("JJ", "RB", "VBN", "VBG", "NN")) and token.lower_ not in JOINED:
            return None
    return None
