"""One mention of a happening: a trigger with its status, roles, time and figures."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.casualties import Toll
from loaders.extraction.incidents.lexicon import Rule
from loaders.extraction.incidents.parties import is_armed
from loaders.extraction.incidents.reality import Telling
from loaders.extraction.incidents.roles import Roles
from loaders.extraction.incidents.triggers import Trigger
from loaders.extraction.inflection import verb_forms
from loaders.extraction.sentences import Sentence
from ontology.facts import Period

PLACED_AFFAIRS = frozenset({"ASSAULT", "COERCE", "PROTEST", "CONSULT", "MOBILIZE", "RETREAT"})
DATED_AFFAIRS = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "AGREE", "RETREAT"})
HAILING = verb_forms("welcome") | verb_forms("applaud") | verb_forms("hail") | verb_forms("support")
COMMITTING = verb_forms("carry") | verb_forms("commit") | verb_forms("perpetrate") | verb_forms("conduct")
HEADLINES = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Mention:
    """What one trigger of one sentence tells of a happening."""

    sentence: Sentence
    trigger: Trigger
    telling: Telling
    roles: Roles
    time: Period
    toll: Toll

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return self.trigger.rule

    @property
    def token(self) -> Token:
        """The head word."""
        return self.trigger.token

    @property
    def in_headline(self) -> bool:
        """Whether it stands in a title or heading."""
        return self.sentence.block.kind in HEADLINES

    @property
    def stands_alone(self) -> bool:
        """Whether it tells enough to be a happening of its own, as its rule asks."""
        roles, needs = self.roles, self.rule.needs
        acting = bool(roles.actors) or (roles.unnamed and self.rule.type != "ASSAULT")
        match needs:
            case "participant":
                dated = self.time != Period() and self.rule.type in DATED_AFFAIRS
                placed = bool(roles.locations) and self.rule.type in PLACED_AFFAIRS
                going_on = self.trigger.nominal and self.telling.status == "ongoing"
                return acting or dated or placed or going_on or bool(roles.targets) or self.toll != Toll()
            case "actor":
                return acting
            case "both":
                mutual = self.rule.type == "CONSULT" and len(roles.actors) > 1
                return acting and bool(roles.targets or roles.locations or mutual)
            case "force":
                return any(is_armed(party) for party in roles.actors)
            case "realis":
                hailed = (
                    self.rule.type == "AGREE" and self.telling.definite and self.token.head.lower_ in HAILING
                )
                carried = hailed or (self.telling.verb is not None and self.telling.verb.tag_ != "VBG")
                return not self.trigger.nominal or carried or acting or bool(roles.targets)
            case "unfolding":
                return self.telling.status == "ongoing" or self.toll != Toll() or self._is_done
            case "waged":
                return acting or self.telling.status == "ongoing" or self.toll != Toll()
            case "news":
                return not self.trigger.nominal or self.telling.verb is not None or self.time != Period()
            case "another":
                return False
            case _:
                return True

    @property
    def _is_done(self) -> bool:
        """Whether a verb only carries the noun: "carried out acts of terrorism"."""
        verb = self.telling.verb
        return self.trigger.nominal and verb is not None and verb.lower_ in COMMITTING

    @property
    def detail(self) -> float:
        """How much it tells, to choose the mention that speaks for the report."""
        roles = self.roles
        parts = len(roles.actors[:1]) + len(roles.targets[:1]) + len(roles.locations[:1]) * 0.5
        figures = bool(self.toll.killed) + bool(self.toll.injured)
        return (
            parts
            + 1.5 * figures
            + 0.75 * bool(self.time.start)
            - 4 * self.in_headline
            - 3 * (self.rule.needs == "another")
        )
