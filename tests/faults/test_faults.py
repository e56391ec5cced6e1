"""After each fault, on each engine: what was acknowledged is there, what is there is whole, and the load goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest
import pytest_asyncio

from tests.engines.fixtures import no_neo4j
from tests.engines.neo4j_server import NoNeo4jError
from tests.faults.engines import Embedded, Engine, Neo4j
from tests.faults.faults import FAULTS, Fault, Scene, settled

NUMBER = 8


@pytest_asyncio.fixture(scope="module", params=[Embedded, Neo4j], ids=lambda kind: kind.name)
async def victim(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engine]:
    """An engine of its own, of each kind in turn: the other tests need theirs."""
    try:
        engine: Engine = request.param(tmp_path_factory.mktemp("victim"))
    except NoNeo4jError as error:
        no_neo4j(error)
    await engine.start()
    yield engine
    await engine.kill()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(victim: Engine, fault: Fault) -> None:
    left = await settled(Scene(victim, NUMBER, Random(fault.__name__)), fault)

    assert left.lost == frozenset()
    assert left.half == frozenset()
    assert left.astray == frozenset()
    assert left.resumed
