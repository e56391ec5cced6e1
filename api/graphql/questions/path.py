"""How two nodes are connected, through what statements assert."""

from __future__ import annotations

from api.graphql.building import ArgumentSpec
from api.graphql.members import Members
from api.graphql.questions.neighborhood import BACKGROUND
from api.graphql.questions.question import Question
from api.graphql.records import Asking, Record, node, value
from graph.question.tree import EDGE, ShortestPath
from ontology.errors import QuestionError

STOP = Record(
    "PathStop",
    "A node on a way.",
    (
        value(
            "via",
            "str | None",
            "The type of the relationship that leads here; null at the start.",
            lambda row: row[EDGE],
        ),
        node(
            "node",
            "Node",
            "The node. An assertion among them has the sentence that says so in its `evidence`.",
            lambda row: row,
        ),
    ),
)


def ask(asking: Asking) -> ShortestPath:
    """A shortest path. Raises QuestionError where it would end where it begins."""
    start, end = asking.given["from"], asking.given["to"]
    if start == end:
        raise QuestionError("A path needs two different nodes.")
    planner = asking.planner
    return ShortestPath(
        planner.vocabulary.labels, start, end, asserted_types(planner.members), asking.wanted()
    )


def asserted_types(members: Members) -> tuple[str, ...]:
    """The types of the relationships by which assertions speak of something that isn't mere background."""
    classes = members.vocabulary.classes.values()
    assertions = [cls for cls in classes if "Assertion" in cls.parents and cls.name not in BACKGROUND]
    relations = [relation for cls in assertions for relation in cls.relations.values()]
    return tuple(sorted({r.type for r in relations if r.target not in (*BACKGROUND, "Statement")}))


PATH = Question(
    "path",
    STOP,
    "A shortest way between two nodes, through what statements assert; empty where there is none.",
    (
        ArgumentSpec("from", "ID", "Where it begins.", required=True),
        ArgumentSpec("to", "ID", "Where it ends.", required=True),
    ),
    ask,
)
