"""What happened to an actor, place or incident, and what was said of it, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from api.graphql.building import ArgumentSpec
from api.graphql.filters import stored
from api.graphql.members import Members
from api.graphql.questions.period import PERIOD
from api.graphql.questions.question import Question
from api.graphql.records import Asking, Record, node, value
from graph.question.tree import DATE, Route, Timeline

ENTRY = Record(
    "TimelineEntry",
    "Something dated.",
    (
        value(
            "date",
            "date",
            "The day: of the happening, or of the statement that says it.",
            lambda row: row[DATE],
        ),
        node("node", "Node", "The statement, incident, report, demand or position.", lambda row: row),
    ),
)


def ask(asking: Asking) -> Timeline:
    """The routes from the node that is asked about to what is dated."""
    planner, given = asking.planner, asking.given
    return Timeline(
        (*planner.vocabulary.concrete("Entity"), "Incident"),
        given["of"],
        tuple(routes(planner.members)),
        stored(given.get("from")),
        stored(given.get("to")),
        planner.limits.size("first", given.get("first")),
        asking.wanted(),
    )


def routes(members: Members) -> Iterator[Route]:
    """From an entity or an incident to what is told of it, with its date."""
    actor, location, incident = members.ways("Actor"), members.ways("Location"), members.ways("Incident")
    report, of_report = members.ways("Report"), members.ways("Participation")["report"].step
    said = members.ways("Assertion")["statement"].step
    yield Route((actor["statements"].step,), "issued")
    for name in ("demandsMade", "demandsReceived", "positions", "positionsAbout"):
        yield Route((actor[name].step,), "issued", said)
    yield Route((actor["participations"].step, of_report, report["incident"].step), "startDate")
    yield Route((location["incidents"].step,), "startDate")
    yield Route((incident["reports"].step,), "issued", said)
    yield Route((incident["reports"].step, said), "issued")
    for name in ("positions", "demands"):
        yield Route((incident["reports"].step, report[name].step), "issued", said)
    for name in ("causedBy", "prompted"):
        yield Route((incident["reports"].step, report[name].step, report["incident"].step), "startDate")


TIMELINE = Question(
    "timeline",
    ENTRY,
    "What happened to an actor, place or incident and what was said of it, in the order of time: statements, "
    "incidents, reports, demands and positions.",
    (
        ArgumentSpec("of", "ID", "An actor, place or incident.", required=True),
        *PERIOD,
        ArgumentSpec("first", "int", "How many at most."),
    ),
    ask,
)
