"""GraphQL over HTTP. The full audit of the specification is in test_audit.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.graphql.limits import Limits
from api.graphql.requests import GRAPHQL, JSON, REQUEST_BYTES
from api.graphql.router import graphql_router
from ontology.errors import EngineError
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.test_cypher import Silent


class Broken(Silent):
    """An engine that is gone, or a fault of ours, as the question's id asks."""

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        if parameters == {"p0": "gone"}:
            raise EngineError("No engine at bolt://secret:7687.")
        if parameters == {"p0": "fault"}:
            raise KeyError("secret")
        return await super().read(cypher, parameters, seconds)


@pytest_asyncio.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), Broken()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra") as client:
        yield client


async def post(client: httpx.AsyncClient, accept: str = "*/*", **body: object) -> httpx.Response:
    return await client.post("/graphql", json=body, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("*/*", JSON), (JSON, JSON), (GRAPHQL, GRAPHQL), (f"text/html, {GRAPHQL};q=0.9, {JSON}", GRAPHQL)],
)
async def test_the_answer_comes_as_asked_for(client: httpx.AsyncClient, accept: str, media_type: str) -> None:
    response = await post(client, accept, query="{ statements { totalCount } }")
    assert (response.status_code, response.json()) == (200, {"data": {"statements": {"totalCount": 0}}})
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"


async def test_variables_and_operation_name(client: httpx.AsyncClient) -> None:
    document = "query A { statements { totalCount } } query B($id: ID!) { run(id: $id) { id } }"
    response = await post(client, query=document, operationName="B", variables={"id": "run/1"})
    assert response.json() == {"data": {"run": None}}
    nameless = await post(client, GRAPHQL, query=document)
    assert nameless.status_code == 400
    assert "Which operation?" in nameless.json()["errors"][0]["message"]


async def test_a_query_by_get(client: httpx.AsyncClient) -> None:
    params = {"query": "query ($id: ID!) { run(id: $id) { id } }", "variables": '{"id": "x"}'}
    assert (await client.get("/graphql", params=params)).json() == {"data": {"run": None}}


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"{}", {}, 400),
        (b'{"query": 7}', {}, 400),
        (b'{"query": "{ a }", "variables": []}', {}, 400),
        (b'{"query": "{ a }", "operationName": 1}', {}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{}", {"Accept": "image/png"}, 406),
        (b" " * (REQUEST_BYTES + 1), {}, 413),
    ],
)
async def test_what_is_no_request_is_refused(
    client: httpx.AsyncClient, content: bytes, headers: dict[str, str], status: int
) -> None:
    response = await client.post("/graphql", content=content, headers={"Content-Type": JSON, **headers})
    assert response.status_code == status
    error = response.json()["errors"][0]
    assert error["extensions"] == {"code": "BAD_REQUEST", "requestId": response.headers["x-request-id"]}


@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", "query ($n: Int!) { statements(first: $n) { totalCount } }"]
)
async def test_a_document_that_cannot_be_executed(client: httpx.AsyncClient, query: str) -> None:
    modern = await post(client, GRAPHQL, query=query)
    legacy = await post(client, JSON, query=query)
    assert (modern.status_code, legacy.status_code) == (400, 200)
    assert "data" not in modern.json()


@pytest.mark.parametrize(
    ("id", "code", "message"),
    [
        ("gone", "NO_ENGINE", "The graph can't be reached at the moment."),
        ("fault", "INTERNAL", "Something went wrong"),
    ],
)
async def test_faults_are_masked(client: httpx.AsyncClient, id: str, code: str, message: str) -> None:
    response = await post(client, query="query ($id: ID!) { run(id: $id) { id } }", variables={"id": id})
    (error,) = response.json()["errors"]
    assert error["message"].startswith(message)
    assert error["extensions"] == {"code": code, "requestId": response.headers["x-request-id"]}
    assert "secret" not in response.text


async def test_a_query_is_kept_under_its_hash(client: httpx.AsyncClient) -> None:
    query = '{ run(id: "kept") { id } }'
    digest = hashlib.sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    unknown = (await post(client, extensions=extensions)).json()
    assert unknown["errors"][0]["message"] == "PersistedQueryNotFound"
    assert (await post(client, query=query, extensions=extensions)).json() == {"data": {"run": None}}
    assert (await post(client, extensions=extensions)).json() == {"data": {"run": None}}
    params = {"extensions": json.dumps(extensions)}
    assert (await client.get("/graphql", params=params)).json() == {"data": {"run": None}}
    wrong = (await post(client, query="{ __typename }", extensions=extensions)).json()
    assert wrong["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_HASH_MISMATCH"


async def test_an_answer_that_is_too_large_is_refused() -> None:
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), Silent(), Limits(response_bytes=30)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        response = await post(client, query="{ statements { __typename totalCount nodes { id } } }")
    assert "bytes; the limit is 30" in response.json()["errors"][0]["message"]
