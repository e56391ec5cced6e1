"""Writers that meet, and an engine that is gone; what kills things is in tests/faults."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from graph.engine import connection
from graph.engine.embedded import open_engine
from graph.engine.launch import EngineOptions
from graph.opening import open_store
from graph.store import Store
from ontology.errors import EngineError
from ontology.facts import Facts
from tests.engines.fixtures import OPTIONS, fixed_clock
from tests.graph.dumps import whole
from tests.graph.samples import many


async def test_writers_that_meet_on_the_same_actors_all_get_through(store: Store) -> None:
    everything = many(12)
    async with open_store(store.address, OPTIONS, clock=fixed_clock) as another:
        writers = [
            write_all(writer, everything[n::4]) for n, writer in enumerate((store, another, store, another))
        ]
        await asyncio.gather(*writers)
    met = await whole(store)
    await store.reset()
    await store.write_many(everything)

    assert met == await whole(store)


async def test_an_engine_that_is_gone_is_told_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    engine = await open_engine(tmp_path, OPTIONS)
    async with open_store(engine.address, OPTIONS) as store:
        await engine.close()
        with pytest.raises(EngineError) as told:
            await store.write(many(1)[0])
        assert "rostra engine status" in told.value.advice
        with pytest.raises(EngineError):
            await store.read("RETURN 1")
    with pytest.raises(EngineError, match="doesn't answer"):
        async with open_store(engine.address, EngineOptions(start_timeout=0.5)):
            pass


async def write_all(store: Store, some: list[Facts]) -> None:
    """Write one by one."""
    for facts in some:
        await store.write(facts)
