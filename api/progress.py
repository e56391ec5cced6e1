"""How far the loads have come that the service was asked for: watched while they run, remembered for a while after."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from enum import Enum

from api.loading import LoadReport
from ontology.errors import QuestionError

REMEMBERED = 3600.0
"""Seconds that a load is known after it ended."""
PACE = 0.2
"""Seconds between two looks that one watcher gets at least."""


class LoadState(Enum):
    """Where a load stands."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self in (LoadState.DONE, LoadState.FAILED)


@dataclass(slots=True)
class Load:
    """One load. Whoever does it tells of it with `start`, `report`, and `end`; any number may watch."""

    name: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: LoadState = LoadState.WAITING
    so_far: LoadReport = field(default_factory=LoadReport)
    trouble: str | None = None
    begun: float = field(default_factory=time.monotonic)
    ended: float | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the end, if it goes on as it did; None while nobody can say."""
        share = self.so_far.extent.share
        return self.so_far.seconds * (1 - share) / share if share else None

    def start(self) -> None:
        """It runs from now on."""
        self.state = LoadState.RUNNING
        self._tell()

    def report(self, so_far: LoadReport) -> None:
        """It has come so far."""
        self.so_far = so_far
        self._tell()

    def end(self, trouble: str | None = None) -> None:
        """It is over: done, or failed where there was trouble."""
        self.state = LoadState.FAILED if trouble else LoadState.DONE
        self.trouble = trouble
        self.ended = time.monotonic()
        self._tell()

    async def watch(self) -> AsyncGenerator[Load, None]:
        """The load at once, and again when it has come further, until it is over; what is missed is left out."""
        while True:
            changed, is_last = self._changed, self.state.is_over
            yield self
            if is_last:
                return
            await changed.wait()
            if not self.state.is_over:
                await asyncio.sleep(PACE)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class Loads:
    """The loads of a service, by id."""

    def __init__(self) -> None:
        self._loads: dict[str, Load] = {}

    def begin(self, name: str) -> Load:
        """A new load, which waits."""
        now = time.monotonic()
        for id, load in list(self._loads.items()):
            if load.ended is not None and now - load.ended > REMEMBERED:
                del self._loads[id]
        load = Load(name)
        self._loads[load.id] = load
        return load

    def number(self, state: LoadState) -> int:
        """How many of the loads that are known are in this state."""
        return sum(load.state is state for load in self._loads.values())

    def lag(self) -> float:
        """Seconds since the oldest load was asked for that isn't over; 0 where all are."""
        begun = [load.begun for load in self._loads.values() if not load.state.is_over]
        return time.monotonic() - min(begun) if begun else 0.0

    def get(self, id: str) -> Load:
        """The load of this id. Raises QuestionError where there is none, or none any more."""
        if id not in self._loads:
            hours = REMEMBERED / 3600
            raise QuestionError(
                f"There is no load “{id}”.", f"A load is known until {hours:g} hour after it ended."
            )
        return self._loads[id]
