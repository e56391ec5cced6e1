"""The engines that tests run on: the embedded one, and a real Neo4j where one can be had.

Strategy: one engine of each kind for the whole session, started when the first test asks for it; every test
gets an emptied graph; nothing ever touches the user's data folder. A test that takes `store` runs once on each
engine. Where no Neo4j can be had, its half is skipped and says why, or fails if ROSTRA_TEST_REQUIRE_NEO4J is
set (the continuous integration sets it).
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import NoReturn

import pytest
import pytest_asyncio

from graph.engine.addresses import Address
from graph.engine.embedded import open_engine
from graph.engine.launch import EngineOptions
from graph.opening import open_store
from graph.store import Store
from tests.engines.neo4j_server import NoNeo4jError, neo4j_server

OPTIONS = EngineOptions(heap="512m", start_timeout=180)


def fixed_clock() -> datetime:
    """The same time for every run, so that graphs can be compared whole."""
    return datetime(2023, 2, 1, 12, tzinfo=UTC)


@pytest_asyncio.fixture(scope="session")
async def embedded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Address]:
    """The embedded engine."""
    engine = await open_engine(tmp_path_factory.mktemp("embedded"), OPTIONS)
    yield engine.address
    await engine.close()


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Neo4j."""
    try:
        with neo4j_server(tmp_path_factory.mktemp("neo4j")) as address:
            yield address
    except NoNeo4jError as error:
        no_neo4j(error)


def no_neo4j(error: NoNeo4jError) -> NoReturn:
    """Pass over a test for want of a Neo4j, where that is allowed."""
    if os.environ.get("ROSTRA_TEST_REQUIRE_NEO4J"):
        pytest.fail(f"There must be a Neo4j: {error}.")
    pytest.skip(f"No Neo4j: {error}.")


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Address:
    """Each engine in turn."""
    address: Address = request.getfixturevalue(request.param)
    return address


@pytest_asyncio.fixture(scope="session")
async def opened(engine: Address) -> AsyncIterator[Store]:
    """A store on the engine, with whatever the last test left."""
    async with open_store(engine, OPTIONS, clock=fixed_clock) as store:
        yield store


@pytest_asyncio.fixture
async def store(opened: Store) -> Store:
    """An empty graph on each engine in turn."""
    await opened.reset()
    return opened
