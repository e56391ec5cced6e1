"""What one caller may ask for in a while, counted by the cost of the questions: a token bucket for each.

A caller is the holder of an API key, or an address. Each may spend `per_minute` nodes a minute, and as much at once
after a pause. What a question costs is known when it is planned, so it is answered while there is anything left, and
what it costs beyond that is a debt to be waited for. So it is with what is written.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.graphql.kept import Kept
from api.guards.refusals import refuse
from api.guards.shedding import UNHINDERED
from api.guards.tally import current
from api.keys import Gate
from api.metrics import Metrics
from ontology.errors import AccessError

CALLERS = 10_000
"""Callers that are known at a time; whoever asked longest ago is forgotten, and begins anew."""
MINUTE = 60.0
PRICES = {"/export": 10_000, "/statements": 1_000, "/sparql": 1_000}
"""Paths that give the engine more to do than a node, whatever is asked; all others cost 1, what they ask for, and
what they write (`api.graphql.weights`)."""


class Buckets:
    """The tokens of each caller: `per_minute` of them flow in each minute, and no more are kept."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._levels = Kept[str, tuple[float, float]](CALLERS)

    def seconds_to_wait(self, caller: str) -> float:
        """Seconds until the caller has anything left; 0 for one who has."""
        return max(0.0, -self._level(caller) * MINUTE / self._most)

    def spend(self, caller: str, tokens: float) -> None:
        """Take tokens, into debt if need be."""
        self._levels.put(caller, (self._level(caller) - tokens, self._clock()))

    def _level(self, caller: str) -> float:
        level, at = self._levels.get(caller) or (self._most, self._clock())
        return min(self._most, level + (self._clock() - at) * self._most / MINUTE)


class Rates:
    """Answers 429 with `Retry-After` to a caller in debt."""

    def __init__(self, app: ASGIApp, gate: Gate, per_minute: int, metrics: Metrics) -> None:
        self.app, self.gate, self.metrics = app, gate, metrics
        self._buckets = Buckets(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and reckon with what it cost."""
        if scope["type"] != "http" or scope["path"] in UNHINDERED:
            await self.app(scope, receive, send)
            return
        caller = self._caller(scope)
        if wait := self._buckets.seconds_to_wait(caller):
            self.metrics.refused("rate")
            message = f"You have asked for more than the rate of this service; wait {math.ceil(wait)} s."
            headers = {"Retry-After": str(math.ceil(wait))}
            await refuse(429, "RATE_LIMITED", message, "Ask for smaller pages.", headers)(
                scope, receive, send
            )
            return
        try:
            await self.app(scope, receive, send)
        finally:
            tally = current()
            self._buckets.spend(caller, PRICES.get(scope["path"], 1) + tally.cost + tally.work)

    def _caller(self, scope: Scope) -> str:
        try:
            key = self.gate.admit(Headers(scope=scope).get("authorization"))
        except AccessError:
            key = None
        return f"key {key.id}" if key else network(scope["client"][0] if scope.get("client") else "")


def network(address: str) -> str:
    """An address as one caller: of IPv6 the 64 bits that one subscriber has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((found, 64), strict=False)) if isinstance(found, IPv6Address) else address
