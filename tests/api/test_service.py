"""The service's life: it lives before the engine answers, says when it can answer, and sheds what it can't."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from api.app import build_app
from api.settings import Settings, load_settings
from graph.store import Store
from ontology.errors import SettingsError
from tests.api.opened import Opened


def client(app_settings: Settings, store: Store | None = None) -> httpx.AsyncClient:
    app = build_app(app_settings)
    if store:
        app.state.store = Opened(store)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra")


async def test_it_lives_and_is_not_ready_while_there_is_no_engine(tmp_path: Path) -> None:
    async with client(Settings(data_dir=tmp_path)) as service:
        assert (await service.get("/livez")).status_code == 200
        ready = await service.get("/readyz")
        assert (ready.status_code, ready.json()["reason"]) == (503, "The engine is starting.")
        node = await service.get("/id/organization/j-street")
        assert (node.status_code, node.headers["retry-after"]) == (503, "5")


async def test_it_is_ready_once_the_engine_answers(store: Store) -> None:
    async with client(Settings(), store) as service:
        assert (await service.get("/readyz")).json() == {"status": "ready"}


async def test_its_first_page_says_where_to_go(tmp_path: Path) -> None:
    async with client(Settings(data_dir=tmp_path)) as service:
        addresses = (await service.get("/")).json()
        assert (await service.get(addresses["openapi"])).status_code == 200
        assert (await service.get(addresses["ontology"])).status_code == 200


async def test_the_rest_of_the_service_is_described_in_openapi(tmp_path: Path) -> None:
    async with client(Settings(data_dir=tmp_path)) as service:
        described = (await service.get("/openapi.json")).json()
    assert {"/livez", "/readyz", "/id/{node_id}", "/ontology"} <= set(described["paths"])


def test_settings_come_from_the_environment_and_flags_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRA_PORT", "9000")
    assert load_settings().port == 9000
    assert load_settings(port=9001, host=None).port == 9001


def test_a_setting_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRA_MAX_PAGE", "many")
    with pytest.raises(SettingsError, match="ROSTRA_MAX_PAGE"):
        load_settings()
    monkeypatch.delenv("ROSTRA_MAX_PAGE")
    with pytest.raises(SettingsError, match="bolt://"):
        load_settings(neo4j_uri="localhost")
