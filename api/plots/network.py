"""A network as a picture: colour by class, size by degree, edges by sign and weight, names that can be read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch

from api.networks.looks import (
    CLASS_COLORS,
    CONTRA,
    NEITHER,
    PRO,
    edge_color,
    node_color,
    wrapped,
)
from api.networks.network import Edge, Network, Vertex
from api.plots.figures import dot, legend, line, new_figure, text_size
from api.plots.layout import Box, Named, Point, place_names, stand

POINT = 1 / 72
"""Inches."""
SMALLEST, LARGEST = 3.5, 10.0
"""Radius of a node without neighbours and of the one with the most, in points."""
BROADEST, LINES = 26, 2
"""Characters of a line of a name, and lines."""
THINNEST, BROADEST_EDGE = 0.9, 3.2
"""Width of an edge of weight 1 and of the heaviest one, in points."""
AMPLE = 8
"""A weight that is drawn broad even where none is greater; so 2 isn't drawn as much."""
MARGIN = 0.4
SIGNS = {PRO: "for, or agreeing", CONTRA: "against, or differing", NEITHER: "neither, or both"}


def strongest(network: Network, top: int, least: int = 1) -> Network:
    """The `top` nodes with the most weight on their edges, and the edges of weight `least` and more between them.

    Nodes that are then alone are left out.
    """
    edges = [edge for edge in network.edges if edge.weight >= least]
    weights = Counter[str]()
    for edge in edges:
        for end in {edge.source, edge.target}:
            weights[end] += edge.weight
    kept = set(sorted(weights, key=lambda id: (-weights[id], id))[:top])
    between = [e for e in edges if {e.source, e.target} <= kept and e.source != e.target]
    degrees = Counter(end for edge in between for end in (edge.source, edge.target))
    nodes = [replace(v, degree=degrees[v.id]) for v in network.nodes if degrees[v.id]]
    return replace(network, nodes=nodes, edges=between)


def draw_network(network: Network) -> Figure:
    """The network as a figure; it must not be empty."""
    nodes = sorted(network.nodes, key=lambda v: (-v.degree, v.id))
    edges = list(network.edges)
    at = stand([v.id for v in nodes], [(e.source, e.target) for e in edges])
    at = {id: (x + MARGIN, y + MARGIN) for id, (x, y) in at.items()}
    width = max(x for x, _ in at.values()) + MARGIN
    height = max(y for _, y in at.values()) + MARGIN
    figure, axes = new_figure(width, height)
    most = max(vertex.degree for vertex in nodes)
    radii = {vertex.id: _radius(vertex.degree / most) for vertex in nodes}
    heaviest = max(edge.weight for edge in edges)
    for edge in edges:
        _edge(axes, edge, _width(edge.weight, heaviest), (at, radii), directed=network.directed)
    lines = [(at[e.source], at[e.target]) for e in edges]
    measured = [_named(axes, vertex, at[vertex.id], radii[vertex.id]) for vertex in nodes]
    boxes = place_names(measured, lines)
    for vertex in nodes:
        _node(axes, vertex, at[vertex.id], radii[vertex.id], boxes[vertex.id])
    _legend(axes, network)
    return figure


def _radius(share: float) -> float:
    """Inches, by the share of the highest degree: the area grows with the degree."""
    return (SMALLEST + (LARGEST - SMALLEST) * math.sqrt(share)) * POINT


def _named(axes: Axes, vertex: Vertex, at: Point, radius: float) -> Named:
    width, height = text_size(axes, wrapped(vertex.name, BROADEST, LINES), linespacing=1.1)
    return Named(vertex.id, at, radius, width + 0.04, height + 0.02)


def _node(axes: Axes, vertex: Vertex, at: Point, radius: float, box: Box) -> None:
    color = node_color(vertex.cls)
    axes.add_patch(Circle(at, radius, facecolor=color, edgecolor="white", linewidth=0.8, zorder=3))
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    name = wrapped(vertex.name, BROADEST, LINES)
    behind = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.6}
    axes.text(x, y, name, ha="center", va="center", linespacing=1.1, zorder=4, bbox=behind)


def _width(weight: int, heaviest: int) -> float:
    """Points, by the logarithm of the weight and of the heaviest one."""
    share = math.log2(weight) / math.log2(max(heaviest, AMPLE))
    return THINNEST + (BROADEST_EDGE - THINNEST) * share


def _edge(
    axes: Axes,
    edge: Edge,
    width: float,
    places: tuple[Mapping[str, Point], Mapping[str, float]],
    *,
    directed: bool,
) -> None:
    """A line from rim to rim; an arrow, bent a little so that one back can be seen, where there is a direction."""
    at, radii = places
    axes.add_patch(
        FancyArrowPatch(
            at[edge.source],
            at[edge.target],
            arrowstyle="-|>,head_length=4,head_width=1.8" if directed else "-",
            connectionstyle="arc3,rad=0.1" if directed else "arc3",
            shrinkA=radii[edge.source] / POINT,
            shrinkB=radii[edge.target] / POINT + 0.5,
            linewidth=width,
            color=edge_color(edge),
            alpha=0.85,
            zorder=2,
        )
    )


def _legend(axes: Axes, network: Network) -> None:
    classes = {vertex.cls for vertex in network.nodes}
    in_order = [*CLASS_COLORS, *sorted(classes - CLASS_COLORS.keys())]
    marks = [dot(node_color(name), name) for name in in_order if name in classes]
    there = {edge_color(edge) for edge in network.edges}
    marks += [line(color, name) for color, name in SIGNS.items() if color in there]
    legend(axes, marks)
