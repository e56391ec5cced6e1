"""Networks and RDF over HTTP: by name or by Accept header, and what is said of what cannot be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator

import httpx
import networkx
import pytest
import pytest_asyncio
from rdflib import RDF, Graph

from api.app import build_app
from api.settings import Settings
from graph.store import Store
from ontology.vocabulary import ROSTRA
from tests.api.opened import Opened
from tests.api.packed import unpacked
from tests.graph.sides import TIDE, UNION, WATCH, sides


@pytest_asyncio.fixture
async def client(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """The service over a store with the statements of tests/graph/sides.py."""
    await store.write_many(sides())
    app = build_app(Settings())
    app.state.store = Opened(store)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        yield client


async def test_the_whole_graph_comes_in_the_format_of_the_accept_header(client: httpx.AsyncClient) -> None:
    answer = await client.get("/export", headers={"Accept": "application/graphml+xml"})
    assert answer.headers["content-type"] == "application/graphml+xml"
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    graph = networkx.read_graphml(io.BytesIO(answer.content))
    assert {WATCH, TIDE, UNION} <= set(graph)


async def test_a_projection_comes_over_time(client: httpx.AsyncClient) -> None:
    asked = {"format": "gexf", "projection": "actors-by-positions", "over_time": "true", "to": "2023-01-31"}
    answer = await client.get("/export", params=asked)
    assert answer.headers["content-disposition"] == 'attachment; filename="actors-by-positions.gexf"'
    graph = networkx.read_gexf(io.BytesIO(answer.content), version="1.3")
    assert dict(graph.edges)[WATCH, UNION]["spells"] == [("2023-01-20", "2023-01-20")]


async def test_tables_come_as_an_archive(client: httpx.AsyncClient) -> None:
    answer = await client.get("/export", params={"format": "csv", "around": TIDE})
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv"]


async def test_rdf_of_some_statements_comes_by_name_or_by_accept_header(client: httpx.AsyncClient) -> None:
    asked = {"issuer": WATCH, "topic": "accountability", "to": "2023-01-31"}
    for named in (
        await client.get("/export", params={**asked, "format": "ttl"}),
        await client.get("/export", params=asked, headers={"Accept": "text/turtle"}),
    ):
        assert named.headers["content-type"].startswith("text/turtle")
        graph = Graph().parse(data=named.text, format="turtle")
        assert len(set(graph.subjects(RDF.type, ROSTRA.Statement))) == 1
        assert len(set(graph.subjects(RDF.type, ROSTRA.Position))) == 2


@pytest.mark.parametrize(
    ("accepting", "coding"),
    [
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip;q=0.5, *", "zstd"),
        ("br", None),
        ("identity, gzip;q=0", None),
    ],
)
async def test_an_export_travels_in_the_coding_that_the_client_takes(
    client: httpx.AsyncClient, accepting: str, coding: str | None
) -> None:
    asked = {"format": "nt", "issuer": WATCH}
    async with client.stream(
        "GET", "/export", params=asked, headers={"Accept-Encoding": accepting}
    ) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == coding
    assert Graph().parse(data=unpacked(raw, coding), format="nt")


@pytest.mark.parametrize("way", ["gzip", "zstd"])
async def test_an_export_is_a_compressed_file_if_asked(client: httpx.AsyncClient, way: str) -> None:
    answer = await client.get("/export", params={"format": "nt", "issuer": WATCH, "compress": way})
    suffix = {"gzip": "gz", "zstd": "zst"}[way]
    assert answer.headers["content-disposition"] == f'attachment; filename="graph.nt.{suffix}"'
    assert "content-encoding" not in answer.headers
    assert Graph().parse(data=unpacked(answer.content, way), format="nt")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"format": "docx"}, "gexf, graphml"),
        ({"projection": "friends"}, "actors-by-demands"),
        ({"around": "organization/nobody"}, "organization/nobody"),
        ({"projection": "actors-by-demands", "from": "2030-01-01"}, "nothing to draw"),
        ({"format": "jsonld", "triple_terms": "true"}, "Use one of ttl"),
        ({"format": "gexf", "triple_terms": "true"}, "`triple_terms` is for RDF"),
        ({"format": "csv", "compress": "gzip"}, "compressed already"),
        ({"format": "ttl", "compress": "rar"}, "zstd, gzip"),
        ({"over_time": "perhaps"}, "neither true nor false"),
        ({"format": "csv", "over_time": "true"}, "Over time there is gexf"),
        ({"format": "ttl", "around": TIDE}, "`around` is for networks"),
        ({"format": "gexf", "issuer": TIDE}, "`issuer` is for RDF"),
        ({"format": "ttl", "topic": "gardening"}, "no topic"),
        ({"from": "yesterday"}, "no day"),
    ],
)
async def test_what_cannot_be_is_400_and_says_why(
    client: httpx.AsyncClient, asked: dict[str, str], told: str
) -> None:
    answer = await client.get("/export", params=asked)
    assert answer.status_code == 400
    assert told in " ".join(answer.json().values())


async def test_an_accept_header_that_takes_none_is_406(client: httpx.AsyncClient) -> None:
    answer = await client.get("/export", headers={"Accept": "image/png"})
    assert (answer.status_code, "application/gexf+xml" in answer.text) == (406, True)
