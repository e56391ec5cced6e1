"""How many were killed and injured, with the bounds that the text gives.

A number is sought at the noun that undergoes the killing or wounding; deaths without a number are 1 or more. The
words are in `rules/incidents/grammar/casualties.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.heads import prepositional
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.numerals import count_at, is_number
from loaders.extraction.incidents.tense import verb_status
from loaders.extraction.incidents.voice import is_passive
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import possessor, subjects
from ontology.facts import Count

_WORDS = word_lists("casualties")
_KILLING = _WORDS["killing verbs"]
_INJURING = _WORDS["injuring verbs"]
_SHOOTING = _WORDS["shooting verbs"]
_DYING = _WORDS["dying verbs"]
_KILLINGS = _WORDS["killing nouns"]
_DEATHS = _WORDS["death nouns"]
_LIVES = _WORDS["life nouns"]
_LOSING = _WORDS["losing verbs"] | _WORDS["loss nouns"]
_INJURIES = _WORDS["injury nouns"]
_TIMES = word_lists("roles")["time nouns"]
_FAR = 7


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed and injured of one mention."""

    killed: Count | None = None
    injured: Count | None = None

    def merged(self, other: Toll) -> Toll:
        """Both as one: of two figures the larger."""
        return Toll(_larger(self.killed, other.killed), _larger(self.injured, other.injured))


def _larger(a: Count | None, b: Count | None) -> Count | None:
    if a is None or b is None:
        return a or b
    return a if a.minimum >= b.minimum else b


def find_tolls(sentence: Sentence) -> Iterator[tuple[Token, Toll]]:
    """The words of the sentence that tell of dead or injured, each with its figures."""
    for token in sentence.tokens:
        word = token.lower_
        if word in _SHOOTING and (dead := _dead(token)) is not None:
            victims = _shot_dead(token, dead)
            toll = Toll(killed=_count_all(victims)) if victims else None
        elif token.pos_ in ("NOUN", "PROPN"):
            toll = _of_noun(token, word)
        elif token.tag_ == "VB" and verb_status(token) is None:
            continue
        elif word in _KILLING or word in _DYING:
            victims = _victims(token, dying=word in _DYING)
            toll = Toll(killed=_count_all(victims)) if victims else None
        elif word in _INJURING:
            victims = _victims(token, dying=False)
            toll = Toll(injured=_count_all(victims)) if victims else None
        else:
            continue
        if toll is not None:
            yield token, toll


def _dead(verb: Token) -> Token | None:
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return after if after.lower_ == "dead" else None


def _shot_dead(verb: Token, dead: Token) -> list[Token]:
    """ "shot dead at least four people", "four people were shot dead"; a small parser takes "shot" for a noun."""
    if is_passive(verb):
        return _victims(verb, dying=False)
    following = dead.doc[dead.i + 1 : min(dead.i + _FAR, dead.sent.end)]
    return [token for token in following if token.pos_ in ("NOUN", "PROPN", "PRON")][:1]


def _of_noun(token: Token, word: str) -> Toll | None:
    """ "the killing of nine people", "nine deaths", "the lives of nine people", "injuries to nine people"."""
    if word in _KILLINGS:
        victims = _of_killing(token)
        return Toll(killed=_count_all(victims) if victims else Count(1))
    if word in _DEATHS or (word in _LIVES and token.head.lower_ in _LOSING):
        return Toll(killed=_count_all([h for p, h in prepositional(token) if p == "of"] or [token]))
    if word in _INJURIES:
        return Toll(injured=_count_all([h for p, h in prepositional(token) if p in ("of", "to")] or [token]))
    return None


def _victims(verb: Token, *, dying: bool) -> list[Token]:
    if verb.dep_ == "amod":
        return []
    if dying:
        return subjects(verb)
    objects = [child for child in verb.rights if child.dep_ == "obj"]
    if objects:
        return objects
    if counted := [c for c in verb.rights if c.dep_ == "obl" and _follows_a_bound(c)]:
        return counted
    if verb.dep_ == "acl" and verb.head.lower_ not in _TIMES:
        return [verb.head]
    if verb.i > 0 and is_number(verb.nbor(-1)):
        return [verb.nbor(-1)]
    if is_passive(verb) or verb.pos_ == "ADJ":
        own = [
            c
            for c in verb.lefts
            if c.dep_ in ("nsubj", "nsubj:pass", "obl", "nummod", "obl:unmarked", "advmod")
            and not any(mark.dep_ == "case" for mark in c.lefts)
        ]
        numbered = [c for c in own if is_number(c)]
        return numbered or [s for s in subjects(verb) if s.lower_ not in _TIMES]
    return []


def _follows_a_bound(noun: Token) -> bool:
    """ "killed up to forty people", "killed at least nine": a number whose bound was taken for a preposition."""
    cases = {c.lower_ for c in noun.lefts if c.dep_ == "case"}
    numbered = is_number(noun) or any(is_number(c) for c in noun.lefts)
    return numbered and not cases & {"in", "on", "by", "during", "from", "after", "since", "with"}


def _of_killing(noun: Token) -> list[Token]:
    victims = [head for preposition, head in prepositional(noun) if preposition == "of"]
    owner = possessor(noun)
    return victims or ([owner] if owner is not None and owner.ent_type_ == "PER" else [])


def _count_all(heads: list[Token]) -> Count:
    counts = [count_at(head) for head in heads]
    return max(counts, key=lambda count: count.minimum)
