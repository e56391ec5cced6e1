"""Whom pronouns and definite descriptions mean: "he", "they", "its", "the group", "the Senator"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from loaders.extraction.naming.mentions import Mention
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import NOMINAL_SUBJECTS
from loaders.extraction.words import actor_words
from ontology.facts import Entity, EntityId

SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
ONE_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
ONE_BODY = frozenset({"it", "its", "itself"})
SEVERAL = frozenset({"they", "them", "their", "theirs", "themselves"})
THIRD_PERSON = ONE_PERSON | ONE_BODY | SEVERAL
BOTH = frozenset({"side", "party", "country", "government", "nation", "leader", "state"})
REACH = 3
"""How many sentences back a pronoun reaches."""
DESCRIPTION_REACH = 12

COUNTRIES = frozenset({"country", "nation"})
"""Descriptions of a state whether it acts or is a place."""

DESCRIPTIONS: dict[str, frozenset[str]] = {
    "group": frozenset({"armed group", "ngo", "party", "igo", "organization"}),
    "organization": frozenset({"armed group", "ngo", "igo", "organization", "party"}),
    "organisation": frozenset({"armed group", "ngo", "igo", "organization", "party"}),
    "movement": frozenset({"armed group", "party", "ngo"}),
    "militia": frozenset({"armed group"}),
    "terrorist": frozenset({"armed group"}),
    "country": frozenset({"state", "country"}),
    "nation": frozenset({"state", "country"}),
    "regime": frozenset({"state"}),
    "government": frozenset({"state"}),
    "kremlin": frozenset({"state"}),
    "party": frozenset({"party"}),
    "agency": frozenset({"agency"}),
    "department": frozenset({"agency"}),
    "ministry": frozenset({"agency"}),
    "committee": frozenset({"legislature", "organization"}),
    "court": frozenset({"court"}),
    "council": frozenset({"igo", "organization", "legislature"}),
    "alliance": frozenset({"igo"}),
    "bloc": frozenset({"igo"}),
    "army": frozenset({"army"}),
    "military": frozenset({"army"}),
    "company": frozenset({"company", "organization"}),
}
"""Bare nouns after "the", and the types of organization that they may mean."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and what it names."""

    mention: Mention
    entity: Entity
    type: str
    """The register's type of organization; "organization" where it knows none."""

    @property
    def is_subject(self) -> bool:
        """Whether the sentence says something of it."""
        return self.mention.head.dep_ in NOMINAL_SUBJECTS


Fits = Callable[[Named], bool]


class Coreference:
    """The named entities of a statement in order, searched backwards from a word."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.by_sentence: dict[int, list[Named]] = {}
        for each in named:
            self.by_sentence.setdefault(each.mention.sentence.index, []).append(each)

    def pronoun(self, sentence: Sentence, token: Token, speaker: EntityId | None = None) -> Entity | None:
        """Whom a pronoun of the third person means; "he" is not `speaker`, whose words they are."""
        word = token.lower_
        if word in ONE_PERSON:
            return self._nearest(
                sentence, token, lambda n: n.entity.kind == "Official" and n.entity.id != speaker, REACH
            )
        if word in ONE_BODY and not _is_empty(token):
            return self._nearest(sentence, token, _is_body, 1)
        if word in SEVERAL and not self._people_before(sentence, token):
            return self._nearest(sentence, token, _is_body, REACH)
        return None

    def _people_before(self, sentence: Sentence, pronoun: Token) -> bool:
        """Whether people without a name stand nearer before the pronoun than any body: "the families … their"."""
        heads = {n.mention.head.i for n in self.by_sentence.get(sentence.index, []) if _is_body(n)}
        for token in reversed(pronoun.doc[sentence.tokens.start : pronoun.i]):
            if token.i in heads:
                return False
            if token.tag_ == "NNS" and token.lemma_.lower() in actor_words().people_nouns:
                return True
        return False

    def description(self, sentence: Sentence, noun: Token) -> Entity | None:
        """Whom "the group", "the terrorist organization", "the Senator" means."""
        if not is_definite(noun):
            return None
        if any(
            child.dep_ in {"nmod", "acl:relcl", "nmod:poss", "compound", "acl"} for child in noun.children
        ):
            return None
        word = noun.lemma_.lower()
        if word in actor_words().describing_persons:
            return self._nearest(
                sentence,
                noun,
                lambda n: n.entity.kind == "Official" and _holds(n.entity, word),
                DESCRIPTION_REACH,
            )
        types = DESCRIPTIONS.get(word)
        if types is None:
            return None
        if word in COUNTRIES:
            return self._last(sentence, noun, lambda n: n.type in types)
        return self._nearest(
            sentence, noun, lambda n: n.entity.kind == "Organization" and n.type in types, DESCRIPTION_REACH
        )

    def both(self, sentence: Sentence, noun: Token) -> tuple[Entity, ...]:
        """The two that "both sides" means: those last coordinated, "Israel and the Palestinian Authority"."""
        if noun.lemma_.lower() not in BOTH or not any(
            child.lower_ in {"both", "two"} for child in noun.lefts
        ):
            return ()
        for index in range(sentence.index, max(-1, sentence.index - DESCRIPTION_REACH), -1):
            bodies = [n for n in self.by_sentence.get(index, []) if n.entity.kind == "Organization"]
            for one, other in pairwise(bodies):
                if one.entity.id != other.entity.id and other.mention.head.head == one.mention.head:
                    return one.entity, other.entity
        return ()

    def _last(self, sentence: Sentence, token: Token, fits: Fits) -> Entity | None:
        """The last named before the token, wherever it stands in its sentence."""
        for index in range(sentence.index, max(-1, sentence.index - DESCRIPTION_REACH - 1), -1):
            found = [n for n in self._before(index, sentence, token) if fits(n)]
            if found:
                return max(found, key=lambda n: n.mention.head.i).entity
        return None

    def _nearest(self, sentence: Sentence, token: Token, fits: Fits, reach: int) -> Entity | None:
        """Nearer sentences first, subjects before others; in the token's own sentence only what stands before it.

        What is subject itself goes on with a subject, if not of its own sentence then of the one before.
        """
        others: Entity | None = None
        for index in range(sentence.index, max(-1, sentence.index - reach - 1), -1):
            found = [n for n in self._before(index, sentence, token) if fits(n)]
            if subjects := [n for n in found if n.is_subject]:
                return subjects[-1 if index == sentence.index else 0].entity
            if found and others is None:
                others = found[-1 if index == sentence.index else 0].entity
            if others is not None and (token.dep_ not in NOMINAL_SUBJECTS or index < sentence.index):
                return others
        return others

    def addressee(self, sentence: Sentence) -> Entity | None:
        """Whom "you" means: the last named whom somebody wrote to, urged or asked before."""
        for index in range(sentence.index, -1, -1):
            for named in self.by_sentence.get(index, []):
                if named.entity.kind != "Location" and _is_addressed(named.mention.head):
                    return named.entity
        return None

    def _before(self, index: int, sentence: Sentence, token: Token) -> Iterator[Named]:
        for named in self.by_sentence.get(index, []):
            if index < sentence.index or named.mention.whole.end <= token.i:
                yield named


ADDRESSING = frozenset(
    {
        "letter",
        "write",
        "urge",
        "send",
        "ask",
        "call",
        "question",
        "tell",
        "press",
        "request",
        "address",
        "implore",
    }
)


def _is_addressed(name: Token) -> bool:
    """ "a letter to X", "urge X to …", "wrote to X", "Dear X"."""
    if any(token.lower_ == "dear" for token in name.subtree):
        return True
    governor = name.head
    if name.dep_ in {"obj", "iobj"}:
        return governor.lemma_.lower() in ADDRESSING
    to = any(child.dep_ == "case" and child.lower_ in {"to", "on", "upon"} for child in name.lefts)
    return to and (governor.lemma_.lower() in ADDRESSING or governor.head.lemma_.lower() in ADDRESSING)


def _is_body(named: Named) -> bool:
    return named.entity.kind == "Organization"


def _is_empty(pronoun: Token) -> bool:
    """Whether "it" means nobody: "it is wrong that …", "we must do it"."""
    if pronoun.lower_ != "it":
        return False
    verb = pronoun.head
    return verb.pos_ != "VERB" or pronoun.dep_ in {"obj", "expl"} or any(c.dep_ == "cop" for c in verb.lefts)


def is_definite(noun: Token) -> bool:
    """Whether "the", "this" or "these" stands before a noun."""
    return any(
        child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these"} for child in noun.lefts
    )


def _holds(official: Entity, word: str) -> bool:
    office = (official.office or "").casefold()
    return (
        word in office
        or (word in {"leader", "dictator"} and "president" in office)
        or (word in {"congressman", "congresswoman", "lawmaker"} and "representative" in office)
    )
