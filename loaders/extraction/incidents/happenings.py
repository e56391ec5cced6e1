"""A happening of one statement: its mentions, and what they tell together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from loaders.extraction.incidents.casualties import Toll
from loaders.extraction.incidents.mentions import Mention
from loaders.extraction.incidents.parties import core, entities, may_mean
from loaders.extraction.sentences import Sentence
from ontology.facts import Party, Period

CASUALTY_RULES = frozenset({"assault.killing", "assault.injury"})
OBJECTS = frozenset({"obj", "nsubj:pass"})
SEQUENCE = frozenset({"after", "following", "since", "to"})
SHORT = 2
"""Words of a phrase that may repeat the end of a longer one."""


@dataclass(slots=True)
class Happening:
    """The mentions of one happening, in text order."""

    mentions: list[Mention] = field(default_factory=list)
    further: list[Mention] = field(default_factory=list)
    """Those of the mentions that only go on with what another told."""

    def goes_on_in(self, sentence: Sentence) -> bool:
        """Whether a sentence only goes on with what another told."""
        return any(mention.sentence is sentence for mention in self.further)

    @property
    def family(self) -> str:
        """The family that its mentions share."""
        return self.mentions[0].rule.family

    @property
    def best(self) -> Mention:
        """The head mention of the sentence that tells most; of equals the first."""
        told: dict[int, float] = {}
        for mention in [m for m in self.mentions if not any(m is other for other in self.further)]:
            told[mention.sentence.index] = max(told.get(mention.sentence.index, -9.0), mention.detail)
        index = max(told, key=lambda i: (told[i], -i))
        here = [m for m in self.mentions if m.sentence.index == index]
        head = min(here, key=lambda m: (_depth(m.token), m.token.i))
        carried = [
            m for m in here if m.trigger.nominal and m.token.head == head.token and m.token.dep_ in OBJECTS
        ]
        if head.rule.name in CASUALTY_RULES and not head.trigger.nominal:
            carried += [m for m in here if m.trigger.nominal and m.rule.name not in CASUALTY_RULES]
        return carried[0] if carried else head

    @property
    def actors(self) -> tuple[Party, ...]:
        """The actors of all mentions, once each."""
        met = entities(self.best.roles.targets) if self.best.rule.type == "CONSULT" else frozenset()
        named = tuple(p for p in _union(m.roles.actors for m in self._by_detail()) if not entities([p]) & met)
        return tuple(p for p in named if not any(other.entity and may_mean(p, (other,)) for other in named))

    @property
    def targets(self) -> tuple[Party, ...]:
        """The targets of all mentions, once each."""
        acting = entities(self.actors)
        telling = [m for m in self._by_detail() if m.rule.name not in CASUALTY_RULES] or self.mentions
        if not any(m.roles.targets for m in telling):
            telling = self.mentions
        return tuple(p for p in _union(m.roles.targets for m in telling) if not entities([p]) & acting)

    @property
    def mediators(self) -> tuple[Party, ...]:
        """Who mediated."""
        return _union(m.roles.mediators for m in self._by_detail())

    @property
    def locations(self) -> tuple[Party, ...]:
        """The places of all mentions, once each."""
        return _union(m.roles.locations for m in self._by_detail())

    @property
    def time(self) -> Period:
        """The most telling mention's time, else the first that any gives."""
        return next((m.time for m in self._by_detail() if m.time != Period()), Period())

    @property
    def toll(self) -> Toll:
        """The figures of all mentions, of two the larger."""
        toll = Toll()
        for mention in self.mentions:
            toll = toll.merged(mention.toll)
        return toll

    def _by_detail(self) -> list[Mention]:
        return sorted(self.mentions, key=lambda m: -m.detail)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _union(groups: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    found: list[Party] = []
    for group in groups:
        for party in group:
            if not any(_same(party, other) for other in found):
                found.append(party)
    return tuple(found)


def _same(later: Party, earlier: Party) -> bool:
    """Whether a party is named already: "activists" after "six activists in Harare"."""
    if later.entity or earlier.entity or later.words.casefold() == earlier.words.casefold():
        return entities([later]) == entities([earlier])
    words = core(later)
    return len(words) <= SHORT and core(earlier)[-len(words) :] == words
