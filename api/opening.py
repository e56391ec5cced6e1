"""The service's store: opened in the background, so that the service lives while the engine is still coming."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from fastapi import Request

from api.engines import configured_store, place
from api.settings import Settings
from graph.engine.embedded import stopped_on_purpose
from graph.store import Store
from ontology.errors import EngineError, RostraError

LOG = structlog.get_logger(__name__)
RETRY_AFTER = 5.0
"""Seconds until an engine that could not be had is tried again."""
PROBE_TIMEOUT = 2.0
WATCH = 0.5
"""Seconds between two looks at whether the engine lives."""


class OpeningStore:
    """A store that may not be there yet. `get` gives it or says why not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store: Store | None = None
        self._trouble = "The engine is starting."

    def get(self) -> Store:
        """The open store; raises EngineError with the reason while there is none."""
        if self._store is None:
            raise EngineError(self._trouble, "Try again in some seconds.")
        return self._store

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """Like `Store.read`; raises EngineError while there is no store."""
        return await self.get().read(cypher, parameters, seconds)

    async def trouble(self) -> str | None:
        """Why the graph cannot be read right now, None if it can."""
        try:
            await asyncio.wait_for(self.get().read("RETURN 1 AS one"), PROBE_TIMEOUT)
        except RostraError as error:
            return error.message
        except TimeoutError:
            return f"The engine has not answered for {PROBE_TIMEOUT:g} seconds."
        return None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Open the store in the background for as long as the block lasts, then close it."""
        task = asyncio.create_task(self._keep_open())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_open(self) -> None:
        while True:
            pause = 0.0
            try:
                async with configured_store(self._settings) as store:
                    self._store = store
                    LOG.info("store open", uri=store.address.uri)
                    await _end_of_engine(store)
                LOG.error("engine ended")
                self._trouble = "The engine ended, and is being started again."
            except RostraError as error:
                LOG.error("store not to be had", reason=error.message)
                self._trouble = error.message
                pause = RETRY_AFTER
            finally:
                self._store = None
            await self._while_stopped()
            await asyncio.sleep(pause)

    async def _while_stopped(self) -> None:
        """Return when nobody wants the engine stopped any more: at once where it ended by itself."""
        where = place(self._settings)
        if not isinstance(where, Path) or not stopped_on_purpose(where):
            return
        self._trouble = (
            "The engine was stopped by `rostra engine stop`; `rostra engine start` starts it again."
        )
        LOG.warning("engine stopped", until="rostra engine start")
        while True:
            await asyncio.sleep(WATCH)
            if not stopped_on_purpose(where):
                return


async def _end_of_engine(store: Store) -> None:
    """Return when the engine has ended; a Neo4j, which may come back where it was, is waited for by the driver."""
    while True:
        await asyncio.sleep(WATCH)
        if store.engine_ended:
            return


def store_of(request: Request) -> Store:
    """The store of the service that the request came to; raises EngineError while there is none."""
    opening: OpeningStore = request.app.state.store
    return opening.get()
