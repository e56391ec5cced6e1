"""Every answer has the headers that browsers heed; bodies have a limit everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from api.app import build_app
from api.graphql.requests import REQUEST_BYTES
from api.settings import Settings


@pytest_asyncio.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(Settings(data_dir=tmp_path))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/livez", "/ontology", "/nowhere", "/id/x", "/openapi.json", "/metrics"]
)
async def test_no_answer_can_be_sniffed_framed_or_run(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert len(headers.get_list("content-security-policy")) == 1


async def test_a_page_keeps_the_policy_that_is_made_for_it(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"Accept": "text/html"})
    if page.status_code == 404:
        pytest.skip("GraphiQL was not built here.")
    assert page.headers.get_list("content-security-policy") == [page.headers["content-security-policy"]]
    assert "script-src 'self'" in page.headers["content-security-policy"]
    described = await client.get("/docs")
    assert "default-src" not in described.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/graphql", "/nowhere", "/livez"])
async def test_a_body_beyond_all_limits_is_not_taken(client: httpx.AsyncClient, path: str) -> None:
    sent = await client.post(
        path, content=b" " * (3 * REQUEST_BYTES), headers={"Content-Type": "application/json"}
    )
    assert sent.status_code == 413


async def test_head_gives_the_headers_of_linked_data_without_the_body(client: httpx.AsyncClient) -> None:
    fetched = await client.get("/ontology", headers={"Accept": "text/turtle"})
    looked = await client.head("/ontology", headers={"Accept": "text/turtle"})
    assert (looked.status_code, looked.content) == (200, b"")
    assert looked.headers["etag"] == fetched.headers["etag"]
    assert looked.headers["content-length"] == fetched.headers["content-length"]
    assert (await client.head("/export")).status_code == 405
