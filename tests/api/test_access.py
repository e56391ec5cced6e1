"""What is open without an API key, and what isn't where reading needs one."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from api.app import build_app
from api.keys import Keys
from api.settings import Settings

QUESTION = {"query": "{ topics { totalCount } }"}


def client(settings: Settings) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(build_app(settings)), base_url="http://rostra")


@pytest.mark.parametrize("path", ["/id/topic/trade", "/export?format=gexf"])
async def test_reading_needs_a_key_where_the_settings_say_so(tmp_path: Path, path: str) -> None:
    async with client(Settings(data_dir=tmp_path, key_for_reading=True)) as service:
        refused = await service.get(path)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert (await service.post("/graphql", json=QUESTION)).status_code == 401
        _, token = Keys(tmp_path).create("reader", ["read"])
        headers = {"Authorization": f"Bearer {token}"}
        assert (await service.get(path, headers=headers)).status_code == 503  # there is no engine
        asked = await service.post("/graphql", json=QUESTION, headers=headers)
        assert asked.json()["errors"][0]["extensions"]["code"] == "NO_ENGINE"


async def test_health_and_the_ontology_are_open_always(tmp_path: Path) -> None:
    async with client(Settings(data_dir=tmp_path, key_for_reading=True)) as service:
        for path in ("/livez", "/", "/ontology", "/ontology/context.jsonld"):
            assert (await service.get(path)).status_code == 200


async def test_reading_is_open_if_nothing_is_said(tmp_path: Path) -> None:
    async with client(Settings(data_dir=tmp_path)) as service:
        assert (await service.get("/id/topic/trade")).status_code == 503


async def test_a_key_that_holds_no_longer_is_refused_for_reading_too(tmp_path: Path) -> None:
    key, token = Keys(tmp_path).create("reader", ["read"])
    Keys(tmp_path).revoke(key.id)
    async with client(Settings(data_dir=tmp_path)) as service:
        headers = {"Authorization": f"Bearer {token}"}
        assert (await service.get("/id/topic/trade", headers=headers)).status_code == 401
