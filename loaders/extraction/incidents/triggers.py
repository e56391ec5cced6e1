"""Finds the words of a sentence that may tell of a happening: by word first, then by what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.heads import VIOLENT
from loaders.extraction.incidents.lexicon import Entry, Index, Rule, lexicon, word_lists
from loaders.extraction.incidents.tense import noun_before
from loaders.extraction.incidents.voice import opens_line
from loaders.extraction.sentences import Sentence

_CARRYING = word_lists("reality")["carrying nouns"]

NOUNS = frozenset({"NOUN", "PROPN"})
HEADLINES = frozenset({"title", "heading"})
CAPITALISED = frozenset(
    {"war", "genocide", "massacre", "summit", "meeting", "conference", "forum", "hearing"}
)
MONTHS = frozenset({"march", "may"})
NEAR = frozenset({"case", "compound", "nummod", "nmod", "conj", "amod", "fixed", "flat", "obl", "mark"})
THAT_CLAUSE = "that-clause"
QUESTIONS = frozenset({"whether", "if", "how", "why"})
REACH = 5
"""How far after its verb a preposition may stand that the parse hangs elsewhere: "met today with"."""
SOMEBODY = "somebody"
OWN_CLAUSE = frozenset({"conj", "advcl", "ccomp", "parataxis", "acl:relcl", "acl"})
FURTHER = frozenset({"obl", "obl:agent", "obl:unmarked", "nsubj", "advcl"})
PERSONAL = frozenset({"him", "her", "them", "us", "me", "those", "who", "whom"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell of a happening, and the rule that says of what kind."""

    token: Token
    rule: Rule
    nominal: bool
    words: frozenset[str] = frozenset()
    """The words of its phrase besides itself: "hostage" of "take hostage"."""


def find_triggers(sentence: Sentence) -> list[Trigger]:
    """The triggers of a sentence, in text order; at most one a word."""
    return list(_find(sentence))


def _find(sentence: Sentence) -> Iterator[Trigger]:
    words = lexicon()
    verbs, nouns = words.verbs, words.nouns
    headline = sentence.block.kind in HEADLINES
    for token in sentence.tokens:
        word = token.lower_
        if word not in verbs and word not in nouns:
            continue
        part = "VERB" if opens_line(token) else token.pos_
        if part in NOUNS:
            if _is_name(token, word, headline=headline):
                continue
            entry, nominal = _match(token, word, nouns), True
            if entry is None and (phrase := _match(token, word, verbs)) and _is_followed(token, phrase):
                entry, nominal = phrase, False
        elif part == "VERB" and not _is_the_wounded(token):
            entry = _match(token, word, verbs)
            nominal = False
            if entry is None and word not in verbs:
                entry, nominal = _match(token, word, nouns), True
        elif part == "ADJ" and token.tag_ in ("VBN", "JJ") and token.lower_.endswith("ed"):
            entry, nominal = _match(token, word, verbs), False
        else:
            continue
        if entry is not None:
            head = _carrying_noun(token) if nominal and entry.rule.type not in VIOLENT else token
            yield Trigger(head, entry.rule, nominal, frozenset().union(*entry.rest))


def _is_followed(token: Token, entry: Entry) -> bool:
    """ "shot dead": an adjective of the phrase stands next to a verb that was taken for a noun."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return after.pos_ in ("ADJ", "ADV") and any(after.lower_ in words for words in entry.rest)


def _is_the_wounded(token: Token) -> bool:
    """ "the injured", "the killed": a participle that an article makes a noun."""
    before = token.nbor(-1) if token.i > 0 else token
    return before.dep_ == "det" and before.lower_ == "the" and token.tag_ in ("VBN", "VBD")


def _carrying_noun(token: Token) -> Token:
    """ "mediation efforts", "the visa restriction policy": the noun that a noun of happening stands before."""
    if token.dep_ == "compound" and token.head.i > token.i and token.head.lower_ in _CARRYING:
        return token.head
    return token


def _is_name(token: Token, word: str, *, headline: bool) -> bool:
    """Whether a capitalised noun belongs to a name ("the Evacuation Act"), not to a title's capitals."""
    if not token.text[:1].isupper() or token.text.isupper():
        return False
    if word in MONTHS:
        return True
    opens = token.is_sent_start or token.i == 0 or token.nbor(-1).is_quote
    return not (headline or opens or word in CAPITALISED)


def _match(token: Token, word: str, index: Index) -> Entry | None:
    """The first entry of a word that its company in the sentence allows."""
    entries = index.get(word)
    if entries is None:
        return None
    company: _Company | None = None
    for entry in entries:
        if entry.rest or entry.rule.except_with:
            if company is None:
                company = _company(token)
            if not company.meets(entry):
                continue
        return entry
    return None


@dataclass(frozen=True, slots=True)
class _Company:
    """The words that hang on a word: `near` as its objects, particles and modifiers, `all` in its phrases too."""

    near: frozenset[str]
    all: frozenset[str]

    def meets(self, entry: Entry) -> bool:
        """Whether every word of a phrase is there, and none that the rule excludes."""
        here = self.all if entry.prepositional else self.near
        return all(words & here for words in entry.rest) and not entry.rule.except_with & self.near


def _company(token: Token) -> _Company:
    near: set[str] = set()
    far: set[str] = set()
    verbal = token.pos_ == "VERB" or opens_line(token)
    for child in token.children:
        if child.dep_ in ("ccomp", "advcl"):
            near.update(mark.lower_ for mark in child.lefts if mark.lower_ in QUESTIONS)
        if child.dep_ == "ccomp" and not any(mark.lower_ == "to" for mark in child.lefts):
            near.add(THAT_CLAUSE)
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD") and not verbal:
            far.add(child.lower_)
            far.update(
                after.lower_ for phrase in child.rights for after in phrase.lefts if after.dep_ == "case"
            )
        if child.dep_ == "conj" or (child.dep_ in OWN_CLAUSE and child.pos_ in ("VERB", "AUX")):
            continue
        company = far if verbal and child.dep_ in FURTHER else near
        company.add(child.lower_)
        company.update(b.lower_ for b in child.children if b.dep_ in NEAR and not _is_aside(b))
        if child.ent_type_ == "PER" or child.tag_ == "NNPS" or child.lower_ in PERSONAL:
            company.add(SOMEBODY)
    if token.dep_ in ("acl", "amod") or (token.dep_ == "acl:relcl" and not _relative_acts(token)):
        near.add(token.head.lower_)
    if token.tag_ == "VBN" and (noun := noun_before(token)) is not None:
        near.add(noun.lower_)
    if verbal:
        far.update(after.lower_ for after in token.doc[token.i + 1 : token.i + REACH] if _opens_phrase(after))
    elif token.i + 1 < len(token.doc) and token.nbor(1).dep_ == "case":
        far.add(token.nbor(1).lower_)
    return _Company(frozenset(near), frozenset(near | far))


def _opens_phrase(token: Token) -> bool:
    """Whether a word brings a phrase, a gerund, a noun's infinitive: "voted against it", "four times to do it"."""
    if token.dep_ == "mark":
        return token.head.tag_ == "VBG" or (token.lower_ == "to" and token.head.dep_ == "acl")
    return token.dep_ == "case"


def _is_aside(token: Token) -> bool:
    """Whether a noun at a noun is more than what it is of: "the use of energy as a weapon"; no part of a name."""
    if token.pos_ == "PROPN" and token.head.pos_ == "PROPN":
        return False
    return token.dep_ == "nmod" and any(
        c.dep_ == "case" and c.lower_ not in ("of", "in", "'s") for c in token.lefts
    )


def _relative_acts(verb: Token) -> bool:
    """Whether the relative pronoun is the subject of an active verb: "the bill that passed the Senate"."""
    return any(child.dep_ == "nsubj" and child.lower_ in ("that", "which", "who") for child in verb.lefts)
