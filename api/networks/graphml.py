"""GraphML, for igraph, networkx, yEd, Cytoscape and R: written element by element, as it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from api.networks.elements import EDGE_LOOKS, NODE_LOOKS, edge_object, node_object
from api.networks.network import Column, Network, Value, edge_columns, node_columns
from api.networks.xml import TYPES, XmlWriter

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KIND = Column("kind", "string")


def write_graphml(network: Network, output: IO[bytes]) -> None:
    """Write the network as it comes."""
    of_nodes = [*NODE_LOOKS, *node_columns(network)]
    of_edges = [KIND, *EDGE_LOOKS, *edge_columns(network)]
    xml = XmlWriter(output)
    with xml.within("graphml", {"xmlns": NAMESPACE}):
        _declare(xml, "node", of_nodes)
        _declare(xml, "edge", of_edges)
        ends = "directed" if network.directed else "undirected"
        with xml.within("graph", {"id": "graph", "edgedefault": ends}):
            for vertex in network.nodes:
                with xml.within("node", {"id": vertex.id}):
                    _data(xml, "node", of_nodes, node_object(vertex))
            for edge in network.edges:
                with xml.within("edge", {"source": edge.source, "target": edge.target}):
                    _data(xml, "edge", of_edges, {KIND.name: edge.type, **edge_object(edge)})


def _declare(xml: XmlWriter, of: str, columns: Sequence[Column]) -> None:
    for each in columns:
        named = {"id": f"{of}.{each.name}", "for": of, "attr.name": each.name}
        xml.element("key", {**named, "attr.type": TYPES[each.kind]})


def _data(xml: XmlWriter, of: str, columns: Sequence[Column], values: Mapping[str, Value]) -> None:
    for each in columns:
        if each.name in values:
            xml.element("data", {"key": f"{of}.{each.name}"}, values[each.name])
