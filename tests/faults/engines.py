"""Engines of which one may do anything: kill them, halt them, fill their disk, and start them again on their data."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from pathlib import Path
from typing import Protocol

from graph.engine.addresses import Address
from graph.engine.connection import wait_until_answers
from graph.engine.embedded import EmbeddedEngine, open_engine
from tests.engines.fixtures import OPTIONS
from tests.engines.neo4j_server import Neo4jProcess

UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class Engine(Protocol):
    """An engine as a process of its own. Start it in the main thread: on Linux it ends with the thread."""

    name: str

    @property
    def address(self) -> Address:
        """Where it answers now."""

    @property
    def pid(self) -> int:
        """Its process."""

    async def start(self) -> None:
        """Start it on whatever data there is; it answers when this returns."""

    async def kill(self) -> None:
        """End it on the spot (SIGKILL), if it runs."""


class Embedded:
    """The embedded engine; after each start it answers on another port."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine: EmbeddedEngine | None = None

    @property
    def address(self) -> Address:
        """Where it answers now."""
        assert self._engine, "it was started"
        return self._engine.address

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._engine, "it was started"
        return self._engine.state.pid

    async def start(self) -> None:
        """Start it on whatever data there is; it answers when this returns."""
        self._engine = await open_engine(self._folder, OPTIONS)

    async def kill(self) -> None:
        """End it on the spot (SIGKILL), if it runs."""
        if self._engine and self._engine.process:
            self._engine.process.kill()
            await self._engine.close()


class Neo4j:
    """A Neo4j from jars; raises NoNeo4jError where there are none to be had."""

    name = "neo4j"

    def __init__(self, folder: Path) -> None:
        self._server = Neo4jProcess(folder)

    @property
    def address(self) -> Address:
        """Where it answers, always the same."""
        return self._server.address

    @property
    def pid(self) -> int:
        """Its process."""
        return self._server.pid

    async def start(self) -> None:
        """Start it on whatever data there is; it answers when this returns."""
        self._server.launch()
        await wait_until_answers(self.address, OPTIONS.start_timeout)

    async def kill(self) -> None:
        """End it on the spot (SIGKILL), if it runs."""
        self._server.kill()


async def halted(engine: Engine, seconds: float) -> None:
    """Let the engine do nothing at all for some seconds, as on a machine that has no time for it."""
    os.kill(engine.pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        os.kill(engine.pid, signal.SIGCONT)


def fill_disk(engine: Engine, size: int = 4096) -> None:
    """From now on the engine can write nothing behind byte `size` of a file.

    It is refused as on a full disk, but needs neither rights nor a disk of its own.
    """
    resource.prlimit(engine.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def free_disk(engine: Engine) -> None:
    """Let the engine write again."""
    resource.prlimit(engine.pid, resource.RLIMIT_FSIZE, UNLIMITED)
