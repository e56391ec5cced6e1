"""A graph of an earlier version becomes one of this, by steps that happen wholly or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncTransaction

from graph.engine.connection import Connection, rows
from graph.migrations import STEPS, Impossible, Step, migrate
from graph.schema import STATE, recorded_version
from graph.store import Store
from ontology.errors import EngineError
from ontology.vocabulary import load_vocabulary

OURS = int(load_vocabulary().version)


@pytest_asyncio.fixture
async def connection(store: Store) -> AsyncIterator[Connection]:
    """A connection to a graph whose version the test sets, and which is put right afterwards."""
    connection = Connection(store.address)
    yield connection
    await of_version(connection, OURS)
    await connection.close()


async def of_version(connection: Connection, version: int) -> None:
    await connection.define([f"MERGE (s:{STATE} {{id: 'graph'}}) SET s.ontologyVersion = '{version}'"])


async def call_it_farland(transaction: AsyncTransaction) -> None:
    await rows(
        transaction, "MERGE (l:Location {id: 'location/farland'}) SET l.name = coalesce(l.name, '') + 'F'"
    )


async def break_off(transaction: AsyncTransaction) -> None:
    await call_it_farland(transaction)
    raise InterruptedError


async def names(connection: Connection) -> list[str]:
    return [row["name"] for row in await connection.read("MATCH (l:Location) RETURN l.name AS name")]


async def test_steps_are_taken_in_order_and_once(connection: Connection) -> None:
    await of_version(connection, OURS - 2)
    steps = {number: Step(f"step {number}", call_it_farland) for number in (OURS - 1, OURS - 2)}

    assert await migrate(connection, steps) == [f"step {OURS - 2}", f"step {OURS - 1}"]
    assert await recorded_version(connection) == str(OURS)
    assert await migrate(connection, steps) == []
    assert await names(connection) == ["FF"]


async def test_a_step_that_breaks_off_has_not_happened_and_is_taken_again(connection: Connection) -> None:
    await of_version(connection, OURS - 2)
    first = Step("first", call_it_farland)
    with pytest.raises(InterruptedError):
        await migrate(connection, {OURS - 2: first, OURS - 1: Step("second", break_off)})

    assert await recorded_version(connection) == str(OURS - 1)
    assert await names(connection) == ["F"]
    assert await migrate(connection, {OURS - 2: first, OURS - 1: Step("second", call_it_farland)}) == [
        "second"
    ]
    assert await names(connection) == ["FF"]


async def test_nothing_is_changed_where_a_later_step_is_impossible_or_the_graph_newer(
    connection: Connection,
) -> None:
    await of_version(connection, OURS - 2)
    steps: dict[int, Step | Impossible] = {
        OURS - 2: Step("first", call_it_farland),
        OURS - 1: Impossible("It can't be told.", "Load again."),
    }
    with pytest.raises(EngineError, match="can't be told"):
        await migrate(connection, steps)
    assert await names(connection) == []
    await of_version(connection, OURS + 1)
    with pytest.raises(EngineError, match="newer Rostra"):
        await migrate(connection)


async def test_every_earlier_version_has_a_step_or_a_reason(connection: Connection) -> None:
    assert STEPS.keys() == set(range(1, OURS))
    await of_version(connection, 1)
    with pytest.raises(EngineError, match="load the statements again"):
        await migrate(connection)
