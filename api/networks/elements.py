"""Nodes and edges as JSON objects with their looks, and arrays of them written one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import orjson

from api.networks.looks import edge_color, edge_width, node_color, node_size
from api.networks.network import Column, Edge, Value, Vertex, edge_values, node_values

NODE_LOOKS = (Column("label", "string"), Column("color", "string"), Column("size", "double"))
EDGE_LOOKS = (Column("weight", "integer"), Column("color", "string"), Column("width", "double"))


def node_object(vertex: Vertex) -> dict[str, Value]:
    """What is known of a node, without its id; `name` is there for every class."""
    looks: dict[str, Value] = {
        "label": vertex.name,
        "color": node_color(vertex.cls),
        "size": node_size(vertex.degree),
    }
    return {"name": vertex.name, **looks, **node_values(vertex)}


def edge_object(edge: Edge) -> dict[str, Value]:
    """What is known of an edge, without its ends and its type."""
    looks: dict[str, Value] = {"color": edge_color(edge), "width": edge_width(edge)}
    return {"weight": edge.weight, **looks, **edge_values(edge)}


def write_array(output: IO[bytes], items: Iterable[object]) -> int:
    """Write a JSON array, an item a line; gives how many there were."""
    number = 0
    output.write(b"[")
    for number, item in enumerate(items, 1):
        output.write(b"\n" if number == 1 else b",\n")
        output.write(orjson.dumps(item))
    output.write(b"]")
    return number
