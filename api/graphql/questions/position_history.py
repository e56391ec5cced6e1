"""How a holder's stances went on over time, and where they turned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry

from api.graphql.building import ArgumentSpec
from api.graphql.questions.period import PERIOD
from api.graphql.questions.positions import Said, held_by, page, position, said
from api.graphql.questions.question import Question, Rows
from api.graphql.records import Asking, Record, value
from graph.question.tree import Page


@strawberry.enum(description="How a stance stands to the one before it on the same target or topic.")
class StanceChange(Enum):
    """From one position of a holder to the next on one target or topic."""

    FIRST = strawberry.enum_value("FIRST", description="None came before.")
    SAME = strawberry.enum_value("SAME", description="The same stance again.")
    SHIFTED = strawberry.enum_value(
        "SHIFTED", description="Another stance on the same side, or to or from neither side."
    )
    REVERSED = strawberry.enum_value("REVERSED", description="From for to against, or the other way.")


@dataclass(frozen=True, slots=True)
class Step:
    """A position and the one before it on the same target or topic."""

    now: Said
    previous: Said | None


STEP = Record(
    "PositionStep",
    "One position in the order of time.",
    (
        value("date", "date", "The day of the statement.", lambda step: step.now.date),
        position("position", "Position", "The position.", lambda step: step.now),
        value(
            "change",
            "StanceChange",
            "How it stands to the previous one.",
            lambda step: change(step.previous, step.now).value,
        ),
        position(
            "previous",
            "Position | None",
            "The position before it on the same target or topic.",
            lambda step: step.previous,
        ),
    ),
)


def ask(asking: Asking) -> Page:
    """The holder's positions."""
    return page(_several(asking), held_by([asking.given["holder"]]))


def steps(asking: Asking, rows: Rows) -> list[Step]:
    """Each position with the one before it on the same target or topic."""
    return history(said(_several(asking), rows))


def _several(asking: Asking) -> Asking:
    """The same with the one target and the one topic as lists, as the other questions have them."""
    given: Mapping[str, Any] = asking.given
    lists = {f"{name}s": [given[name]] for name in ("target", "topic") if given.get(name) is not None}
    return Asking(asking.planner, {**given, **lists}, asking.gatherings)


def history(all_said: Sequence[Said]) -> list[Step]:
    """Each of the things said with the one before it on the same subject."""
    last: dict[str, Said] = {}
    found: list[Step] = []
    for each in all_said:
        found.append(Step(each, last.get(each.subject)))
        last[each.subject] = each
    return found


def change(previous: Said | None, now: Said) -> StanceChange:
    """How a position stands to the one before it."""
    if previous is None:
        return StanceChange.FIRST
    if previous.stance == now.stance:
        return StanceChange.SAME
    return StanceChange.REVERSED if previous.polarity * now.polarity < 0 else StanceChange.SHIFTED


HISTORY = Question(
    "positionHistory",
    STEP,
    "The positions of one holder in the order of time; each is compared with the one before it on the same target, "
    "or on the same topic where one is named.",
    (
        ArgumentSpec("holder", "ID", "Whose positions.", required=True),
        ArgumentSpec("target", "ID", "Only those on this entity or incident."),
        ArgumentSpec("topic", "ID", "Only what is about this topic."),
        *PERIOD,
    ),
    ask,
    steps,
    enums=(StanceChange,),
)
