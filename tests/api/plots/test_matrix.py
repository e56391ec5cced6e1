"""The position matrix: who stands in it, in which order, and what its cells say."""

from __future__ import annotations

from api.networks.network import Edge, Network, Vertex
from api.plots.figures import style
from api.plots.matrix import draw_matrix, matrix_of
from tests.api.plots.pictures import drawn, words

NAMES = {
    "watch": "Harbour Watch",
    "union": "Port Union",
    "guard": "Coast Guard",
    "raid": "Raid on Dovna camp",
}
EDGES = [
    Edge("watch", "guard", "JUDGES", 4, -4),
    Edge("watch", "union", "JUDGES", 1, 1),
    Edge("union", "guard", "JUDGES", 2, 0),
    Edge("guard", "raid", "JUDGES", 1, 1),
]


def judging(edges: list[Edge]) -> Network:
    ends = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    nodes = [Vertex(id, NAMES[id], "Organization", 1, {}) for id in ends]
    return Network("holders-targets", True, (), nodes, edges, signed=edges[0].signed is not None)


def test_those_with_the_most_positions_come_first() -> None:
    matrix = matrix_of(judging(EDGES), 10)
    assert list(matrix.rows) == ["watch", "union", "guard"]
    assert list(matrix.columns) == ["guard", "raid", "union"]
    assert matrix.cells["union", "guard"].signed == 0


def test_only_the_top_rows_and_columns_are_kept() -> None:
    matrix = matrix_of(judging(EDGES), 1)
    assert (list(matrix.rows), list(matrix.columns)) == (["watch"], ["guard"])
    assert list(matrix.cells) == [("watch", "guard")]


def test_the_picture_names_rows_columns_counts_and_colours() -> None:
    with style():
        svg = drawn(draw_matrix(matrix_of(judging(EDGES), 10)))
    told = words(svg)
    assert set(NAMES.values()) <= set(told)
    assert sorted(each for each in told if each.isdigit()) == ["1", "1", "2", "4"]
    assert {"for", "against", "neither, or both"} <= set(told)
    assert b"#d55e00" in svg
    assert b"#0072b2" in svg


def test_without_signs_the_number_is_the_colour() -> None:
    edges = [Edge(edge.source, edge.target, edge.type, edge.weight) for edge in EDGES]
    with style():
        told = words(drawn(draw_matrix(matrix_of(judging(edges), 10))))
    assert {"few", "many"} <= set(told)
    assert "against" not in told


def test_the_same_matrix_gives_the_same_bytes() -> None:
    with style():
        first, second = (drawn(draw_matrix(matrix_of(judging(EDGES), 10))) for _ in range(2))
    assert first == second
