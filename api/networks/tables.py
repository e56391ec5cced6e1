"""Two CSV tables: nodes and edges, with the headers that Gephi, or Neo4j's import, understands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.networks.network import (
    Column,
    Edge,
    Network,
    Value,
    Vertex,
    edge_columns,
    edge_values,
    node_columns,
    node_values,
)
from api.networks.packing import Packing

NODES, EDGES = "nodes", "edges"
GEPHI_HEADS = {
    NODES: {"id": "Id", "label": "Label"},
    EDGES: {"source": "Source", "target": "Target", "type": "Type", "kind": "Kind", "weight": "Weight"},
}
NEO4J_HEADS = {
    NODES: {"id": "id:ID", "class": ":LABEL"},
    EDGES: {"source": ":START_ID", "target": ":END_ID", "type": "", "kind": ":TYPE"},
}
NEO4J_TYPES = {
    "string": "",
    "integer": ":long",
    "double": ":double",
    "boolean": ":boolean",
    "strings": ":string[]",
}
NODE_HEAD = (Column("id", "string"), Column("label", "string"))
EDGE_HEAD = (
    Column("source", "string"),
    Column("target", "string"),
    Column("type", "string"),
    Column("kind", "string"),
    Column("weight", "integer"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values in columns; what isn't known is absent."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Value]]


def tables(network: Network) -> Iterator[Table]:
    """The nodes, then the edges: take the rows of the one before the other."""
    yield Table(NODES, [*NODE_HEAD, *node_columns(network)], map(_node, network.nodes))
    type = "Directed" if network.directed else "Undirected"
    rows = ({"type": type, **_edge(edge)} for edge in network.edges)
    yield Table(EDGES, [*EDGE_HEAD, *edge_columns(network)], rows)


def write_csv(network: Network, packing: Packing) -> None:
    """`nodes.csv` and `edges.csv` as Gephi's spreadsheet import, pandas, R and igraph take them."""
    for table in tables(network):
        heads = GEPHI_HEADS[table.name]
        _write(table, {each.name: heads.get(each.name, each.name) for each in table.columns}, packing)


def write_neo4j(network: Network, packing: Packing) -> None:
    """The same tables with the headers of `neo4j-admin database import`."""
    for table in tables(network):
        heads = NEO4J_HEADS[table.name]
        typed = {each.name: each.name + NEO4J_TYPES[each.kind] for each in table.columns}
        _write(table, typed | heads, packing)


def _write(table: Table, heads: Mapping[str, str], packing: Packing) -> None:
    """Write a table whose columns have these heads; those with an empty one are left out."""
    columns = [column.name for column in table.columns if heads[column.name]]
    with packing(f"{table.name}.csv") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([heads[name] for name in columns])
        for row in table.rows:
            writer.writerow([_cell(row.get(name)) for name in columns])


def _cell(value: Value | None) -> Value | None:
    """Several values are joined by a semicolon, as Neo4j's import expects them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(each.replace(";", ",") for each in value) if isinstance(value, list) else value


def _node(vertex: Vertex) -> dict[str, Value]:
    return {"id": vertex.id, "label": vertex.name, **node_values(vertex)}


def _edge(edge: Edge) -> dict[str, Value]:
    ends: dict[str, Value] = {"source": edge.source, "target": edge.target}
    return ends | {"kind": edge.type, "weight": edge.weight, **edge_values(edge)}
