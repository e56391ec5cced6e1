"""Parts of the graph to draw: whole classes, a period, what is around a node; degrees as they are drawn."""

from __future__ import annotations

from collections import Counter

import pytest

from graph import parts
from graph.parts import Part, nodes_of, part_nodes, part_relationships, surroundings
from graph.store import Store
from ontology.errors import QuestionError
from tests.graph.sides import GUARD, TIDE, UNION, WATCH, sides

DRAWN = ("Statement", "Organization", "Location", "Incident", "Report", "Participation", "Position", "Demand")


@pytest.mark.parametrize(
    "part", [Part(DRAWN), Part(DRAWN, "2023-01-15", "2023-02-01"), Part(DRAWN, None, "2023-01-10")]
)
async def test_degrees_count_the_relationships_that_are_drawn(store: Store, part: Part) -> None:
    await store.write_many(sides())
    nodes = [pair async for pair in part_nodes(store, part)]
    relationships = [each async for each in part_relationships(store, part)]
    ends = Counter(end for each in relationships for end in (each.source, each.target))
    assert {node.id: degree for node, degree in nodes} == {node.id: ends[node.id] for node, _ in nodes}
    assert ends.keys() <= {node.id for node, _ in nodes}
    assert len(relationships) > 10


async def test_a_part_is_what_the_whole_graph_has_of_its_classes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PAGE", 3)
    await store.write_many(sides())
    whole = [node async for node in store.nodes() if node.label in DRAWN]
    assert sorted(whole, key=lambda n: n.id) == sorted(
        [node async for node, _ in part_nodes(store, Part(DRAWN))], key=lambda n: n.id
    )
    drawn = [each async for each in part_relationships(store, Part(DRAWN))]
    assert set(drawn) == {
        r async for r in store.relationships() if r.source_label in DRAWN and r.target_label in DRAWN
    }


async def test_a_period_has_what_its_statements_told_of(store: Store) -> None:
    await store.write_many(sides())
    nodes = [node async for node, _ in part_nodes(store, Part(DRAWN, "2023-02-05", "2023-02-05"))]
    kinds = Counter(node.label for node in nodes)
    assert kinds == {"Statement": 1, "Organization": 2, "Position": 1, "Demand": 1}
    assert {node.id for node in nodes if node.label == "Organization"} == {WATCH, GUARD}


async def test_around_a_node_is_what_few_steps_lead_to(store: Store) -> None:
    await store.write_many(sides())
    near, _ = await surroundings(store, Part(("Organization", "Demand")), TIDE, 1)
    assert near[0].id == TIDE
    assert Counter(node.label for node in near) == {"Organization": 1, "Demand": 2}
    nodes, relationships = await surroundings(store, Part(("Organization", "Demand")), TIDE, 2)
    assert {node.id for node in nodes if node.label == "Organization"} == {TIDE, WATCH, GUARD}
    assert {r.type for r in relationships} == {"ISSUER", "ADDRESSEE"}
    ids = {node.id for node in nodes}
    assert all({r.source, r.target} <= ids for r in relationships)


async def test_what_is_around_nobody_or_too_much_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.write_many(sides())
    with pytest.raises(QuestionError, match="no node with the id 'organization/nobody'"):
        await surroundings(store, Part(DRAWN), "organization/nobody", 1)
    monkeypatch.setattr(parts, "LARGEST", 5)
    with pytest.raises(QuestionError, match="More than 5 nodes"):
        await surroundings(store, Part(DRAWN), GUARD, 2)


async def test_nodes_come_by_their_ids_and_unknown_ones_are_left_out(store: Store) -> None:
    await store.write_many(sides())
    found = await nodes_of(store, [UNION, "organization/nobody", "nonsense", WATCH])
    assert [node.id for node in found] == [WATCH, UNION]
