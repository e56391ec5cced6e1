"""What a Prometheus reads at `/metrics`: requests, costs, refusals, loads, the engine, and what is in the graph."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, cast

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder

from api.keys import Gate, permit
from api.opening import OpeningStore
from api.progress import Loads, LoadState
from api.settings import Settings
from ontology.errors import RostraError
from ontology.vocabulary import load_vocabulary

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
COSTS = (1, 10, 100, 1_000, 10_000, 50_000, 100_000, 200_000)
COUNTED = 60.0
"""Seconds for which the counts of nodes are taken as they were."""
COUNTING = 5.0
"""Seconds that counting may take."""


class Metrics:
    """The metrics of one service, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        labels = ("method", "path")
        self._requests = Counter(
            "rostra_requests", "Requests answered.", (*labels, "status"), registry=registry
        )
        self._seconds = Histogram(
            "rostra_request_seconds",
            "Seconds to the end of an answer.",
            labels,
            buckets=SECONDS,
            registry=registry,
        )
        self._costs = Histogram(
            "rostra_question_cost", "Nodes that a question may bring.", buckets=COSTS, registry=registry
        )
        self._refused = Counter(
            "rostra_requests_refused",
            "Requests sent away: busy, rate.",
            ("reason",),
            registry=registry,
        )
        self._answering = Gauge(
            "rostra_requests_in_progress", "Requests that are being answered.", registry=registry
        )
        self._waiting = Gauge("rostra_requests_waiting", "Requests that wait their turn.", registry=registry)
        self.engine = Gauge("rostra_engine_up", "1 while the engine answers.", registry=registry)
        self.engine_seconds = Histogram(
            "rostra_engine_probe_seconds",
            "Seconds that the engine took to answer when asked for nothing.",
            buckets=SECONDS,
            registry=registry,
        )
        self.nodes = Gauge("rostra_nodes", "Nodes in the graph, by class.", ("label",), registry=registry)
        self.loads = Gauge(
            "rostra_loads", "Loads over HTTP, of the last hour, by state.", ("state",), registry=registry
        )
        self.lag = Gauge(
            "rostra_load_lag_seconds",
            "Seconds since the oldest file was received that isn't wholly in the graph; 0 without any.",
            registry=registry,
        )
        for reason in ("busy", "rate"):
            self._refused.labels(reason)  # there from the start, so that an increase is seen

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count a request while it is answered."""
        self._answering.inc()
        try:
            yield
        finally:
            self._answering.dec()

    def answered(self, method: str, path: str, status: int, seconds: float, cost: int) -> None:
        """A request was answered; `path` is its template, so that there are only so many."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, path, str(status)).inc()
        self._seconds.labels(known, path).observe(seconds)
        if cost:
            self._costs.observe(cost)

    def refused(self, reason: str) -> None:
        """A request was sent away."""
        self._refused.labels(reason).inc()

    def watch_line(self, waiting: Callable[[], int]) -> None:
        """Take the number of those who wait from here."""
        self._waiting.set_function(waiting)


class Gauging:
    """Brings up to date what is not counted by itself: the engine, the graph, the loads."""

    def __init__(self, metrics: Metrics, loads: Loads) -> None:
        self._metrics, self._loads = metrics, loads
        self._counted = float("-inf")

    async def refresh(self, store: OpeningStore) -> None:
        """Look at all; what the engine doesn't tell in time stays as it was."""
        started = time.perf_counter()
        up = await store.trouble() is None
        self._metrics.engine.set(up)
        if up:
            self._metrics.engine_seconds.observe(time.perf_counter() - started)
            await self._count(store)
        for state in LoadState:
            self._metrics.loads.labels(state.value).set(self._loads.number(state))
        self._metrics.lag.set(self._loads.lag())

    async def _count(self, store: OpeningStore) -> None:
        if time.monotonic() - self._counted < COUNTED:
            return
        self._counted = time.monotonic()
        try:
            async with asyncio.timeout(COUNTING):
                for label in load_vocabulary().labels:
                    (found,) = await store.read(f"MATCH (n:{label}) RETURN count(n) AS n")
                    self._metrics.nodes.labels(label).set(found["n"])
        except (RostraError, TimeoutError):
            return  # the next reading comes soon


def may_read_metrics(request: Request) -> None:
    """A dependency: 404 where there are no metrics; raises AccessError where a key is needed and there is none."""
    settings: Settings = request.app.state.settings
    gate: Gate = request.app.state.gate
    if settings.metrics == "off":
        raise HTTPException(404, "Metrics are off.")
    if settings.metrics == "key":
        permit(gate.admit(request.headers.get("authorization")), "read")


router = APIRouter(tags=["health"])


@router.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def metrics(request: Request, _: Annotated[None, Depends(may_read_metrics)]) -> Response:
    """In the text format of Prometheus, or OpenMetrics where that is asked for."""
    state = request.app.state
    await cast("Gauging", state.gauging).refresh(state.store)
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(state.metrics.registry), media_type=media_type)
