"""Speaking to an engine: reads that are cut off, writes that are tried again, failures that are told."""

from __future__ import annotations

import asyncio

import pytest
from neo4j import AsyncTransaction
from neo4j.exceptions import Neo4jError

from graph.engine.addresses import Address, Login, neo4j_address
from graph.engine.connection import Connection, rows, wait_until_answers
from graph.store import Store
from ontology.errors import EngineError, QuestionError, SettingsError


async def count_up(transaction: AsyncTransaction) -> None:
    """Read a counter, and write what comes next."""
    counter = "MERGE (t:Topic {id: 'topic/counter'})"
    found = await rows(transaction, f"{counter} SET t.notation = 'x' RETURN coalesce(t.definition, 0) AS n")
    await asyncio.sleep(0.005)
    await rows(transaction, f"{counter} SET t.definition = $n", n=found[0]["n"] + 1)


async def test_colliding_writers_start_over_until_all_are_done(store: Store) -> None:
    connection = Connection(store.address)
    await asyncio.gather(*(connection.write(count_up) for _ in range(12)))
    found = await connection.read("MATCH (t:Topic {id: 'topic/counter'}) RETURN t.definition AS n")
    await connection.define(["MATCH (t:Topic {id: 'topic/counter'}) DELETE t"])
    await connection.close()

    assert found == [{"n": 12}]


async def test_work_that_fails_leaves_nothing(store: Store) -> None:
    async def work(transaction: AsyncTransaction) -> None:
        await rows(transaction, "CREATE (:Topic {id: 'topic/half'})")
        raise ZeroDivisionError

    connection = Connection(store.address)
    with pytest.raises(ZeroDivisionError):
        await connection.write(work)
    found = await connection.read("MATCH (t:Topic {id: 'topic/half'}) RETURN t.id")
    await connection.close()

    assert found == []


WORK = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0"
ENDLESS = f"{WORK} RETURN count(c) AS n"
ENDLESS_WITHIN = (
    f"MATCH (t:Topic) WITH t {{.id, found: COLLECT {{ {WORK} RETURN c }}}} AS row RETURN collect(row) AS rows"
)


async def running(connection: Connection, cypher: str) -> bool:
    """Whether the engine is at work on a statement."""
    shown = await connection.read("SHOW TRANSACTIONS")
    return any(cypher.strip()[:50] in str(row["currentQuery"]) for row in shown)


@pytest.mark.parametrize("cypher", [ENDLESS, ENDLESS_WITHIN])
async def test_what_takes_too_long_is_given_up_by_the_engine_too(store: Store, cypher: str) -> None:
    connection = Connection(store.address)
    asked = asyncio.create_task(connection.read(cypher, seconds=2))
    await asyncio.sleep(1)
    at_work = await running(connection, cypher)
    with pytest.raises(QuestionError, match="took longer than 2 seconds"):
        await asked
    for _ in range(50):
        if not (still := await running(connection, cypher)):
            break
        await asyncio.sleep(0.1)
    answered = await connection.read("RETURN 1 AS one", seconds=5)
    await connection.close()

    assert (at_work, still, answered) == (True, False, [{"one": 1}])


async def test_who_asks_the_same_later_is_not_cut_off(store: Store) -> None:
    cypher = (
        "UNWIND range(1, $n) AS a UNWIND range(1, $n) AS b WITH a * b AS c WHERE c < 0 RETURN count(c) AS n"
    )
    connection = Connection(store.address)
    asked = asyncio.create_task(connection.read(cypher, {"n": 10**6}, seconds=1.5))
    await asyncio.sleep(1.3)
    other = asyncio.create_task(connection.read(cypher, {"n": 1500}, seconds=60))
    with pytest.raises(QuestionError):
        await asked
    found = await other
    await connection.close()

    assert found == [{"n": 0}]


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (t:Topic {id: 'topic/new'}) RETURN t.id AS id",
        "MATCH (t:Topic) SET t.name = 'changed' RETURN count(t) AS n",
        "MATCH (t:Topic) DETACH DELETE t",
        "MERGE (t:Topic {id: 'topic/new'}) RETURN t.id AS id",
    ],
)
async def test_reads_cannot_write(store: Store, cypher: str) -> None:
    """On Neo4j because they run in READ mode, on the embedded engine because they speak as the reader."""
    topics = "MATCH (t:Topic) RETURN t.id AS id, t.name AS name ORDER BY id"
    connection = Connection(store.address)
    before = await connection.read(topics)
    with pytest.raises(Neo4jError):
        await connection.read(cypher)
    after = await connection.read(topics)
    await connection.close()

    assert before
    assert after == before


async def test_a_wrong_password_is_told_at_once(embedded: Address) -> None:
    wrong = Address(embedded.uri, embedded.database, Login("root", "wrong"))
    with pytest.raises(EngineError, match="refuses the user or the password"):
        await wait_until_answers(wrong, 30)


async def test_a_database_that_is_not_there_is_told_at_once(neo4j: Address) -> None:
    with pytest.raises(EngineError, match="no database “nowhere”"):
        await wait_until_answers(Address(neo4j.uri, "nowhere", neo4j.writer), 30)


async def test_an_address_where_nobody_listens_is_told_after_waiting() -> None:
    with pytest.raises(EngineError, match=r"No Neo4j answers at bolt://127\.0\.0\.1:1") as told:
        await wait_until_answers(neo4j_address("bolt://127.0.0.1:1", "neo4j", "x"), 0.3)
    assert "ROSTRA_NEO4J_URI" in told.value.advice


@pytest.mark.parametrize(
    "uri", ["bolt://h:7687", "neo4j://h", "neo4j+s://x.databases.neo4j.io", "bolt+ssc://[::1]"]
)
def test_every_way_to_write_an_address_is_accepted(uri: str) -> None:
    assert neo4j_address(uri, "neo4j", "x").uri == uri


@pytest.mark.parametrize("uri", ["h:7687", "http://h:7474", "bolt://", ""])
def test_other_addresses_are_refused(uri: str) -> None:
    with pytest.raises(SettingsError):
        neo4j_address(uri, "neo4j", "x")


def test_passwords_do_not_show() -> None:
    assert "secret" not in repr(neo4j_address("bolt://h", "neo4j", "secret"))
