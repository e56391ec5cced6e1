"""A service whose snapshot is made of a test's own triples: no engine is needed to ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from pyoxigraph import Quad, Store

from api.app import build_app
from api.settings import Settings
from api.sparql.endpoint import SparqlEndpoint
from api.sparql.following import Follower
from api.sparql.snapshot import LOCK, Snapshot, finish

TAKEN = "2026-11-01T12:00:00.000+00:00"


class Fixed(Follower):
    """Always gives the same snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.current = snapshot

    @property
    def age(self) -> float:
        return 7.0

    async def snapshot(self, patience: float | None, *, latest: bool = False) -> Snapshot:
        assert self.current
        return self.current

    def forget(self, snapshot: Snapshot) -> None:
        pass

    async def close(self) -> None:
        pass


def snapshot_of(root: Path, quads: Iterable[Quad], key: str = "made") -> Snapshot:
    """A finished snapshot under a folder."""
    folder = root / f"new-{key}"
    store = Store(str(folder))
    store.bulk_extend(quads)
    store.flush()
    count = len(store)
    del store
    (folder / LOCK).touch()
    finish(Snapshot(folder, TAKEN, count, 0.1), root, key)
    return Snapshot(root / key, TAKEN, count, 0.1)


@asynccontextmanager
async def asked_of(quads: Iterable[Quad], root: Path, **settings: object) -> AsyncIterator[Asking]:
    """A client of a service over the triples, until the block ends."""
    given = Settings(data_dir=root, base="https://example.org/id/", **settings)  # type: ignore[arg-type]
    app = build_app(given)
    endpoint: SparqlEndpoint = app.state.sparql
    endpoint.follower = Fixed(snapshot_of(root, quads))
    transport = httpx.ASGITransport(app)
    async with Asking(transport=transport, base_url="http://rostra", timeout=60) as client:
        client.endpoint = endpoint
        yield client
        await endpoint.close()


class Asking(httpx.AsyncClient):
    """A client that knows the endpoint behind the service."""

    endpoint: SparqlEndpoint

    async def ask(self, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
        """The answer to a query by GET."""
        return await self.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})
