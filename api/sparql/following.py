"""The snapshot follows the graph: looked after when somebody asks, made anew in the background, the old one serving.

Nothing is made before the first query. Then each query, once a second at most, has the graph's mark read; where it
moved, a process makes the next snapshot. Making one rests for four times as long as the last one took, so that under
steady loading a fifth of the time at most goes there.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

import structlog

from api.sparql.building import Order
from api.sparql.current import place_of
from api.sparql.snapshot import FOLDER, HOUSE, Snapshot, find, hold, key_of
from graph.engine.addresses import Address
from graph.marks import change_mark
from graph.store import Store
from ontology.errors import EngineError, RostraError
from ontology.vocabulary import load_vocabulary

LOG = structlog.get_logger(__name__)
LOOK_EVERY = 1.0
"""Seconds for which the graph isn't looked at again."""
REST = 4
"""Times as long as a snapshot took to make, until the next one is begun."""


class Follower:
    """Gives the snapshot of a graph, in a folder under `data_dir`."""

    def __init__(self, store: Callable[[], Store], data_dir: Path, base: str) -> None:
        self._store, self._root, self._base = store, (data_dir / FOLDER).resolve(), base
        self.current: Snapshot | None = None
        """The snapshot that serves; None until somebody has asked."""
        self._held: IO[bytes] | None = None
        self._task: asyncio.Task[None] | None = None
        self._looked = self._fits_since = self._next = 0.0

    async def snapshot(self, patience: float | None, *, latest: bool = False) -> Snapshot:
        """The snapshot to ask; the first is waited for, and with `latest` that of the graph as it is now.

        Raises EngineError where it isn't there after so many seconds (None: however many), or the graph can't be read.
        """
        if latest or self.current is None:
            self._looked = self._next = 0.0
        looking = self._look()
        if looking and (latest or self.current is None):
            try:
                await asyncio.wait_for(asyncio.shield(looking), patience)
            except TimeoutError:
                raise EngineError(
                    "The snapshot for SPARQL is still being made.", "Try again in some seconds."
                ) from None
        if self.current is None:
            raise EngineError("There is no snapshot for SPARQL.", "Try again in some seconds.")
        return self.current

    @property
    def age(self) -> float:
        """Seconds: whatever was written longer ago is in the snapshot."""
        return time.monotonic() - self._fits_since

    def forget(self, snapshot: Snapshot) -> None:
        """Don't give this snapshot again: it is gone."""
        if self.current == snapshot:
            self.current = None

    async def close(self) -> None:
        """Stop following; a process that makes a snapshot is ended."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError, RostraError):
                await self._task
        if self._held:
            self._held.close()

    def _look(self) -> asyncio.Task[None] | None:
        """The task that looks after the snapshot, begun if it is time; None if it isn't."""
        running = self._task is not None and not self._task.done()
        if not running and time.monotonic() - self._looked >= LOOK_EVERY:
            self._task = asyncio.create_task(self._follow())
            self._task.add_done_callback(_tell)
        return self._task if self._task and not self._task.done() else None

    async def _follow(self) -> None:
        self._looked = looked = time.monotonic()
        store = self._store()
        place, version = place_of(store.address), load_vocabulary().version
        key = key_of(await change_mark(store), place, self._base, version)
        if self.current and self.current.folder.name == key:
            self._fits_since = looked
            return
        found = find(self._root, key)
        if found is None:
            if looked < self._next:
                return
            key = await self._build(Order(_absolute(store.address), self._base, self._root))
            found = find(self._root, key)
            self._next = time.monotonic() + REST * (time.monotonic() - looked)
        if found is not None:
            self._adopt(found)
            self._fits_since = looked

    def _adopt(self, snapshot: Snapshot) -> None:
        with suppress(
            OSError
        ):  # it was deleted this moment, being old already: the next look finds a newer one
            held = hold(snapshot.folder)
            if self._held:
                self._held.close()
            self.current, self._held = snapshot, held
            LOG.info("sparql snapshot", triples=snapshot.triples, seconds=snapshot.seconds)

    async def _build(self, order: Order) -> str:
        """Have a snapshot made; its key. Raises EngineError where that fails."""
        order.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "api.sparql.building"),
            stdin=PIPE,
            stdout=PIPE,
            cwd=HOUSE,
            start_new_session=True,
        )
        try:
            out, _ = await process.communicate(pickle.dumps(order))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        told = json.loads(out) if out else {"message": "Making the snapshot for SPARQL failed."}
        if "key" not in told:
            raise EngineError(told["message"], told.get("advice", ""))
        return str(told["key"])


def _absolute(address: Address) -> Address:
    """The address for a process that runs in another folder."""
    return replace(address, authorities=address.authorities and address.authorities.resolve())


def _tell(task: asyncio.Task[None]) -> None:
    """Log what went wrong: nobody may be waiting for the task."""
    if not task.cancelled() and (error := task.exception()):
        LOG.warning("sparql snapshot not made", reason=str(error))
