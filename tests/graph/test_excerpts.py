"""Statements taken out of the graph with what they need: counted by hand on tests/graph/sides.py, on both engines."""

from __future__ import annotations

from collections import Counter

import pytest
import pytest_asyncio

from graph.decisions.rulings import Merge
from graph.excerpts import Wanted, excerpt, statements_wanted
from graph.rows import Node, Relationship
from graph.store import Store
from ontology.errors import QuestionError
from tests.graph.sides import GUARD, RAID, STRIKE, TIDE, UNION, WATCH, sides


@pytest_asyncio.fixture
async def ids(store: Store) -> list[str]:
    """The ids of the four statements, oldest first: by Watch, Union, Tide, and Watch again."""
    return [written.statement for written in await store.write_many(sides())]


async def taken(store: Store, wanted: Wanted) -> list[tuple[Node, list[Relationship]]]:
    return [pair async for pair in excerpt(store, await statements_wanted(store, wanted))]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Wanted(), [0, 1, 2, 3]),
        (Wanted(issuers=(WATCH,)), [0, 3]),
        (Wanted(issuers=(WATCH, TIDE)), [0, 2, 3]),
        (Wanted(topics=("accountability",)), [0, 3]),
        (Wanted(since="2023-01-20", until="2023-02-01"), [1, 2]),
        (Wanted(ids=(RAID,)), [0, 1]),
        (Wanted(ids=(STRIKE,)), [2]),
        (Wanted(issuers=(WATCH,), since="2023-02-01"), [3]),
        (Wanted(ids=(UNION,), topics=("accountability",)), [0]),
    ],
)
async def test_statements_fit_every_condition(
    store: Store, ids: list[str], wanted: Wanted, places: list[int]
) -> None:
    assert await statements_wanted(store, wanted) == [ids[place] for place in places]


async def test_an_assertion_stands_for_its_statement(store: Store, ids: list[str]) -> None:
    (found,) = await store.read(
        "MATCH (d:Demand)-[:TOPIC]->() WHERE d.id > $id RETURN d.id AS id", {"id": ids[3]}
    )
    assert await statements_wanted(store, Wanted(ids=(found["id"],))) == [ids[3]]


async def test_a_statement_comes_with_what_it_asserts_and_names(store: Store, ids: list[str]) -> None:
    pairs = await taken(store, Wanted(statements=(ids[3],)))
    counts = Counter(node.label for node, _ in pairs)
    assert {label: counts[label] for label in ("Statement", "Position", "Demand", "Topic", "Run")} == {
        "Statement": 1,
        "Position": 1,
        "Demand": 1,
        "Topic": 1,
        "Run": 1,
    }
    assert counts["Report"] == counts["Incident"] == counts["Location"] == 0
    assert {node.id for node, _ in pairs if node.label == "Organization"} == {WATCH, GUARD}


@pytest.mark.parametrize(
    "wanted", [Wanted(issuers=(WATCH,)), Wanted(ids=(RAID,)), Wanted(until="2023-01-31")]
)
@pytest.mark.usefixtures("ids")
async def test_an_excerpt_is_closed_and_has_each_node_once(store: Store, wanted: Wanted) -> None:
    pairs = await taken(store, wanted)
    there = [node.id for node, _ in pairs]
    assert len(there) == len(set(there)) > 10
    assert {each.target for _, leading in pairs for each in leading} <= set(there)


@pytest.mark.usefixtures("ids")
async def test_all_statements_together_are_the_graph_but_for_what_none_speaks_of(store: Store) -> None:
    """What remains are topics that nobody is for or against, and nothing else."""
    whole = {node.id: leading async for node, leading in store.nodes_with_relationships()}
    found = {node.id: leading for node, leading in await taken(store, Wanted())}
    assert all(whole[id] == leading for id, leading in found.items())
    assert {id.partition("/")[0] for id in whole.keys() - found.keys()} == {"topic"}


async def test_an_entity_that_was_merged_into_another_is_still_closed(store: Store, ids: list[str]) -> None:
    await store.decide(Merge(UNION, (TIDE,)), "Ana Brill")
    pairs = await taken(store, Wanted(statements=(ids[2],)))
    there = {node.id for node, _ in pairs}
    assert UNION in there
    assert {each.target for _, leading in pairs for each in leading} <= there


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(statements=(WATCH,)), "no statement's id"),
        (Wanted(issuers=("organization/nobody",)), "organization/nobody"),
        (Wanted(ids=("nonsense",)), "nonsense"),
        (Wanted(topics=("gardening",)), "no topic 'gardening'"),
        (Wanted(since="2030-01-01"), "no statement that fits"),
    ],
)
@pytest.mark.usefixtures("ids")
async def test_what_is_not_there_is_told(store: Store, wanted: Wanted, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        await statements_wanted(store, wanted)
