"""Speaking to an engine: reads that are cut off, writes that are tried again, failures that are told."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from neo4j import AsyncTransaction
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.engine import connection as connecting
from graph.engine.addresses import Address, Login, neo4j_address
from graph.engine.connection import Connection, retried, rows, wait_until_answers
from graph.store import Store
from ontology.errors import EngineError, QuestionError, SettingsError
from tests.faults.proxy import Proxy


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


async def test_of_two_in_a_deadlock_one_starts_over_and_both_are_done(neo4j: Address) -> None:
    """Each holds one node and wants the other's; the embedded engine has no locks to wait for."""
    connection = Connection(neo4j)
    left, right = "topic/left", "topic/right"
    await connection.define([f"CREATE (:Topic {{id: '{id}', notation: ''}})" for id in (left, right)])
    both_hold_one = asyncio.Barrier(2)
    tries: Counter[str] = Counter()

    async def work(transaction: AsyncTransaction, first: str, second: str) -> None:
        tries[first] += 1
        for id in (first, second):
            await rows(
                transaction,
                "MATCH (t:Topic {id: $id}) SET t.notation = t.notation + 'x'",
                id=id,
            )
            if id == first and tries[first] == 1:
                await both_hold_one.wait()

    await asyncio.gather(
        connection.write(partial(work, first=left, second=right)),
        connection.write(partial(work, first=right, second=left)),
    )
    found = await connection.read(
        "MATCH (t:Topic) WHERE t.id IN $ids RETURN t.notation AS done", {"ids": [left, right]}
    )
    await connection.define([f"MATCH (t:Topic {{id: '{id}'}}) DELETE t" for id in (left, right)])
    await connection.close()

    assert found == [{"done": "xx"}, {"done": "xx"}]
    assert tries.total() > 2


async def test_what_goes_on_failing_is_given_up_after_ever_longer_pauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def work() -> None:
        raise ServiceUnavailable("gone")

    monkeypatch.setattr(asyncio, "sleep", sleep)
    monkeypatch.setattr(connecting, "time", SimpleNamespace(monotonic=lambda: sum(slept)))
    with pytest.raises(ServiceUnavailable):
        await retried(work, patience=15)

    assert slept[0] < 0.1
    assert max(slept) <= 1.5 * connecting.LONGEST_PAUSE
    assert 10 < sum(slept) < 20
    assert len(slept) < 30


async def test_a_long_answer_cut_in_the_middle_is_had_whole_all_the_same(engine: Address) -> None:
    asked = "UNWIND range(1, 20000) AS n RETURN n"
    async with Proxy(engine.uri).running() as proxy:
        connection = Connection(replace(engine, uri=proxy.uri))
        await connection.read("RETURN 1")
        cutting = asyncio.create_task(proxy.cut_answer_after(30_000))
        found = await connection.read(asked)
        await cutting
        await connection.close()

    assert [row["n"] for row in found] == list(range(1, 20_001))
    assert proxy.cuts == 1


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
    for _ in range(300):
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


async def test_through_an_address_that_routes_each_read_sees_what_was_written_before(neo4j: Address) -> None:
    """A bookmark of each write goes with the next read, to whichever server that may be sent."""
    connection = Connection(replace(neo4j, uri=neo4j.uri.replace("bolt://", "neo4j://")))

    async def write(transaction: AsyncTransaction, number: int) -> None:
        await rows(
            transaction, "MERGE (t:Topic {id: 'topic/told'}) SET t.notation = $notation", notation=str(number)
        )

    bookmarks, seen = set(), []
    for number in range(5):
        await connection.write(partial(write, number=number))
        bookmarks |= set(await connection._bookmarks.get_bookmarks())
        (row,) = await connection.read("MATCH (t:Topic {id: 'topic/told'}) RETURN t.notation AS told")
        seen.append(row["told"])
    await connection.define(["MATCH (t:Topic {id: 'topic/told'}) DELETE t"])
    await connection.close()

    assert seen == ["0", "1", "2", "3", "4"]
    assert len(bookmarks) == 5


def certificate(file: Path) -> Path:
    """A certificate of localhost's own, its key beside it."""
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -out {file}"
    names = ("-addext", "subjectAltName=DNS:localhost", "-keyout", f"{file}.key")
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return file


async def test_authorities_of_our_own_are_the_only_ones_trusted(tmp_path: Path) -> None:
    """A server whose certificate the given file vouches for is spoken to, any other is not."""
    authority, other = certificate(tmp_path / "authority.pem"), certificate(tmp_path / "other.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority, f"{authority}.key")
    greeted: list[bytes] = []

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greeted.append(await reader.read(4))
        writer.close()

    server = await asyncio.start_server(greet, "localhost", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server:
        for trusted in (other, authority):
            assert not greeted
            address = neo4j_address(f"bolt+s://localhost:{port}", "neo4j", "x", authorities=trusted)
            with pytest.raises(EngineError):
                await wait_until_answers(address, 0.2)

    assert greeted[0] == bytes.fromhex("6060b017")  # what Bolt begins with


@pytest.mark.parametrize(
    ("uri", "told"), [("bolt://h", "of no use at bolt://"), ("neo4j+s://h", "no file of certificates")]
)
def test_authorities_must_be_there_and_of_use(uri: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        neo4j_address(uri, "neo4j", "x", authorities=tmp_path / "none.pem")


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://h:7687",
        "neo4j://h",
        "neo4j+s://0a1b2c3d.databases.neo4j.io",
        "neo4j+ssc://h:17687",
        "bolt+s://h",
        "bolt+ssc://[::1]",
    ],
)
def test_every_way_to_write_an_address_is_accepted(uri: str) -> None:
    assert neo4j_address(uri, "neo4j", "x").uri == uri


@pytest.mark.parametrize("uri", ["h:7687", "http://h:7474", "bolt://", ""])
def test_other_addresses_are_refused(uri: str) -> None:
    with pytest.raises(SettingsError):
        neo4j_address(uri, "neo4j", "x")


def test_passwords_do_not_show() -> None:
    assert "secret" not in repr(neo4j_address("bolt://h", "neo4j", "secret"))
