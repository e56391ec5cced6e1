"""Demands, and what happened later that may have answered them or gone against them.

These are candidates: nobody says that one happened because of the other. A candidate is an incident of the kind
that the demand's words ask for, or ask to leave (`loaders.extraction.demands.kinds`), that is told as having
happened after the demand was made, and in which somebody acts whom the demand asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from api.graphql.building import ArgumentSpec
from api.graphql.filters import condition, stored
from api.graphql.questions.period import PERIOD, said_within
from api.graphql.questions.question import Question, Rows
from api.graphql.records import Asking, Record, node, node_list, value
from api.graphql.shapes import Row
from graph.question.conditions import Compare
from graph.question.order import BY_ID
from graph.question.tree import LATER, Branch, FollowUps, Hop, One, Page, Wanted
from ontology.errors import QuestionError

MOST, EACH = 200, 10
"""Demands that one question takes into account, and incidents after each, the soonest."""
WITHIN, LONGEST = 180, 3_650
"""Days after a demand in which it may be answered, if nothing is said, and at most."""
REAL = ("occurred", "ongoing")
SHARED_WEIGHT, WORDS_WEIGHT, SOON_WEIGHT = 0.3, 0.2, 0.1
"""What speaks for a candidate beside its kind and actor, whose weight is the rest to 1."""
STEM = 5
"""Words that begin with the same letters count as the same: "investigate" and "investigation"."""
DEMAND, REPORT, INCIDENT, SHARED = "demand", "report", "_incident", "_shared"
STATEMENT, ADDRESSEES, ISSUER, ANSWERED = "_statement", "_addressees", "_issuer", "_answered"
PASSAGE, PARTIES, PLACES, ACTOR = "_passage", "_parties", "_places", "_actor"


@strawberry.enum(description="What a later incident would mean for a demand.")
class DemandEffect(Enum):
    """What a later incident would mean for a demand."""

    ANSWERS = strawberry.enum_value("ANSWERS", description="It is of the kind that was asked for.")
    BREAKS = strawberry.enum_value("BREAKS", description="It is of the kind that was to be left or stopped.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A demand's row, that of a later report, and what speaks for the two belonging together."""

    demand: Row
    report: Row
    effect: DemandEffect
    days: int
    within: int
    shared: tuple[Row, ...]
    words: tuple[str, ...]
    asked_words: int

    @property
    def score(self) -> float:
        """From 0 to 1: what speaks for it, times how sure both were read."""
        own = 1 - SHARED_WEIGHT - WORDS_WEIGHT - SOON_WEIGHT
        evidence = (
            own
            + SHARED_WEIGHT * bool(self.shared)
            + WORDS_WEIGHT * (len(self.words) / self.asked_words if self.asked_words else 0)
            + SOON_WEIGHT * (1 - self.days / self.within)
        )
        return round(evidence * float(self.demand["confidence"]) * float(self.report["confidence"]), 4)


FOLLOWED = Record(
    "FollowedDemand",
    "A demand, and a later incident that may have answered it or gone against it: a candidate, not a finding.",
    (
        node("demand", "Demand", "The demand.", lambda it: it.demand, DEMAND),
        node("incident", "Incident", "The incident.", lambda it: it.report[INCIDENT], INCIDENT),
        node("report", "Report", "The report that tells of it.", lambda it: it.report, REPORT),
        value("effect", "DemandEffect", "What it would mean for the demand.", lambda it: it.effect.value),
        value("days", "int", "Days from the demand's statement to the incident.", lambda it: it.days),
        node_list(
            "shared",
            "Entity",
            "Parties and places of the incident that the demand, or what it responds to, names too, beside who acts.",
            lambda it: it.shared,
            SHARED,
        ),
        value(
            "words",
            "list[str]",
            "Words of the demanded action that the report's sentence has too.",
            lambda it: list(it.words),
        ),
        value(
            "score",
            "float",
            f"How much speaks for it, from 0 to 1: {1 - SHARED_WEIGHT - WORDS_WEIGHT - SOON_WEIGHT:.1f} for kind and "
            f"actor, {SHARED_WEIGHT} if a party or place is shared, {WORDS_WEIGHT} by the share of the action's words, "
            f"{SOON_WEIGHT} by how soon; times the confidence of demand and report.",
            lambda it: it.score,
        ),
    ),
)


def ask(asking: Asking) -> FollowUps:
    """The demands asked about, and what their addressees did later. Raises QuestionError."""
    members, given = asking.planner.members, asking.given
    days_asked(given)
    demand, actor = members.ways("Demand"), members.ways("Entity")
    acts = Hop(actor["participations"].step, Compare("role", "=", "actor"))
    told = Hop(members.ways("Participation")["report"].step, Compare("status", "IN", REAL))
    where = {"and": [given.get("where") or {}, *(ASKED_FOR[stored(given.get("effect"))]), said_within(given)]}
    return FollowUps(
        Page(("Demand",), _demand(asking), condition(members, "Demand", where), (BY_ID,), limit=MOST + 1),
        said=demand["statement"].step,
        own_day="issued",
        kinds=("answeredBy", "brokenBy"),
        way=(Hop(demand["addressees"].step), acts, told),
        day="startDate",
        kind="type",
        limit=EACH,
        wanted=_report(asking),
    )


ASKED_FOR: Mapping[str | None, list[dict[str, Any]]] = {
    None: [{"or": [{"not": {"answeredBy": None}}, {"not": {"brokenBy": None}}]}],
    "ANSWERS": [{"not": {"answeredBy": None}}],
    "BREAKS": [{"not": {"brokenBy": None}}],
}
"""The filter on demands whose words tell what would have an effect."""


def days_asked(given: Mapping[str, Any]) -> int:
    """The days in which a demand may be answered. Raises QuestionError where they are out of bounds."""
    within = WITHIN if given.get("within") is None else int(given["within"])
    if not 1 <= within <= LONGEST:
        raise QuestionError(f"`within: {within}` is out of bounds: it goes from 1 to {LONGEST:,} days.")
    return within


def _demand(asking: Asking) -> Wanted:
    """What is selected of a demand, and beside it its day and all whom it names."""
    ways = asking.planner.members.ways("Demand")
    gathering = asking.gathering(DEMAND)
    gathering.properties |= dict.fromkeys(("action", "answeredBy", "confidence"))
    gathering.branches |= {
        STATEMENT: One(ways["statement"].step, Wanted(("issued",))),
        ISSUER: One(ways["issuer"].step, Wanted(("id",))),
        ADDRESSEES: Page(ways["addressees"].step, Wanted(("id",))),
        ANSWERED: Page(ways["respondsTo"].step, Wanted(branches=_involved(asking, Wanted(("id",))))),
    }
    return gathering.wanted()


def _report(asking: Asking) -> Wanted:
    """What is selected of a report, and beside it its incident, its sentence and all whom it involves."""
    ways = asking.planner.members.ways("Report")
    gathering = asking.gathering(REPORT)
    gathering.properties |= dict.fromkeys(("startDate", "type", "confidence"))
    gathering.branches |= {
        INCIDENT: One(ways["incident"].step, asking.wanted(INCIDENT)),
        PASSAGE: One(ways["passage"].step, Wanted(("text",))),
        **{branch.key: branch.asked for branch in _involved(asking, asking.wanted(SHARED))},
    }
    return gathering.wanted()


def _involved(asking: Asking, entity: Wanted) -> tuple[Branch, ...]:
    """The parties and places of a report."""
    members = asking.planner.members
    ways, actor = members.ways("Report"), members.ways("Participation")["actor"].step
    parties = Page(ways["participations"].step, Wanted(branches=(Branch(ACTOR, One(actor, entity)),)))
    return Branch(PARTIES, parties), Branch(PLACES, Page(ways["locations"].step, entity))


def candidates(asking: Asking, rows: Rows) -> list[Candidate]:
    """The likeliest first, each incident once for each demand. Raises QuestionError where demands are too many."""
    given = asking.given
    if len(rows) > MOST:
        raise QuestionError(
            f"There are more than the {MOST} demands that can be followed at once.",
            "Narrow them by `where`, or by the period.",
        )
    within, effect = days_asked(given), stored(given.get("effect"))
    found = [each for row in rows for each in followed(row, within) if effect in (None, each.effect.value)]
    found.sort(key=lambda each: (-each.score, each.demand["id"], each.report["id"]))
    best: dict[tuple[str, str], Candidate] = {}
    for each in found:
        best.setdefault((each.demand["id"], each.report[INCIDENT]["id"]), each)
    return list(best.values())[: asking.planner.limits.size("first", given.get("first"))]


def followed(demand: Row, within: int) -> Iterator[Candidate]:
    """The later reports of a demand's row that came in time, with what speaks for each."""
    made = date.fromisoformat(demand[STATEMENT]["issued"])
    addressees = {row["id"] for row in demand[ADDRESSEES]}
    named = {row["id"] for answered in demand[ANSWERED] for row in _entities(answered)}
    named |= {demand[ISSUER]["id"]} if demand[ISSUER] else set()
    asked = _words(demand["action"])
    for report in demand[LATER]:
        days = (date.fromisoformat(report["startDate"]) - made).days
        if days > within:
            continue
        shared = {row["id"]: row for row in _entities(report) if row["id"] in named - addressees}
        told = {word[:STEM] for word in _words(report[PASSAGE]["text"] if report[PASSAGE] else "")}
        words = tuple(word for word in asked if word[:STEM] in told)
        answers = report["type"] == demand["answeredBy"]
        effect = DemandEffect.ANSWERS if answers else DemandEffect.BREAKS
        yield Candidate(demand, report, effect, days, within, tuple(shared.values()), words, len(asked))


def _entities(report: Row) -> Iterator[Row]:
    """The rows of a report's parties and places."""
    yield from (party[ACTOR] for party in report[PARTIES] if party[ACTOR])
    yield from report[PLACES]


def _words(text: str) -> list[str]:
    """The words of some length, in lower case, each once."""
    return list(dict.fromkeys(word for word in re.findall(r"\w+", text.lower()) if len(word) > 3))


DEMANDS_FOLLOWED = Question(
    "demandsFollowed",
    FOLLOWED,
    "Demands with incidents that happened later, in which somebody acts whom they ask, of the kind that they ask for "
    "or ask to leave: candidates, the likeliest first.",
    (
        ArgumentSpec("where", "DemandFilter", "Only demands of which this holds."),
        ArgumentSpec("effect", "DemandEffect", "Only incidents that would mean this."),
        ArgumentSpec("within", "int", f"In how many days after the demand; {WITHIN} if left out."),
        *PERIOD,
        ArgumentSpec("first", "int", "How many at most."),
    ),
    ask,
    candidates,
    enums=(DemandEffect,),
)
