"""Subscriptions over server-sent events, as graphql-sse's “distinct connections” mode has them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.graphql import streaming
from api.graphql.requests import EVENTS, GRAPHQL
from api.graphql.router import graphql_router
from api.loading import LoadReport
from api.progress import Load, Loads
from loaders.reading import Extent
from ontology.errors import ReadingError
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.test_cypher import Silent
from tests.api.served import serving

PROGRESS = """subscription ($id: ID!) {
  loadProgress(id: $id) { state share written refused refusals { source message } secondsLeft trouble }
}"""
Event = tuple[str, object]
PATIENCE = 60


@pytest.fixture
def loads() -> Loads:
    return Loads()


@pytest_asyncio.fixture
async def client(loads: Loads) -> AsyncIterator[httpx.AsyncClient]:
    """A client over a real connection: it can leave in the middle of an answer."""
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), Silent(), loads=loads))
    headers = {"Accept": EVENTS}
    async with serving(app) as address, httpx.AsyncClient(base_url=address, headers=headers) as client:
        yield client


async def stream(client: httpx.AsyncClient, query: str, **variables: object) -> AsyncGenerator[Event, None]:
    """The events of an answer as they come; a comment is an event without a name."""
    body = {"query": query, "variables": variables}
    async with client.stream("POST", "/graphql", json=body) as response:
        assert response.headers["content-type"].startswith(EVENTS)
        block: list[str] = []
        async for line in response.aiter_lines():
            if line:
                block.append(line)
            elif block:
                yield event(block)
                block.clear()


async def events(client: httpx.AsyncClient, query: str, **variables: object) -> list[Event]:
    """All events of an answer but comments."""
    return [event async for event in stream(client, query, **variables) if event[0]]


def event(lines: list[str]) -> Event:
    fields = dict(line.split(":", 1) for line in lines)
    data = fields.get("data", "").strip()
    return fields.get("event", "").strip(), json.loads(data) if data else None


async def test_a_load_is_told_of_until_it_is_over(client: httpx.AsyncClient, loads: Loads) -> None:
    load = loads.begin("all.jsonl")
    watchers = [stream(client, PROGRESS, id=load.id) for _ in range(2)]
    for watcher in watchers:
        assert await anext(watcher) == ("", None)
        assert "WAITING" in str(await anext(watcher))
    report = LoadReport(extent=Extent(100, 50), seconds=4.0)
    report.outcomes["created"] = 3
    report.refused.append(ReadingError("It is empty.", source="all.jsonl:7"))
    load.start()
    load.report(report)
    load.end()
    for watcher in watchers:
        *_, last, end = [each async for each in watcher]
        assert last == (
            "next",
            {
                "data": {
                    "loadProgress": {
                        "state": "DONE",
                        "share": 0.5,
                        "written": 3,
                        "refused": 1,
                        "refusals": [{"source": "all.jsonl:7", "message": "It is empty."}],
                        "secondsLeft": 4.0,
                        "trouble": None,
                    }
                }
            },
        )
        assert end == ("complete", None)


async def test_silence_is_broken_by_comments_and_a_watcher_may_leave(
    client: httpx.AsyncClient, loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = asyncio.Event()
    watch = Load.watch

    async def watched(load: Load) -> AsyncGenerator[Load, None]:
        try:
            async for look in watch(load):
                yield look
        finally:
            left.set()

    monkeypatch.setattr(Load, "watch", watched)
    monkeypatch.setattr(streaming, "HEARTBEAT", 0.02)
    load = loads.begin("all.jsonl")
    async with aclosing(stream(client, PROGRESS, id=load.id)) as watcher:
        names = [(await anext(watcher))[0] for _ in range(5)]
    assert names == ["", "next", "", "", ""]
    await asyncio.wait_for(left.wait(), PATIENCE)
    load.end()
    assert [name for name, _ in await events(client, PROGRESS, id=load.id)] == ["next", "complete"]


async def test_what_is_wrong_is_told_in_the_stream(client: httpx.AsyncClient) -> None:
    for query, code in (
        ('subscription { loadProgress(id: "none") { id } }', "BAD_QUESTION"),
        ("subscription { nothing }", "BAD_REQUEST"),
        ("{", "BAD_REQUEST"),
    ):
        told = await events(client, query)
        assert [name for name, _ in told] == ["next", "complete"]
        assert told[0][1]["errors"][0]["extensions"]["code"] == code  # type: ignore[index]


async def test_a_question_is_answered_in_a_stream_too(client: httpx.AsyncClient) -> None:
    told = await events(client, "{ statements { totalCount } }")
    assert ("next", {"data": {"statements": {"totalCount": 0}}}) in told


async def test_nothing_is_written_by_get(client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", params={"query": "mutation { __typename }"})
    assert "Only queries can be asked by GET." in response.text


async def test_a_subscription_wants_a_stream(client: httpx.AsyncClient, loads: Loads) -> None:
    body = {"query": PROGRESS, "variables": {"id": loads.begin("all.jsonl").id}}
    response = await client.post("/graphql", json=body, headers={"Accept": GRAPHQL})
    assert response.status_code == 400
    assert EVENTS in response.json()["errors"][0]["message"]
