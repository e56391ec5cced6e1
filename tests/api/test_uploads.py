"""Files of statements sent to the service."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api import uploads
from api.app import build_app
from api.keys import Keys
from api.settings import Settings
from graph.store import Store
from tests.api.opened import Opened

TEXT = "On Dovna\n\n27 January 2023\n\nHarbour Watch condemns the raid on the camp."
PATIENCE = 120


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), max_upload_bytes=10_000)


@pytest.fixture(scope="module")
def app(settings: Settings) -> FastAPI:
    return build_app(settings)


@pytest_asyncio.fixture
async def client(app: FastAPI, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a key that may write."""
    _, token = Keys(settings.data_dir).create("loader", ["write"])
    headers = {"Authorization": f"Bearer {token}"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra", headers=headers) as client:
        yield client


async def ended(client: httpx.AsyncClient, sent: httpx.Response) -> dict[str, Any]:
    """The load that an answer names, once it is over."""
    assert sent.status_code == 202, sent.text
    async with asyncio.timeout(PATIENCE):
        while True:
            load: dict[str, Any] = (await client.get(sent.headers["location"])).json()
            if load["state"] in ("DONE", "FAILED"):
                return load
            await asyncio.sleep(0.1)


async def test_what_is_sent_is_loaded_and_what_is_refused_is_told(
    app: FastAPI,
    client: httpx.AsyncClient,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app.state.uploads, "_store", Opened(store))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.jsonl", json.dumps({"title": "On Marr", "text": "We condemn it."}))
    params = {"name": "all.zip", "issuer": "Harbour Watch"}
    load = await ended(client, await client.post("/statements", content=packed.getvalue(), params=params))
    assert (load["state"], load["share"], load["statements"]) == ("DONE", 1.0, {"created": 1})
    assert [refusal["source"] for refusal in load["refused"]] == ["all.zip/b.jsonl:1"]
    assert (await store.read("MATCH (s:Statement) RETURN s.title AS title")) == [{"title": "On Dovna"}]


async def test_a_load_fails_where_there_is_no_engine(client: httpx.AsyncClient) -> None:
    load = await ended(client, await client.post("/statements", content=TEXT))
    assert (load["state"], load["trouble"]) == (
        "FAILED",
        "The engine is starting. Try again in some seconds.",
    )


@pytest.mark.parametrize(
    ("content", "params", "status"),
    [
        (b"", {}, 400),
        (b"a,b", {"column": "text"}, 400),
        (b"a", {"date": "yesterday"}, 422),
        (b" " * 10_001, {}, 413),
    ],
)
async def test_what_cannot_be_loaded_is_refused_at_once(
    client: httpx.AsyncClient, content: bytes, params: dict[str, str], status: int
) -> None:
    assert (await client.post("/statements", content=content, params=params)).status_code == status


async def test_loading_needs_a_key_that_may_write(client: httpx.AsyncClient, settings: Settings) -> None:
    _, reader = Keys(settings.data_dir).create("reader", ["read"])
    for headers, status in (
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer rostra_x_y"}, 401),
        ({"Authorization": f"Bearer {reader}"}, 403),
    ):
        refused = await client.post("/statements", content=TEXT, headers=headers)
        assert refused.status_code == status
        assert refused.json()["advice"]


async def test_nobody_waits_in_a_long_queue(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_WAITING", -1)
    busy = await client.post("/statements", content=TEXT)
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "30")


async def test_a_load_that_nobody_knows_is_not_found(client: httpx.AsyncClient) -> None:
    unknown = await client.get("/loads/none")
    assert (unknown.status_code, unknown.json()["error"][:16]) == (404, "There is no load")
