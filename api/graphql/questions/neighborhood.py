"""A node and what is around it, as nodes and edges ready to draw."""

from __future__ import annotations

from typing import Any

from api.graphql.building import ArgumentSpec
from api.graphql.filters import stored
from api.graphql.questions.question import Question, Rows
from api.graphql.records import Asking, Record, node_list, record_list, value
from graph.question.tree import AROUND, EDGE, Neighborhood
from ontology.errors import QuestionError

DEEPEST = 3
BACKGROUND = ("Mention", "Passage", "Run", "Topic", "Decision", "Retraction")
"""Classes that lie between nearly everything: not drawn, and not walked through, unless asked for."""

EDGE_RECORD = Record(
    "Edge",
    "A relationship between two nodes.",
    (
        value("source", "ID", "The node that it starts from.", lambda edge: edge[0]),
        value("target", "ID", "The node that it leads to.", lambda edge: edge[2]),
        value("type", "str", "Its type in the graph.", lambda edge: edge[1]),
    ),
)
PART_OF_GRAPH = Record(
    "Neighborhood",
    "A part of the graph.",
    (
        node_list(
            "nodes",
            "Node",
            "The node in the middle first, then those around it, each once.",
            lambda part: part["nodes"],
        ),
        record_list(
            "edges",
            EDGE_RECORD,
            "The relationships by which they were reached.",
            lambda part: part["edges"],
        ),
    ),
)


def ask(asking: Asking) -> Neighborhood:
    """What is around the node, of the classes asked for. Raises QuestionError where it goes too deep."""
    planner, given = asking.planner, asking.given
    depth = 1 if given.get("depth") is None else given["depth"]
    if not 1 <= depth <= DEEPEST:
        raise QuestionError(f"`depth: {depth}` is out of bounds: it goes from 1 to {DEEPEST}.")
    labels = planner.vocabulary.labels
    classes = stored(given.get("classes")) or tuple(label for label in labels if label not in BACKGROUND)
    size = planner.limits.size("first", given.get("first"))
    return Neighborhood(labels, given["id"], classes, depth, size, asking.wanted())


def flat(_asking: Asking, rows: Rows) -> dict[str, list[Any]]:
    """The nodes of nested rows, each once, the nearest first, and the edges between them."""
    nodes: dict[str, Any] = {}
    edges: dict[tuple[str, str, str], None] = {}
    level = rows
    while level:
        for row in level:
            nodes.setdefault(row["id"], row)
            if row.get(EDGE):
                edges[tuple(row[EDGE])] = None
        level = [inner for row in level for inner in row.get(AROUND) or ()]
    return {"nodes": list(nodes.values()), "edges": list(edges)}


NEIGHBORHOOD = Question(
    "neighborhood",
    PART_OF_GRAPH,
    "A node and what is around it, as nodes and edges ready to draw.",
    (
        ArgumentSpec("id", "ID", "The node in the middle.", required=True),
        ArgumentSpec("depth", "int", f"How many steps away, 1 to {DEEPEST}; 1 if left out."),
        ArgumentSpec(
            "classes",
            "list[NodeClass]",
            "Only nodes of these classes; if left out, all that are not mere background.",
        ),
        ArgumentSpec("first", "int", "How many neighbours of each node at most."),
    ),
    ask,
    flat,
    single=True,
)
