"""From the graph to a network: the whole of it streamed, what is around a node, or a projection."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from api.networks.looks import name_of
from api.networks.network import Column, Edge, Kind, Network, Vertex
from api.networks.selection import Selection
from api.streaming import blocking
from graph.parts import OWNED, Part, nodes_of, part_nodes, part_relationships, surroundings
from graph.projections import Projection, Reader, Tie, ties
from graph.rows import Node, Relationship
from ontology.errors import QuestionError
from ontology.terms import Field
from ontology.vocabulary import load_vocabulary

KINDS: Mapping[str, Kind] = {"integer": "integer", "decimal": "double", "boolean": "boolean"}
LONG = (("Statement", "text"), ("Run", "findings"), ("Retraction", "content"))
"""Properties as long as a page: left out. Passages have the text."""
NOTHING = "There is nothing to draw: no {what} in {where}."


async def draw(
    reader: Reader, selection: Selection, *, over_time: bool = False, seconds: float | None = None
) -> Network:
    """The network of a selection, to be written in a thread beside the running event loop.

    Raises QuestionError where it is empty, its node isn't there, or a projection takes longer than `seconds`.
    """
    if selection.projection is not None:
        network = await _projected(reader, selection, selection.projection, seconds)
    elif selection.around is not None:
        found = await surroundings(reader, selection.part, selection.around, selection.depth)
        center = found[0][0]
        classes = dict.fromkeys((*selection.part.classes, center.label))
        network = gathered(f"Around {name_of(center)}", classes, *found)
    else:
        network = await _whole(reader, selection.part)
    return replace(network, over_time=over_time)


async def _whole(reader: Reader, part: Part) -> Network:
    """All of a part, read while it is written."""
    loop = asyncio.get_running_loop()
    nodes = part_nodes(reader, part)
    first = await anext(nodes, None)
    if first is None:
        raise QuestionError(NOTHING.format(what=" or ".join(part.classes), where=_period(part)))
    return Network(
        "The graph" + (f" in {_period(part)}" if part.dated else ""),
        True,
        _columns(part.classes),
        (_vertex(node, degree) for node, degree in chain([first], blocking(nodes, loop))),
        map(_edge, blocking(part_relationships(reader, part), loop)),
    )


def gathered(
    title: str, classes: Iterable[str], nodes: Sequence[Node], relationships: Sequence[Relationship]
) -> Network:
    """The network of nodes of some classes and relationships between them."""
    degrees = Counter(end for each in relationships for end in (each.source, each.target))
    vertices = [_vertex(node, degrees[node.id]) for node in nodes]
    return Network(title, True, _columns(classes), vertices, [_edge(each) for each in relationships])


async def _projected(
    reader: Reader, selection: Selection, projection: Projection, seconds: float | None
) -> Network:
    part = selection.part
    found = await ties(reader, projection, part.since, part.until, seconds)
    if not found:
        raise QuestionError(NOTHING.format(what=projection.name, where=_period(part)))
    title = projection.name
    if selection.around is not None:
        found = near(found, selection.around, selection.depth)
        if not found:
            what = f"{projection.name} around {selection.around!r}"
            raise QuestionError(NOTHING.format(what=what, where=_period(part)))
        title += f" around {selection.around}"
    if part.dated:
        title += f" in {_period(part)}"
    nodes = await nodes_of(reader, {end for tie in found for end in (tie.source, tie.target)})
    degrees = Counter(end for tie in found for end in (tie.source, tie.target))
    days = _days_of_nodes(found)
    return Network(
        title,
        projection.directed,
        _columns(dict.fromkeys(node.label for node in nodes)),
        [replace(_vertex(node, degrees[node.id]), days=days[node.id]) for node in nodes],
        [Edge(t.source, t.target, projection.type, t.weight, t.signed, t.days) for t in found],
        projection.signed,
    )


def near(found: Iterable[Tie], center: str, depth: int) -> list[Tie]:
    """The ties between what is at most `depth` steps around a node, in either direction."""
    found = list(found)
    there = {center}
    for _ in range(depth):
        there |= {end for t in found if {t.source, t.target} & there for end in (t.source, t.target)}
    return [tie for tie in found if {tie.source, tie.target} <= there]


def _days_of_nodes(found: Iterable[Tie]) -> dict[str, tuple[str, ...]]:
    days: dict[str, set[str]] = {}
    for tie in found:
        for end in (tie.source, tie.target):
            days.setdefault(end, set()).update(tie.days)
    return {id: tuple(sorted(each)) for id, each in days.items()}


def _vertex(node: Node, degree: int) -> Vertex:
    values = {
        name: value
        for name, value in node.properties.items()
        if (node.label, name) not in LONG and value != []
    }
    return Vertex(node.id, name_of(node), node.label, degree, values, _days(node.id))


def _edge(relationship: Relationship) -> Edge:
    days = _days(relationship.source) or _days(relationship.target)
    return Edge(relationship.source, relationship.target, relationship.type, days=days)


def _days(id: str) -> tuple[str, ...]:
    """The day of the statement that something belongs to, which its id tells."""
    return (id[len(OWNED) : len(OWNED) + len("2023-01-31")],) if id.startswith(OWNED) else ()


def _columns(classes: Iterable[str]) -> list[Column]:
    """The properties of classes; where they share a name but not a kind, it is a string."""
    kinds: dict[str, Kind] = {}
    for label in classes:
        for field in load_vocabulary().classes[label].fields.values():
            if field.name != "id" and (label, field.name) not in LONG:
                kind = _kind(field)
                kinds[field.name] = kind if kinds.get(field.name, kind) == kind else "string"
    return [Column(name, kind) for name, kind in kinds.items()]


def _kind(field: Field) -> Kind:
    return "strings" if field.many else KINDS.get(field.datatype, "string")


def _period(part: Part) -> str:
    if not part.dated:
        return "the graph"
    return f"{part.since or '…'} to {part.until or '…'}"
