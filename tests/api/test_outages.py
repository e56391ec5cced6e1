"""Engines that are slow, gone at the start, or killed later: the service lives, says so, and recovers by itself."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api import opening
from api.app import build_app
from api.settings import Settings
from graph.engine.addresses import Address
from graph.engine.embedded import open_engine, running_engine, stop_engine
from tests.api.served import serving
from tests.engines.fixtures import OPTIONS
from tests.faults.proxy import Proxy

PATIENCE = 120
QUESTION = {"query": "{ statements { totalCount } }"}


@asynccontextmanager
async def service(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service, in this event loop: an embedded engine ends with the thread that started it."""
    async with serving(build_app(settings)) as address, httpx.AsyncClient(base_url=address) as client:
        yield client


async def becomes(client: httpx.AsyncClient, status: int, words: str = "") -> str:
    """Wait until `/readyz` has this status and a reason with these words, and give it; `/livez` is fine all along."""
    async with asyncio.timeout(PATIENCE):
        while True:
            ready = await client.get("/readyz", timeout=30)
            assert (await client.get("/livez")).status_code == 200
            reason = str(ready.json().get("reason", ""))
            if ready.status_code == status and words in reason:
                return reason
            await asyncio.sleep(0.05)


async def test_a_killed_embedded_engine_is_started_again_without_the_service(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, engine_heap=OPTIONS.heap, engine_start_timeout=OPTIONS.start_timeout
    )
    async with service(settings) as client:
        assert await becomes(client, 503) == "The engine is starting."
        await becomes(client, 200)
        state = running_engine(tmp_path)
        assert state is not None
        os.kill(state.pid, signal.SIGKILL)
        await becomes(client, 503)
        refused = await client.post("/graphql", json=QUESTION, timeout=30)
        await becomes(client, 200)
        answered = await client.post("/graphql", json=QUESTION, timeout=30)

    assert refused.status_code == 503 or "errors" in refused.json()
    assert answered.json() == {"data": {"statements": {"totalCount": 0}}}
    assert running_engine(tmp_path) is None


async def test_an_engine_that_is_stopped_stays_down_until_somebody_starts_it(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, engine_heap=OPTIONS.heap, engine_start_timeout=OPTIONS.start_timeout
    )
    async with service(settings) as client:
        await becomes(client, 200)
        await asyncio.to_thread(stop_engine, tmp_path)
        await becomes(client, 503, "`rostra engine start` starts it again")
        await asyncio.sleep(2 * opening.WATCH)
        assert running_engine(tmp_path) is None

        engine = await open_engine(tmp_path, OPTIONS, detached=True)
        await becomes(client, 200)
        assert running_engine(tmp_path) == engine.state
    assert stop_engine(tmp_path)


async def test_a_neo4j_that_is_gone_is_waited_for_and_found_again(
    neo4j: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "RETRY_AFTER", 0.2)
    async with Proxy(neo4j.uri).running() as way:
        way.turn_away()
        settings = Settings(
            data_dir=tmp_path,
            neo4j_uri=way.uri,
            neo4j_user=neo4j.writer.user,
            neo4j_password=SecretStr(neo4j.writer.password),
            neo4j_database=neo4j.database,
            engine_start_timeout=1,
        )
        async with service(settings) as client:
            assert await becomes(client, 503) == "The engine is starting."
            await becomes(client, 503, f"No Neo4j answers at {way.uri}")
            way.closed = False
            await becomes(client, 200)
            way.turn_away()
            await becomes(client, 503)
            way.closed = False
            await becomes(client, 200)
            assert "data" in (await client.post("/graphql", json=QUESTION, timeout=30)).json()


async def test_an_engine_that_takes_its_time_is_waited_for(embedded: Address, tmp_path: Path) -> None:
    assert embedded.folder
    state = running_engine(embedded.folder)
    assert state is not None
    settings = Settings(data_dir=embedded.folder, engine_start_timeout=OPTIONS.start_timeout)
    async with service(settings) as client:
        await becomes(client, 200)
        os.kill(state.pid, signal.SIGSTOP)
        try:
            told = await becomes(client, 503)
        finally:
            os.kill(state.pid, signal.SIGCONT)
        await becomes(client, 200)

    assert told == "The engine has not answered for 2 seconds."
