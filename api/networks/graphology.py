"""Graphology's JSON, for graphology, sigma.js and Gephi Lite: a multigraph, its nodes and edges as they come."""

from __future__ import annotations

from typing import IO

import orjson

from api.networks.elements import edge_object, node_object, write_array
from api.networks.network import Network


def write_graphology(network: Network, output: IO[bytes]) -> None:
    """Write the network as it comes. Sigma.js draws `label`, `color` and `size` as they are."""
    kind = "directed" if network.directed else "undirected"
    head = {
        "attributes": {"name": network.title},
        "options": {"type": kind, "multi": True, "allowSelfLoops": True},
    }
    output.write(orjson.dumps(head)[:-1] + b',"nodes":')
    write_array(output, ({"key": each.id, "attributes": node_object(each)} for each in network.nodes))
    output.write(b',"edges":')
    edges = (
        {
            "key": f"edge/{number}",
            "source": each.source,
            "target": each.target,
            "undirected": not network.directed,
            "attributes": {"kind": each.type, "size": object.pop("width"), **object},
        }
        for number, each in enumerate(network.edges)
        for object in (edge_object(each),)
    )
    write_array(output, edges)
    output.write(b"}\n")
