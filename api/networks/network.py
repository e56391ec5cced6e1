"""A network as every format takes it: nodes and edges with names, looks, and values in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "double", "boolean", "strings"]
Value = str | int | float | bool | list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A value that nodes or edges may have; what isn't known is absent."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node as it is drawn. `days` (ISO dates) are those on which it is there; none means always."""

    id: str
    name: str
    cls: str
    degree: int
    values: Mapping[str, Value]
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge as it is drawn. `signed` is a balance of for and against, None where there is no such thing."""

    source: str
    target: str
    type: str
    weight: int = 1
    signed: int | None = None
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, then edges between them. Both may come out of a database as they are taken, and then only once.

    With `over_time` a format that can says on which days a node or edge is there.
    """

    title: str
    directed: bool
    columns: Sequence[Column]
    nodes: Iterable[Vertex]
    edges: Iterable[Edge]
    signed: bool = False
    over_time: bool = False


NODE_COLUMNS = (Column("class", "string"), Column("degree", "integer"))
"""What all nodes have, before their own columns."""
SIGN = Column("signed", "integer")
FIRST, LAST = Column("first", "string"), Column("last", "string")


def node_columns(network: Network) -> list[Column]:
    """All columns of the nodes."""
    return [*NODE_COLUMNS, *network.columns]


def node_values(vertex: Vertex) -> dict[str, Value]:
    """The values of a node in its columns."""
    return {"class": vertex.cls, "degree": vertex.degree, **vertex.values}


def edge_columns(network: Network) -> list[Column]:
    """The columns of the edges, beside type and weight."""
    return [*((SIGN,) if network.signed else ()), FIRST, LAST]


def edge_values(edge: Edge) -> dict[str, Value]:
    """The values of an edge in its columns: its balance, and the first and last of its days."""
    values: dict[str, Value] = {} if edge.signed is None else {SIGN.name: edge.signed}
    return values | ({FIRST.name: edge.days[0], LAST.name: edge.days[-1]} if edge.days else {})
