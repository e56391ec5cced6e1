"""Where nodes of a network stand, and where their names go so that they don't cover each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import igraph

Point = tuple[float, float]

SPACING, NEAREST = 1.05, 0.62
"""Inches between neighbours on the average, and between any two nodes, but for the nearest tenth of them, at least."""
BESIDE, BELOW = 1.5, 0.7
"""Inches between parts that nothing joins: room for their names."""
ANGLES = (0, 180, 270, 90, 315, 225, 45, 135)
"""Sides of a node on which its name is tried: right, left, above, below, and the corners."""
RINGS = (0.04, 0.16, 0.32)
"""Distances from its rim, in inches."""


def stand(ids: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Nodes in inches from the upper left: neighbours near each other, parts beside each other, the largest first."""
    number = {id: place for place, id in enumerate(ids)}
    graph = igraph.Graph(len(ids), [(number[a], number[b]) for a, b in edges]).simplify()
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    boxes = [_part(graph.subgraph(part), part) for part in parts]
    return {ids[node]: point for node, point in _shelved(boxes).items()}


def _part(graph: igraph.Graph, nodes: Sequence[int]) -> dict[int, Point]:
    """One connected part, its upper left at the origin, its longer side across."""
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    placed = graph.layout_kamada_kawai(seed=graph.layout_circle(), maxiter=100 * len(nodes))
    points = [(float(x), float(y)) for x, y in placed]
    lengths = sum(math.dist(points[edge.source], points[edge.target]) for edge in graph.es) / graph.ecount()
    factor = max(SPACING / lengths, NEAREST / _nearness(points))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(ys) - min(ys) > max(xs) - min(xs):
        points = [(y, x) for x, y in points]
        xs, ys = ys, xs
    return {
        node: ((x - min(xs)) * factor, (y - min(ys)) * factor)
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def _nearness(points: Sequence[Point]) -> float:
    """The distance to the nearest other point that all but a tenth of the points have."""
    nearest = sorted(
        min(math.dist(one, other) for at, other in enumerate(points) if at != number)
        for number, one in enumerate(points)
    )
    return nearest[len(nearest) // 10]


def _shelved(boxes: Sequence[Mapping[int, Point]]) -> dict[int, Point]:
    """Parts on shelves as high as the first part on each; lower ones are stacked in columns."""
    sizes = [(max(x for x, _ in box.values()), max(y for _, y in box.values())) for box in boxes]
    area = sum((width + BESIDE) * (height + BELOW) for width, height in sizes)
    broadest = max(max(width for width, _ in sizes), 1.3 * math.sqrt(area))
    placed: dict[int, Point] = {}
    top = height_of_shelf = left = down = column = 0.0
    for number, (box, (width, height)) in enumerate(zip(boxes, sizes, strict=True)):
        if number and down + height > height_of_shelf:  # a new column
            left, down, column = left + column + BESIDE, 0.0, 0.0
        if number == 0 or (down == 0 and left + width > broadest):  # a new shelf
            top, left = (top + height_of_shelf + BELOW, 0.0) if number else (0.0, 0.0)
            height_of_shelf = height
        placed |= {node: (left + x, top + down + y) for node, (x, y) in box.items()}
        down, column = down + height + BELOW, max(column, width)
    return placed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that two have in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True, slots=True)
class Named:
    """A node whose name is to be placed: its middle, its radius, and the size of its name, in inches."""

    id: str
    at: Point
    radius: float
    width: float
    height: float


def place_names(nodes: Sequence[Named], lines: Sequence[tuple[Point, Point]]) -> dict[str, Box]:
    """Where each name goes; the first nodes choose first. Names keep off nodes and names more than off lines."""
    taken = [
        Box(n.at[0] - n.radius, n.at[1] - n.radius, n.at[0] + n.radius, n.at[1] + n.radius) for n in nodes
    ]
    points = [point for line in lines for point in _points(*line)]
    chosen: dict[str, Box] = {}
    for node in nodes:
        best = min(_candidates(node), key=lambda pair: _cost(pair[1], taken, points) + 0.01 * pair[0])[1]
        chosen[node.id] = best
        taken.append(best)
    return chosen


def _candidates(node: Named) -> list[tuple[int, Box]]:
    """Boxes around a node, the usual ones first."""
    found: list[tuple[int, Box]] = []
    for ring in RINGS:
        for angle in ANGLES:
            across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x = node.at[0] + across * (node.radius + ring + node.width / 2)
            y = node.at[1] + down * (node.radius + ring + node.height / 2)
            box = Box(x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2)
            found.append((len(found), box))
    return found


def _cost(box: Box, taken: Sequence[Box], points: Sequence[Point]) -> float:
    return 1_000 * sum(box.overlap(other) for other in taken) + 0.02 * sum(map(box.holds, points))


def _points(start: Point, end: Point) -> list[Point]:
    """Points along a line, near enough to each other to hit a name that it crosses."""
    steps = max(int(math.dist(start, end) / 0.06), 1)
    return [
        (start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps)
        for n in range(steps + 1)
    ]
