"""CX2, for Cytoscape and NDEx: declared attributes, and visual properties that map them.

CX2 numbers its nodes and tells their number before them. So the table of numbers is kept in memory, and nodes and
edges wait in temporary files; ndex2 would keep all of it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import orjson

from api.networks.elements import EDGE_LOOKS, NODE_LOOKS, edge_object, node_object, write_array
from api.networks.network import Column, Network, edge_columns, node_columns

TYPES = {
    "string": "string",
    "integer": "integer",
    "double": "double",
    "boolean": "boolean",
    "strings": "list_of_string",
}
NAME, ID, INTERACTION = Column("name", "string"), Column("id", "string"), Column("interaction", "string")


def write_cx2(network: Network, output: IO[bytes]) -> None:
    """Write the network, first its nodes and edges to temporary files."""
    numbers: dict[str, int] = {}
    with tempfile.TemporaryFile() as nodes, tempfile.TemporaryFile() as edges:
        counts = {"nodes": write_array(nodes, _nodes(network, numbers))}
        counts["edges"] = write_array(edges, _edges(network, numbers))
        aspects = {
            "attributeDeclarations": _declarations(network),
            "networkAttributes": [{"name": network.title}],
        }
        output.write(b'[{"CXVersion":"2.0","hasFragments":false}')
        output.write(b',{"metaData":' + orjson.dumps(_counted(dict.fromkeys(aspects, 1) | counts)) + b"}")
        for name, aspect in aspects.items():
            output.write(b"," + orjson.dumps({name: aspect}))
        for name, content in (("nodes", nodes), ("edges", edges)):
            content.seek(0)
            output.write(b',{"' + name.encode() + b'":')
            shutil.copyfileobj(content, output)
            output.write(b"}")
        output.write(b"," + orjson.dumps({"visualProperties": [_visual_properties(network)]}))
        output.write(b',{"status":[{"success":true,"error":""}]}]\n')


def _counted(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"name": name, "elementCount": count} for name, count in (counts | {"visualProperties": 1}).items()
    ]


def _nodes(network: Network, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, vertex in enumerate(network.nodes):
        numbers[vertex.id] = number
        yield {"id": number, "v": {**node_object(vertex), "id": vertex.id}}


def _edges(network: Network, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    known = (edge for edge in network.edges if {edge.source, edge.target} <= numbers.keys())
    for number, edge in enumerate(known):  # a node may have come since the nodes were read
        values = {"interaction": edge.type, **edge_object(edge)}
        yield {"id": number, "s": numbers[edge.source], "t": numbers[edge.target], "v": values}


def _declarations(network: Network) -> list[dict[str, Any]]:
    of_nodes = [ID, NAME, *NODE_LOOKS, *node_columns(network)]
    of_edges = [INTERACTION, *EDGE_LOOKS, *edge_columns(network)]
    declared = {"networkAttributes": [NAME], "nodes": of_nodes, "edges": of_edges}
    return [{aspect: _declared(columns) for aspect, columns in declared.items()}]


def _declared(columns: Iterable[Column]) -> dict[str, dict[str, str]]:
    return {column.name: {"d": TYPES[column.kind]} for column in columns}


def _visual_properties(network: Network) -> dict[str, Any]:
    arrow = "triangle" if network.directed else "none"
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "ellipse", "NODE_BORDER_WIDTH": 0, "NODE_LABEL_FONT_SIZE": 10},
            "edge": {"EDGE_TARGET_ARROW_SHAPE": arrow},
        },
        "nodeMapping": {
            "NODE_LABEL": _mapped("label", "string"),
            "NODE_BACKGROUND_COLOR": _mapped("color", "string"),
            "NODE_WIDTH": _mapped("size", "double"),
            "NODE_HEIGHT": _mapped("size", "double"),
        },
        "edgeMapping": {
            "EDGE_LINE_COLOR": _mapped("color", "string"),
            "EDGE_WIDTH": _mapped("width", "double"),
        },
    }


def _mapped(attribute: str, kind: str) -> dict[str, Any]:
    return {"type": "PASSTHROUGH", "definition": {"attribute": attribute, "type": kind}}
