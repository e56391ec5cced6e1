"""Room for so many requests at once, and a line for some more; the rest is sent away at once, to come again.

Without it every request of a crowd would be begun, all would wait for one another, and none would be answered in
time. Health and metrics are always answered.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.guards.refusals import refuse
from api.metrics import Metrics

UNHINDERED = frozenset({"/livez", "/readyz", "/metrics"})
LONG = frozenset({"/export", "/statements"})
"""Paths where a slow client may take long to read or send; so may whoever watches events."""
EVENTS = "text/event-stream"
RETRY_AFTER = {"Retry-After": "2"}
"""Seconds after which a client should come again."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many requests are answered at once, how many streams besides, how many wait, and for how many seconds."""

    requests: int = 64
    streams: int = 64
    waiting: int = 256
    seconds: float = 10.0


class Turns:
    """First come, first served: `take` a turn, `give` it back."""

    def __init__(self, most: int, waiting: int, seconds: float) -> None:
        self._free = asyncio.Semaphore(most)
        self._most_waiting, self._seconds = waiting, seconds
        self.waiting = 0

    async def take(self) -> bool:
        """Whether it is one's turn, after some waiting; False where the line is full, or didn't move in time."""
        if not self._free.locked():
            return await self._free.acquire()
        if self.waiting >= self._most_waiting:
            return False
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await self._free.acquire()
        except TimeoutError:
            return False
        finally:
            self.waiting -= 1

    def give(self) -> None:
        """Let the next one have its turn."""
        self._free.release()


class Shedding:
    """Answers 503 with `Retry-After` where there is no room. Streams, which may last, have room of their own."""

    def __init__(self, app: ASGIApp, room: Room, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics
        self._requests = Turns(room.requests, room.waiting, room.seconds)
        self._streams = Turns(room.streams, 0, room.seconds)
        metrics.watch_line(lambda: self._requests.waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer when it is the request's turn."""
        if scope["type"] != "http" or scope["path"] in UNHINDERED:
            await self.app(scope, receive, send)
            return
        turns = self._streams if _may_last(scope) else self._requests
        if not await turns.take():
            self.metrics.refused("busy")
            message = "The service has more to do than it can."
            await refuse(503, "BUSY", message, "Try again in some seconds.", RETRY_AFTER)(
                scope, receive, send
            )
            return
        try:
            await self.app(scope, receive, send)
        finally:
            turns.give()


def _may_last(scope: Scope) -> bool:
    return scope["path"] in LONG or EVENTS in Headers(scope=scope).get("accept", "")
