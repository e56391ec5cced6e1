"""Object types that aren't nodes, each declared once: what a field is called and means, and how its value comes.

A record is made of something that was worked out from rows: a row itself, two positions side by side, an edge.
Its parts get their values out of that thing. Nodes among them are rows that the question brings; what is selected
of them is gathered under a name while the shape is made, and asked for when it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from api.graphql.building import FieldSpec, Namespace, make_output
from api.graphql.gathering import Gathering
from api.graphql.planner import Planner
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Shape, Trail
from graph.question.tree import Wanted

Get: TypeAlias = Callable[[Any], Any]
NODE = "node"
"""The name that nodes are gathered under where there is one kind of them."""


@dataclass
class Asking:
    """One root field while it is planned: its planner and arguments, and what is gathered of nodes, by name."""

    planner: Planner
    given: Mapping[str, Any]
    gatherings: dict[str, Gathering] = field(default_factory=dict)

    def gathering(self, name: str = NODE) -> Gathering:
        """What is gathered under a name; the id is always part of it."""
        return self.gatherings.setdefault(name, Gathering(properties={"id": None}))

    def wanted(self, name: str = NODE) -> Wanted:
        """What to bring of the nodes gathered under a name; call it when all shapes are made."""
        return self.gathering(name).wanted()


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a record: as the schema has it, and what makes its shape from what is selected under it."""

    spec: FieldSpec
    shape: Callable[[Asking, Nodes], Shape]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An object type."""

    name: str
    description: str
    parts: tuple[Part, ...]

    def shape(self, asking: Asking, nodes: Nodes) -> Shape:
        """What makes the object that is selected from the thing that it is made of."""

        def shaped(part: Part) -> Callable[[Nodes], Shape]:
            return lambda of: part.shape(asking, of)

        return asking.planner.record(self.name, nodes, {part.spec.name: shaped(part) for part in self.parts})

    def with_inner(self) -> Iterator[Record]:
        """The record, and those that its parts are of."""
        for part in self.parts:
            if part.record:
                yield from part.record.with_inner()
        yield self


def add_records(records: Sequence[Record], namespace: Namespace) -> None:
    """Put the types of records, and of those within them, into the namespace."""
    for record in {each.name: each for outer in records for each in outer.with_inner()}.values():
        make_output(namespace, record.name, record.description, [part.spec for part in record.parts])


def value(name: str, annotation: str, description: str, get: Get) -> Part:
    """A field whose value is the answer's as it is."""
    return Part(
        FieldSpec(name, annotation, description), lambda _asking, _nodes: lambda item, _trail: get(item)
    )


def node(name: str, annotation: str, description: str, get: Get, gathered: str = NODE) -> Part:
    """A field with a node: `get` gives its row, or None. `annotation` is its class, maybe "… | None"."""
    cls = annotation.removesuffix(" | None")
    return Part(
        FieldSpec(name, annotation, description),
        lambda asking, nodes: _of(asking.planner.node(cls, nodes, asking.gathering(gathered)), get),
    )


def node_list(name: str, cls: str, description: str, get: Get, gathered: str = NODE) -> Part:
    """A field with nodes of a class: `get` gives their rows."""
    return Part(
        FieldSpec(name, f"list[{cls}]", description),
        lambda asking, nodes: _of(
            ListShape(asking.planner.node(cls, nodes, asking.gathering(gathered))), get
        ),
    )


def record_list(name: str, record: Record, description: str, get: Get) -> Part:
    """A field with records: `get` gives the things that they are made of."""
    return Part(
        FieldSpec(name, f"list[{record.name}]", description),
        lambda asking, nodes: _of(ListShape(record.shape(asking, nodes)), get),
        record,
    )


def _of(shape: Shape, get: Get) -> Shape:
    """A shape of a part; None where there is no such part."""

    def part(item: object, trail: Trail | None) -> Any:  # noqa: ANN401
        found = get(item)
        return None if found is None else shape(found, trail)

    return part
