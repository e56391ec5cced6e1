"""The network: who is drawn, where, and that names can be read."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from api.networks.network import Edge, Network, Vertex
from api.plots.figures import style
from api.plots.layout import Named, place_names, stand
from api.plots.network import draw_network, strongest
from tests.api.plots.pictures import drawn, words


def ring(size: int, signed: int | None = None) -> Network:
    """So many nodes in a ring, each edge heavier than the one before it."""
    nodes = [
        Vertex(f"n{n}", f"Node {n}", "Organization" if n % 2 else "Official", 2, {}) for n in range(size)
    ]
    edges = [Edge(f"n{n}", f"n{(n + 1) % size}", "KNOWS", n + 1, signed) for n in range(size)]
    return Network("a ring", True, (), nodes, edges, signed=signed is not None)


def test_the_picture_names_every_node_class_and_sign() -> None:
    with style():
        svg = drawn(draw_network(ring(8, signed=-1)))
    told = words(svg)
    assert {f"Node {n}" for n in range(8)} <= set(told)
    assert {"Organization", "Official", "against, or differing"} <= set(told)
    assert "for, or agreeing" not in told
    assert b"#d55e00" in svg


def test_long_names_stand_on_two_lines() -> None:
    name = "Office of the High Commissioner for the Rights of Dockers Everywhere"
    nodes = [Vertex("a", name, "Organization", 1, {}), Vertex("b", "B", "Organization", 1, {})]
    with style():
        told = words(drawn(draw_network(Network("", False, (), nodes, [Edge("a", "b", "KNOWS")]))))
    assert told[:2] == ["Office of the High", "Commissioner for the …"]


def test_the_strongest_are_those_with_the_most_on_their_edges() -> None:
    network = strongest(ring(8), 3)
    assert {node.id: node.degree for node in network.nodes} == {"n5": 1, "n6": 2, "n7": 1}
    assert {edge.weight for edge in network.edges} == {6, 7}
    assert {edge.weight for edge in strongest(ring(8), 8, least=6).edges} == {6, 7, 8}


graphs = st.integers(2, 14).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), min_size=1, max_size=30
    )
)


@settings(max_examples=25, deadline=None)
@given(graphs)
def test_no_two_nodes_stand_on_each_other(pairs: list[tuple[int, int]]) -> None:
    edges = [(str(a), str(b)) for a, b in pairs]
    ids = sorted({end for edge in edges for end in edge})
    at = stand(ids, edges)
    assert at.keys() == set(ids)
    assert all(dist(at[one], at[other]) > 0.2 for one, other in combinations(ids, 2))
    assert min(x for x, _ in at.values()) >= 0
    assert at == stand(ids, edges)


def test_names_cover_neither_each_other_nor_nodes() -> None:
    at = stand([str(n) for n in range(12)], [(str(n), str((n + 1) % 12)) for n in range(12)])
    nodes = [Named(id, point, 0.08, 0.9, 0.13) for id, point in at.items()]
    boxes = list(place_names(nodes, [(at[str(n)], at[str((n + 1) % 12)]) for n in range(12)]).values())
    assert all(one.overlap(other) == 0 for one, other in combinations(boxes, 2))
    assert not any(box.holds(node.at) for box in boxes for node in nodes)
