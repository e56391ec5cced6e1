"""The snapshot is made of the graph when first asked for, holds what the export holds, and follows the graph."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from pyoxigraph import RdfFormat, parse

from api.app import build_app
from api.keys import Keys
from api.linked_data.export import export
from api.linked_data.formats import find_format
from api.linked_data.releases import About, release
from api.linked_data.triples import TripleWriter
from api.settings import Settings
from api.sparql import following
from api.sparql.current import quads_as_of_now
from api.sparql.endpoint import SparqlEndpoint
from api.sparql.snapshot import FOLDER, delete_old, hold
from graph.engine.addresses import Address
from graph.opening import open_store
from graph.store import Store
from ontology.vocabulary import load_vocabulary
from tests.api.opened import Opened
from tests.api.packed import unpacked
from tests.engines.fixtures import OPTIONS
from tests.graph.samples import harbour_watch, port_union

BASE = "https://example.org/id/"
STATEMENTS = "SELECT ?title { ?s a rostra:Statement ; rostra:title ?title } ORDER BY ?title"
WITHOUT_ONTOLOGY = """
SELECT (COUNT(*) AS ?n) {
  { GRAPH ?g { ?s ?p ?o } FILTER(?g != <https://w3id.org/rostra/ontology>) }
  UNION { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }
}
"""
PATIENCE = 60.0


@pytest_asyncio.fixture(scope="module")
async def graph(embedded: Address) -> AsyncIterator[Store]:
    """A graph with one statement in it."""
    async with open_store(embedded, OPTIONS) as store:
        await store.reset()
        await store.write(harbour_watch().facts())
        yield store


@pytest_asyncio.fixture
async def service(graph: Store, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A service over the graph, with a data folder of its own."""
    async with serving(graph, Settings(data_dir=tmp_path, base=BASE, sparql_workers=1)) as client:
        yield client


class serving:
    """A client of a service over a store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._app = build_app(settings)
        self._app.state.store = Opened(store)

    async def __aenter__(self) -> httpx.AsyncClient:
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self._app), base_url="http://rostra", timeout=PATIENCE
        )
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        endpoint: SparqlEndpoint = self._app.state.sparql
        await endpoint.close()


async def asked(service: httpx.AsyncClient, query: str) -> list[str]:
    """The first column of the answer, once the first snapshot is there."""
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await service.get("/sparql", params={"query": query})
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            await asyncio.sleep(0.2)
    assert answer.status_code == 200, answer.text
    return [next(iter(row.values()))["value"] for row in answer.json()["results"]["bindings"]]


async def test_it_holds_what_the_export_holds_and_the_ontology(
    graph: Store, service: httpx.AsyncClient
) -> None:
    output = io.BytesIO()
    await export(graph, service._transport.app.state.triples, output, find_format("nq"))  # type: ignore[attr-defined]
    exported = list(parse(output.getvalue(), RdfFormat.N_QUADS))
    assert await asked(service, WITHOUT_ONTOLOGY) == [str(len(exported))]
    labels = await asked(service, "SELECT ?l { ?p rostra:stance/skos:prefLabel ?l }")
    assert labels == ["condemns"]


async def exported(
    graph: Store, name: str, data_dir: Path | None, *, triple_terms: bool = False
) -> list[str]:
    """The lines of an export in a format, in order, as N-Quads."""
    written, form = io.BytesIO(), find_format(name)
    writer = TripleWriter(load_vocabulary(), BASE)
    await export(graph, writer, written, form, triple_terms=triple_terms, data_dir=data_dir)
    return sorted({str(quad) for quad in parse(written.getvalue(), form.rdf)})


@pytest.mark.parametrize(
    ("name", "triple_terms"), [("nq", False), ("nq", True), ("trig", False), ("ttl", False)]
)
async def test_an_export_from_the_snapshot_is_that_from_the_graph(
    graph: Store, service: httpx.AsyncClient, tmp_path: Path, name: str, triple_terms: bool
) -> None:
    await asked(service, STATEMENTS)
    lines = await quads_as_of_now(graph, BASE, tmp_path)
    assert lines
    lines.close()
    from_graph = await exported(graph, name, None, triple_terms=triple_terms)
    assert await exported(graph, name, tmp_path, triple_terms=triple_terms) == from_graph


async def test_a_release_is_made_of_the_snapshot_and_reads_no_node(
    graph: Store, service: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(service, STATEMENTS)
    about, today = About("Harbour", "", "", BASE), date(2026, 3, 1)
    from_graph = await release(graph, tmp_path, "graph", about, today)
    monkeypatch.delattr(Store, "nodes_with_relationships")
    from_snapshot = await release(graph, tmp_path, "snapshot", about, today, data_dir=tmp_path)
    first, second = (
        unpacked((made.folder / "graph.nq.zst").read_bytes(), "zstd") for made in (from_graph, from_snapshot)
    )
    assert sorted(first.splitlines()) == sorted(second.splitlines())


async def test_a_snapshot_of_the_graph_as_it_was_is_not_exported(
    graph: Store, service: httpx.AsyncClient, tmp_path: Path
) -> None:
    await asked(service, STATEMENTS)
    await graph.write(port_union().facts())
    assert await quads_as_of_now(graph, BASE, tmp_path) is None
    assert await exported(graph, "nq", tmp_path) == await exported(graph, "nq", None)
    await graph.reset()
    await graph.write(harbour_watch().facts())


async def test_it_follows_the_graph_while_the_old_one_serves(
    graph: Store, service: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(following, "REST", 0)
    titles = ["On the raid in Dovna"]
    assert await asked(service, STATEMENTS) == titles
    await graph.write(port_union().facts())
    assert await asked(service, STATEMENTS) == titles  # a process begins to make the next one
    async with asyncio.timeout(PATIENCE):
        told = titles
        while told == titles:
            told = await asked(service, STATEMENTS)
    assert told == [*titles, "The dead of Dovna"]
    await graph.withdraw(
        next(iter([n.id async for n in graph.nodes() if n.properties.get("title") == told[1]]))
    )


async def test_a_snapshot_outlives_the_service_and_serves_the_next_one_as_long_as_it_fits(
    graph: Store, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, base=BASE, sparql_workers=1)
    async with serving(graph, settings) as service:
        await asked(service, STATEMENTS)
    (made,) = snapshots(tmp_path)
    before = made.stat().st_mtime_ns
    async with serving(graph, settings) as service:
        assert await asked(service, STATEMENTS)
    assert [folder.stat().st_mtime_ns for folder in snapshots(tmp_path)] == [before]


async def test_a_snapshot_that_somebody_deleted_is_made_again(
    service: httpx.AsyncClient, tmp_path: Path
) -> None:
    await asked(service, STATEMENTS)
    for folder in snapshots(tmp_path):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    endpoint: SparqlEndpoint = service._transport.app.state.sparql  # type: ignore[attr-defined]
    await endpoint.workers.close()
    assert await asked(service, STATEMENTS)


async def test_reading_needs_a_key_where_the_settings_say_so(graph: Store, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, base=BASE, sparql_workers=1, key_for_reading=True)
    async with serving(graph, settings) as service:
        for method in ("GET", "POST"):
            assert (await service.request(method, "/sparql", params={"query": "ASK {}"})).status_code == 401
        _, token = Keys(tmp_path).create("reader", ["read"])
        service.headers["Authorization"] = f"Bearer {token}"
        assert await asked(service, STATEMENTS)


async def test_without_an_engine_it_is_503(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(build_app(Settings(data_dir=tmp_path)))
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra") as service:
        answer = await service.get("/sparql", params={"query": "ASK {}"})
        assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
    assert not (tmp_path / FOLDER).exists()


def test_old_snapshots_go_when_nobody_holds_them(tmp_path: Path) -> None:
    for name in ("newest", "held", "old", "new-left-behind"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "snapshot.lock").touch()
    with hold(tmp_path / "held"):
        delete_old(tmp_path, "newest")
        assert {folder.name for folder in tmp_path.iterdir()} == {"held", "newest"}
    delete_old(tmp_path, "newest")
    assert [folder.name for folder in tmp_path.iterdir()] == ["newest"]


def snapshots(data_dir: Path) -> list[Path]:
    """The folders of finished snapshots."""
    return [folder for folder in (data_dir / FOLDER).iterdir() if folder.is_dir()]
