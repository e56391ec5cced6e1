"""From the graph of tests/graph/sides.py to networks."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from api.networks.drawing import draw
from api.networks.network import Network
from api.networks.selection import select
from graph.decisions.rulings import Judge
from graph.store import Store
from ontology.errors import QuestionError
from tests.graph.sides import GUARD, TIDE, UNION, WATCH, sides


async def drawn(store: Store, **given: str | int | None) -> Network:
    """The network with its nodes and edges in memory."""
    network = await draw(store, select({name.rstrip("_"): value for name, value in given.items()}))
    nodes, edges = await asyncio.to_thread(lambda: (list(network.nodes), list(network.edges)))
    return replace(network, nodes=nodes, edges=edges)


async def test_the_whole_graph_has_names_degrees_and_days(store: Store) -> None:
    await store.write_many(sides())
    network = await drawn(store)
    nodes = {node.id: node for node in network.nodes}
    ends = Counter(end for edge in network.edges for end in (edge.source, edge.target))
    assert {id: node.degree for id, node in nodes.items()} == {id: ends[id] for id in nodes}
    assert nodes[GUARD].name == "Coast Guard"
    assert nodes[GUARD].days == ()
    demand = next(node for node in network.nodes if node.values.get("action") == "must go home")
    assert (demand.name, demand.days) == ("must go home", ("2023-01-20",))
    position = next(node for node in network.nodes if node.values.get("stance") == "mourns")
    assert position.name == "mourns us in mourning"
    columns = {column.name: column.kind for column in network.columns}
    assert (columns["aliases"], columns["confidence"], columns["start"]) == ("strings", "double", "integer")
    assert {name for node in network.nodes for name in node.values} <= columns.keys()


async def test_a_projection_is_signed_and_weighted(store: Store) -> None:
    await store.write_many(sides())
    network = await drawn(store, projection="actors-by-positions")
    assert (network.directed, network.signed) == (False, True)
    assert {(edge.source, edge.target): (edge.weight, edge.signed) for edge in network.edges} == {
        (WATCH, UNION): (1, 1),
        (WATCH, TIDE): (2, -2),
        (UNION, TIDE): (1, -1),
    }
    assert {node.id: (node.degree, node.days) for node in network.nodes} == {
        WATCH: (2, ("2023-01-20", "2023-02-01")),
        UNION: (2, ("2023-01-20", "2023-02-01")),
        TIDE: (2, ("2023-02-01",)),
    }


async def test_around_a_node_is_its_part_of_the_graph_or_of_a_projection(store: Store) -> None:
    await store.write_many(sides())
    network = await drawn(store, around=TIDE, depth=2, classes="Organization,Demand")
    assert {node.id for node in network.nodes if node.cls == "Organization"} == {TIDE, WATCH, GUARD}
    near = await drawn(store, projection="actors-by-demands", around=TIDE)
    assert [(edge.source, edge.target) for edge in near.edges] == [(WATCH, TIDE)]
    farther = await drawn(store, projection="actors-by-demands", around=TIDE, depth=2)
    assert [(edge.source, edge.target) for edge in farther.edges] == [(WATCH, GUARD), (WATCH, TIDE)]


async def test_what_was_rejected_is_not_drawn(store: Store) -> None:
    await store.write_many(sides())
    (demand,) = await store.read("MATCH (d:Demand {action: 'must go home'}) RETURN d.id AS id")
    before = {node.id for node in (await drawn(store)).nodes}
    await store.decide(Judge(demand["id"], "reject"), "Ana Brill")
    assert {node.id for node in (await drawn(store)).nodes} == before - {demand["id"]}
    assert demand["id"] not in {node.id for node in (await drawn(store, classes="all")).nodes}
    assert [node.id for node in (await drawn(store, classes="Retraction")).nodes] == [demand["id"]]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "nothing to draw: no Statement"),
        (
            {"projection": "actors-by-demands", "from": "2024-01-01"},
            "no actors-by-demands in 2024-01-01 to …",
        ),
        (
            {"projection": "actors-by-demands", "around": "organization/nobody"},
            "around 'organization/nobody'",
        ),
        ({"around": "organization/nobody"}, "no node with the id 'organization/nobody'"),
    ],
)
async def test_where_there_is_nothing_it_is_said(store: Store, given: dict[str, str], told: str) -> None:
    if given:
        await store.write_many(sides())
    with pytest.raises(QuestionError, match=told):
        await draw(store, select(given))
