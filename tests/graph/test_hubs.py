"""Pages of a hub's neighbours: read by the keys of relationships, and the same as the plain order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import AsyncTransaction

from graph.engine.connection import Connection, rows
from graph.hubs import keyed_by, keyed_types
from graph.question.conditions import EVERYTHING, Compare
from graph.question.cypher import statement
from graph.question.order import BY_ID, Key
from graph.question.steps import back
from graph.question.tree import ROWS, Branch, ById, Page, Wanted
from graph.schema import STATE, ensure_schema
from graph.store import Store
from ontology.vocabulary import load_vocabulary
from tests.graph.samples import many, port_union

HUB = "organization/coast-guard"
PAGE = 3
MIDDLE = 100
"""An offset that mentions stand on both sides of."""


async def unkeyed(store: Store) -> dict[str, int]:
    """How many relationships of each type lack their keys, or have others than their ends' ids."""
    found = {}
    for type in sorted(keyed_types()):
        wrong = "r.source IS NULL OR r.source <> a.id OR r.target IS NULL OR r.target <> b.id"
        (row,) = await store.read(f"MATCH (a)-[r:{type}]->(b) WHERE {wrong} RETURN count(r) AS number")
        found[type] = row["number"]
    return {type: number for type, number in found.items() if number}


async def test_relationships_carry_keys_whatever_was_done(store: Store) -> None:
    first, *_ = await store.write_many(many(6))
    await store.write(port_union(url="https://many.example/1").facts())
    await store.withdraw(first.statement)

    assert await unkeyed(store) == {}


async def test_a_graph_that_was_begun_without_keys_gets_them(store: Store) -> None:
    await store.write_many(many(4))
    connection = Connection(store.address)

    async def without_keys(transaction: AsyncTransaction) -> None:
        await rows(transaction, "MATCH ()-[r:ENTITY|ISSUER|ADDRESSEE]->() REMOVE r.source, r.target")
        await rows(transaction, f"MATCH (s:{STATE}) REMOVE s.keyed")

    await connection.write(without_keys)
    assert await unkeyed(store)
    await ensure_schema(connection)
    await connection.close()

    assert await unkeyed(store) == {}


async def page(store: Store, **asked: Any) -> list[str]:  # noqa: ANN401
    """The ids of a page of the mentions of the hub."""
    vocabulary = load_vocabulary()
    mentions = replace(
        back(vocabulary, vocabulary.incoming("Organization")["mentions"]),
        keyed=keyed_by(embedded=store.address.embedded),
    )
    branch = Branch("mentions", Page(mentions, Wanted(("id",)), **asked))
    asked_for = statement(ById(("Organization",), (HUB,), Wanted(branches=(branch,))))
    (record,) = await store.read(asked_for.text, asked_for.parameters)
    return [row["id"] for row in record[ROWS][0]["mentions"]]


async def all_mentions(store: Store) -> list[str]:
    """The ids of all mentions of the hub, in the plain order."""
    cypher = "MATCH (m:Mention)-[:ENTITY]->(:Organization {id: $hub}) RETURN m.id AS id ORDER BY id"
    return [row["id"] for row in await store.read(cypher, {"hub": HUB})]


@pytest_asyncio.fixture(scope="module")
async def hub(opened: Store) -> tuple[Store, list[str]]:
    """A graph with a hub, and all mentions of it."""
    await opened.reset()
    await opened.write_many(many(20))
    return opened, await all_mentions(opened)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_pages_equal_the_plain_order(data: st.DataObject, hub: tuple[Store, list[str]]) -> None:
    store, plain = hub
    bound = st.none() | st.sampled_from(plain)
    after, before, descending = data.draw(bound), data.draw(bound), data.draw(st.booleans())
    backward, limit, low = data.draw(st.booleans()), data.draw(st.integers(0, 8)), data.draw(st.booleans())
    found = await page(
        store,
        where=Compare("start", "<", MIDDLE) if low else EVERYTHING,
        sorted_by=(Key(BY_ID.by, descending, indexed=True),),
        after=after and (after,),
        before=before and (before,),
        backward=backward,
        limit=limit,
    )
    first, last = (before, after) if descending else (after, before)
    inside = [id for id in plain if (first is None or id > first) and (last is None or id < last)]
    inside = [id for id in inside if not low or int(id.rpartition("/")[2].partition("-")[0]) < MIDDLE]
    expected = inside[::-1] if descending != backward else inside
    assert found == expected[:limit]


async def test_pages_stay_right_while_statements_are_loaded(store: Store) -> None:
    """What was there from the start comes once, in order; what is loaded meanwhile, at most once."""
    early, late = many(24)[::2], many(24)[1::2]
    await store.write_many(early)
    there = await all_mentions(store)
    seen: list[str] = []
    turn = partial(page, store, sorted_by=(BY_ID,), limit=PAGE)
    found = await turn()
    while found:
        seen += found
        if late:
            await store.write(late.pop())
        found = await turn(after=(found[-1],))

    assert seen == sorted(set(seen))
    assert [id for id in seen if id in set(there)] == there
