"""What a Prometheus reads."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from api.app import build_app
from api.keys import Keys
from api.metrics import Metrics
from api.progress import LoadState
from api.settings import Settings
from graph.store import Store
from tests.api.graphql.harbour import harbour_facts, harbour_register
from tests.api.opened import Opened


def client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra")


def values(text: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_requests_costs_the_engine_and_the_graph_are_told(tmp_path: Path, store: Store) -> None:
    await store.load_register(harbour_register())
    await store.write_many(harbour_facts())
    app = build_app(Settings(data_dir=tmp_path))
    app.state.store = Opened(store)
    async with client(app) as service:
        app.state.uploads.loads.begin("waiting.jsonl")
        await service.get("/id/organization/nobody")
        await service.get("/id/organization/somebody-else")
        await service.get("/nowhere/in/particular")
        told = values((await service.get("/metrics")).text)
    assert told["rostra_requests_total", "GET", "/id/{node_id}", "404"] == 2
    assert told["rostra_requests_total", "GET", "(none)", "404"] == 1
    assert told["rostra_request_seconds_count", "GET", "/id/{node_id}"] == 2
    assert told["rostra_engine_up",] == 1
    assert told["rostra_nodes", "Statement"] == len(harbour_facts())
    assert told["rostra_loads", LoadState.WAITING.value] == 1
    assert told["rostra_load_lag_seconds",] > 0
    assert told["rostra_requests_refused_total", "busy"] == 0
    assert told["process_resident_memory_bytes",] > 0


async def test_an_engine_that_is_gone_is_told_of_and_the_rest_too(tmp_path: Path) -> None:
    app = build_app(Settings(data_dir=tmp_path))
    async with client(app) as service:
        await service.post("/graphql", json={"query": "{ statements(first: 50) { nodes { id } } }"})
        told = values((await service.get("/metrics")).text)
    assert told["rostra_engine_up",] == 0
    assert told["rostra_requests_total", "POST", "/graphql", "200"] == 1
    assert told["rostra_question_cost_sum",] == 50
    assert ("rostra_nodes", "Statement") not in told


async def test_metrics_can_be_closed(tmp_path: Path) -> None:
    _, token = Keys(tmp_path).create("prometheus", ["read"])
    key = {"Authorization": f"Bearer {token}"}
    async with client(build_app(Settings(data_dir=tmp_path, metrics="key"))) as service:
        assert (await service.get("/metrics")).status_code == 401
        assert (await service.get("/metrics", headers=key)).status_code == 200
    async with client(build_app(Settings(data_dir=tmp_path, metrics="off"))) as service:
        assert (await service.get("/metrics", headers=key)).status_code == 404


def test_methods_that_clients_make_up_are_one_series() -> None:
    metrics = Metrics()
    for method in ("BREW", "STEEP"):
        metrics.answered(method, "/", 405, 0.1, 0)
    assert (
        metrics.registry.get_sample_value(
            "rostra_requests_total", {"method": "other", "path": "/", "status": "405"}
        )
        == 2
    )
