"""Questions that walk the graph from a node: in the order of time, around it, and to another node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.graphql.building import ArgumentSpec, FieldSpec, Namespace, make_output
from api.graphql.filters import stored
from api.graphql.gathering import Gathering
from api.graphql.members import Members
from api.graphql.planner import Plan, Planner
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Row, Shape, Trail
from api.graphql.stances import PERIOD
from graph.question.tree import AROUND, DATE, EDGE, ROWS, Neighborhood, Route, ShortestPath, Timeline
from ontology.errors import QuestionError

DEEPEST = 3
BACKGROUND = ("Mention", "Passage", "Run", "Topic")
"""Classes that lie between nearly everything: not drawn, and not walked through, unless asked for."""

TIMELINE = FieldSpec(
    "timeline",
    "list[TimelineEntry]",
    "What happened to an actor, place or incident in the order of time: statements, incidents, demands and positions.",
    (
        ArgumentSpec("of", "ID", "An actor, place or incident.", required=True),
        *PERIOD,
        ArgumentSpec("first", "int", "How many at most."),
    ),
)
NEIGHBORHOOD = FieldSpec(
    "neighborhood",
    "Neighborhood",
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
)
PATH = FieldSpec(
    "path",
    "list[PathStop]",
    "A shortest way between two nodes, through what statements assert; empty where there is none.",
    (
        ArgumentSpec("from", "ID", "Where it begins.", required=True),
        ArgumentSpec("to", "ID", "Where it ends.", required=True),
    ),
)
ENTRY = (
    FieldSpec("date", "date", "The day: of the happening, or of the statement that says it."),
    FieldSpec("node", "Node", "The statement, incident, demand or position."),
)
AROUND_NODE = (
    FieldSpec("nodes", "list[Node]", "The node in the middle first, then those around it, each once."),
    FieldSpec("edges", "list[Edge]", "The relationships by which they were reached."),
)
EDGE_FIELDS = (
    FieldSpec("source", "ID", "The node that it starts from."),
    FieldSpec("target", "ID", "The node that it leads to."),
    FieldSpec("type", "str", "Its type in the graph."),
)
STOP = (
    FieldSpec("via", "str | None", "The type of the relationship that leads here; null at the start."),
    FieldSpec(
        "node", "Node", "The node. An assertion among them has the sentence that says so in its `evidence`."
    ),
)
Given = Mapping[str, Any]


def add_walk_types(namespace: Namespace) -> None:
    """Put the types of these questions into the namespace."""
    make_output(namespace, "TimelineEntry", "Something dated.", ENTRY)
    make_output(namespace, "Edge", "A relationship between two nodes.", EDGE_FIELDS)
    make_output(namespace, "Neighborhood", "A part of the graph.", AROUND_NODE)
    make_output(namespace, "PathStop", "A node on a way.", STOP)


def plan_timeline(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `timeline`."""
    gathering = Gathering()
    entry = planner.record(
        "TimelineEntry",
        nodes,
        {"date": lambda _: _at(DATE), "node": lambda of: planner.node("Node", of, gathering)},
    )
    labels = (*planner.vocabulary.concrete("Entity"), "Incident")
    question = Timeline(
        labels,
        given["of"],
        tuple(routes(planner.members)),
        stored(given.get("from")),
        stored(given.get("to")),
        planner.limits.size("first", given.get("first")),
        gathering.wanted(),
    )
    return Plan(question, _rows(ListShape(entry)))


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
    for name in ("positions", "demands"):
        yield Route((incident["reports"].step, report[name].step), "issued", said)


def plan_neighborhood(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `neighborhood`."""
    depth = 1 if given.get("depth") is None else given["depth"]
    if not 1 <= depth <= DEEPEST:
        raise QuestionError(f"`depth: {depth}` is out of bounds: it goes from 1 to {DEEPEST}.")
    gathering = Gathering(properties={"id": None})
    shape = planner.record(
        "Neighborhood",
        nodes,
        {
            "nodes": lambda of: _part("nodes", ListShape(planner.node("Node", of, gathering))),
            "edges": lambda of: _part("edges", ListShape(_edge(planner, of))),
        },
    )
    labels = planner.vocabulary.labels
    classes = stored(given.get("classes")) or tuple(label for label in labels if label not in BACKGROUND)
    size = planner.limits.size("first", given.get("first"))
    question = Neighborhood(labels, given["id"], classes, depth, size, gathering.wanted())
    return Plan(question, lambda record, trail: shape(flat(record[ROWS]), trail))


def flat(rows: list[Row]) -> dict[str, list[Any]]:
    """The nodes of nested rows, each once, the nearest first, and the edges between them."""
    nodes: dict[str, Row] = {}
    edges: dict[tuple[str, str, str], None] = {}
    level = rows
    while level:
        for row in level:
            nodes.setdefault(row["id"], row)
            if row.get(EDGE):
                edges[tuple(row[EDGE])] = None
        level = [inner for row in level for inner in row.get(AROUND) or ()]
    return {"nodes": list(nodes.values()), "edges": list(edges)}


def plan_path(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `path`."""
    gathering = Gathering()
    stop = planner.record(
        "PathStop",
        nodes,
        {"via": lambda _: _at(EDGE), "node": lambda of: planner.node("Node", of, gathering)},
    )
    if given["from"] == given["to"]:
        raise QuestionError("A path needs two different nodes.")
    question = ShortestPath(
        planner.vocabulary.labels,
        given["from"],
        given["to"],
        asserted_types(planner.members),
        gathering.wanted(),
    )
    return Plan(question, _rows(ListShape(stop)))


def asserted_types(members: Members) -> tuple[str, ...]:
    """The types of the relationships by which assertions speak of something that isn't mere background."""
    classes = members.vocabulary.classes.values()
    assertions = [cls for cls in classes if "Assertion" in cls.parents and cls.name not in BACKGROUND]
    relations = [relation for cls in assertions for relation in cls.relations.values()]
    return tuple(sorted({r.type for r in relations if r.target not in (*BACKGROUND, "Statement")}))


def _edge(planner: Planner, nodes: Nodes) -> Shape:
    places = {"source": 0, "type": 1, "target": 2}
    return planner.record("Edge", nodes, {name: _always(_place(place)) for name, place in places.items()})


def _always(shape: Shape) -> Any:  # noqa: ANN401
    return lambda _nodes: shape


def _place(place: int) -> Shape:
    return lambda values, _trail: values[place]


def _at(key: str) -> Shape:
    return lambda row, _trail: row.get(key)


def _part(key: str, shape: Shape) -> Shape:
    return lambda whole, trail: shape(whole[key], trail)


def _rows(shape: Shape) -> Shape:
    def rows(record: Row, trail: Trail | None) -> Any:  # noqa: ANN401
        return shape(record[ROWS], trail)

    return rows
