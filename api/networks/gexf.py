"""GEXF 1.3, for Gephi: with colours, sizes and, over time, the days on which each node and edge is there.

Written element by element and not by networkx, which would hold the whole graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from api.networks.looks import edge_color, edge_width, node_color, node_size, rgb
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
from api.networks.xml import TYPES, XmlWriter

NAMESPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz"}
OVER_TIME = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}


def write_gexf(network: Network, output: IO[bytes]) -> None:
    """Write the network as it comes."""
    xml = XmlWriter(output)
    ends = {"defaultedgetype": "directed" if network.directed else "undirected", "idtype": "string"}
    with xml.within("gexf", {**NAMESPACES, "version": "1.3"}):
        with xml.within("meta"):
            xml.element("creator", content="Rostra")
            xml.element("description", content=network.title)
        with xml.within("graph", {**ends, **(OVER_TIME if network.over_time else {})}):
            of_nodes, of_edges = node_columns(network), edge_columns(network)
            _declare(xml, "node", of_nodes)
            _declare(xml, "edge", of_edges)
            with xml.within("nodes"):
                for vertex in network.nodes:
                    _node(xml, vertex, of_nodes, network.over_time)
            with xml.within("edges"):
                for number, edge in enumerate(network.edges):
                    _edge(xml, number, edge, of_edges, network.over_time)


def _declare(xml: XmlWriter, of: str, columns: Sequence[Column]) -> None:
    with xml.within("attributes", {"class": of}):
        for each in columns:
            xml.element("attribute", {"id": each.name, "title": each.name, "type": TYPES[each.kind]})


def _node(xml: XmlWriter, vertex: Vertex, columns: Sequence[Column], over_time: bool) -> None:
    with xml.within("node", {"id": vertex.id, "label": vertex.name}):
        _values(xml, columns, node_values(vertex))
        _spells(xml, vertex.days, over_time)
        xml.element("viz:color", rgb(node_color(vertex.cls)))
        xml.element("viz:size", {"value": node_size(vertex.degree)})


def _edge(xml: XmlWriter, number: int, edge: Edge, columns: Sequence[Column], over_time: bool) -> None:
    said: dict[str, Value] = {"label": edge.type, "kind": edge.type, "weight": edge.weight}
    with xml.within("edge", {"id": number, "source": edge.source, "target": edge.target, **said}):
        _values(xml, columns, edge_values(edge))
        _spells(xml, edge.days, over_time)
        xml.element("viz:color", rgb(edge_color(edge)))
        xml.element("viz:thickness", {"value": edge_width(edge)})


def _values(xml: XmlWriter, columns: Sequence[Column], values: Mapping[str, Value]) -> None:
    with xml.within("attvalues"):
        for each in columns:
            if each.name in values:
                xml.element("attvalue", {"for": each.name, "value": values[each.name]})


def _spells(xml: XmlWriter, days: Sequence[str], over_time: bool) -> None:
    if over_time and days:
        with xml.within("spells"):
            for day in days:
                xml.element("spell", {"start": day, "end": day})
