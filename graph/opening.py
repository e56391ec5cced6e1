"""A store is opened on an address, or on a folder for which the embedded engine is started or joined."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from graph.engine.addresses import Address
from graph.engine.connection import Connection, wait_until_answers
from graph.engine.embedded import open_engine
from graph.engine.launch import EngineOptions
from graph.migrations import migrate
from graph.schema import ensure_schema
from graph.store import Store


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_store(
    where: Address | Path,
    options: EngineOptions | None = None,
    clock: Callable[[], datetime] = utc_now,
    *,
    emptied: bool = False,
    filling: bool = False,
) -> AsyncIterator[Store]:
    """A store, with its schema in place, until the block ends.

    `where` is the address of a running engine, or the data folder of the embedded one, which is joined where
    it runs and else started, and ended after the block if it was started by it. `clock` dates the runs.
    With `emptied` all that is in the graph is deleted first, whatever version made it. For `filling` a graph that
    was filled in part will do.
    Raises EngineError where no engine answers in `options.start_timeout` seconds, or the graph doesn't fit.
    """
    options = options or EngineOptions()
    if isinstance(where, Address):
        await wait_until_answers(where, options.start_timeout)
        async with _store(where, clock, emptied, filling) as store:
            yield store
        return
    engine = await open_engine(where, options)
    try:
        async with _store(engine.address, clock, emptied, filling) as store:
            yield store
    finally:
        await engine.close()


async def migrated(where: Address | Path, options: EngineOptions) -> list[str]:
    """Bring the graph there to this version of the ontology; gives what was done, in words.

    Raises EngineError, before anything is changed, where that cannot be.
    """
    engine = None if isinstance(where, Address) else await open_engine(where, options)
    address = engine.address if engine else cast(Address, where)
    await wait_until_answers(address, options.start_timeout)
    connection = Connection(address)
    try:
        return await migrate(connection)
    finally:
        await connection.close()
        if engine:
            await engine.close()


@asynccontextmanager
async def _store(
    address: Address, clock: Callable[[], datetime], emptied: bool, filling: bool
) -> AsyncIterator[Store]:
    connection = Connection(address)
    store = Store(connection, clock)
    try:
        if emptied:
            await store.reset()
        await ensure_schema(connection, filling=filling)
        yield store
    finally:
        await connection.close()
