"""Cytoscape.js JSON, for Cytoscape, Cytoscape.js and networkx: elements as they come, and a style that shows them."""

from __future__ import annotations

from typing import IO

import orjson

from api.networks.elements import edge_object, node_object, write_array
from api.networks.network import Network

STYLE = [
    {
        "selector": "node",
        "style": {
            "label": "data(label)",
            "background-color": "data(color)",
            "width": "data(size)",
            "height": "data(size)",
            "font-size": 8,
            "min-zoomed-font-size": 6,
        },
    },
    {
        "selector": "edge",
        "style": {"line-color": "data(color)", "width": "data(width)", "curve-style": "bezier"},
    },
]
ARROWS = {"target-arrow-shape": "triangle", "target-arrow-color": "data(color)"}


def write_cytoscape(network: Network, output: IO[bytes]) -> None:
    """Write the network as it comes."""
    head = {"data": {"name": network.title}, "directed": network.directed, "multigraph": True}
    output.write(orjson.dumps(head)[:-1] + b',"elements":{"nodes":')
    nodes = (
        {"data": {**node_object(each), "id": each.id, "value": each.id}}  # networkx takes the id from `value`
        for each in network.nodes
    )
    write_array(output, nodes)
    output.write(b',"edges":')
    edges = (
        {
            "data": {
                **edge_object(edge),
                "id": f"edge/{number}",
                "source": edge.source,
                "target": edge.target,
                "interaction": edge.type,
            }
        }
        for number, edge in enumerate(network.edges)
    )
    write_array(output, edges)
    style = [STYLE[0], {**STYLE[1], "style": {**STYLE[1]["style"], **(ARROWS if network.directed else {})}}]  # type: ignore[dict-item]
    output.write(b'},"style":' + orjson.dumps(style) + b"}\n")
