"""The position matrix: who holds what of whom. Colour is for or against, the number counts positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from api.networks.looks import CONTRA, PRO, shortened
from api.networks.network import Edge, Network
from api.plots.figures import INK, legend, new_figure, square

CELL = 0.36
"""Inches."""
GAP = 0.08
LONGEST = 46
MIDDLE, EMPTY = "#E3E3E3", "#FAFAFA"
BALANCE = LinearSegmentedColormap.from_list("balance", [CONTRA, "#F6D9C6", MIDDLE, "#C9DDEC", PRO])
NUMBER = LinearSegmentedColormap.from_list("number", ["#DCE9F3", PRO])


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns by id with their names, those with the most first, and the edges between them."""

    rows: dict[str, str]
    columns: dict[str, str]
    cells: dict[tuple[str, str], Edge]
    signed: bool


def matrix_of(network: Network, top: int) -> Matrix:
    """The matrix of a directed network: its `top` sources and targets with the most positions."""
    names = {vertex.id: vertex.name for vertex in network.nodes}
    edges = list(network.edges)
    rows = _most((edge.source, edge.weight) for edge in edges)[:top]
    columns = _most((edge.target, edge.weight) for edge in edges if edge.source in rows)[:top]
    cells = {(e.source, e.target): e for e in edges if e.source in rows and e.target in columns}
    told = [id for id in rows if any(row == id for row, _ in cells)]
    return Matrix({id: names[id] for id in told}, {id: names[id] for id in columns}, cells, network.signed)


def draw_matrix(matrix: Matrix) -> Figure:
    """The matrix as a figure."""
    width, height = CELL * len(matrix.columns), CELL * len(matrix.rows)
    figure, axes = new_figure(width, height)
    for down, row in enumerate(matrix.rows):
        for across, column in enumerate(matrix.columns):
            _cell(axes, matrix, matrix.cells.get((row, column)), across * CELL, down * CELL)
    for down, name in enumerate(matrix.rows.values()):
        axes.text(-GAP, (down + 0.5) * CELL, shortened(name, LONGEST), ha="right", va="center")
    for across, name in enumerate(matrix.columns.values()):
        axes.text(
            (across + 0.5) * CELL,
            -GAP,
            shortened(name, LONGEST),
            rotation=45,
            rotation_mode="anchor",
            ha="left",
            va="center",
        )
    _legend(axes, matrix)
    return figure


def _cell(axes: Axes, matrix: Matrix, edge: Edge | None, x: float, y: float) -> None:
    color = EMPTY if edge is None else _color(matrix, edge)
    axes.add_patch(Rectangle((x, y), CELL, CELL, facecolor=color, edgecolor="white", linewidth=1.5))
    if edge is not None:
        ink = "white" if _is_dark(color) else INK
        axes.text(x + CELL / 2, y + CELL / 2, str(edge.weight), ha="center", va="center", color=ink)


def _color(matrix: Matrix, edge: Edge) -> str:
    if edge.signed is not None:
        return to_hex(BALANCE((edge.signed / edge.weight + 1) / 2))
    most = max(each.weight for each in matrix.cells.values())
    return to_hex(NUMBER(edge.weight / most))


def _is_dark(color: str) -> bool:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _legend(axes: Axes, matrix: Matrix) -> None:
    if matrix.signed:
        marks = [square(PRO, "for"), square(MIDDLE, "neither, or both"), square(CONTRA, "against")]
    else:
        marks = [square(to_hex(NUMBER(0.0)), "few"), square(PRO, "many")]
    legend(axes, marks)


def _most(weighed: Iterable[tuple[str, int]]) -> list[str]:
    """Ids by their summed weights, the heaviest first; by id where they are alike."""
    counter: Counter[str] = Counter()
    for id, weight in weighed:
        counter[id] += weight
    return sorted(counter, key=lambda id: (-counter[id], id))
