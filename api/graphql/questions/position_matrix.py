"""Holders by targets or topics: what each thinks of each."""

from __future__ import annotations

from api.graphql.building import ArgumentSpec
from api.graphql.questions.period import PERIOD
from api.graphql.questions.positions import (
    BY,
    HOLDER,
    TOPIC_IDS,
    Said,
    Subject,
    about,
    grouped,
    held_by,
    page,
    position,
    said,
)
from api.graphql.questions.question import Question, Rows
from api.graphql.records import Asking, Record, node, value
from graph.question.tree import Page

CELL = Record(
    "PositionCell",
    "What one holder thinks of one target or topic.",
    (
        node("holder", "Entity", "Who.", lambda cell: cell[-1].row[HOLDER], HOLDER),
        *about(lambda cell: cell[-1]),
        value("count", "int", "How many positions.", len),
        value(
            "polarity",
            "float",
            "Their mean: 1 for, -1 against, 0 neither.",
            lambda cell: sum(each.polarity for each in cell) / len(cell),
        ),
        position("latest", "Position", "The last one.", lambda cell: cell[-1]),
    ),
)


def ask(asking: Asking) -> Page:
    """The positions of all holders."""
    return page(asking, held_by(asking.given["holders"]))


def cells(asking: Asking, rows: Rows) -> list[list[Said]]:
    """What each holder says on each subject, in the order of time."""
    return list(grouped(said(asking, rows), lambda each: (each.holder, each.subject)).values())


MATRIX = Question(
    "positionMatrix",
    CELL,
    "What each of several holders thinks of each target or topic: a cell for each pair of which something was said.",
    (
        ArgumentSpec("holders", "list[ID]", "Ids of the holders to compare.", required=True),
        TOPIC_IDS,
        ArgumentSpec("targets", "list[ID]", "Only these entities and incidents."),
        BY,
        *PERIOD,
    ),
    ask,
    cells,
    enums=(Subject,),
)
