"""Each request has an id and a line in the log, without what was asked; a fault is masked."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI

from api.app import build_app
from api.logs import configure_logs
from api.settings import Settings


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    app = build_app(Settings(data_dir=tmp_path))

    @app.get("/broken")
    async def broken() -> None:
        raise ZeroDivisionError("a secret")

    return app


@pytest.fixture(autouse=True)
def logging_at_info() -> Iterator[None]:
    """Log from info on, and leave logging as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    configure_logs("info")
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_one_line_tells_of_a_request_by_the_path_of_its_route(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    async with client(app) as service:
        answered = await service.get("/id/organization/harbour-watch?secret=1")
    (line,) = lines(capsys)
    assert (line["event"], line["method"], line["path"]) == ("request", "GET", "/id/{node_id}")
    assert (line["status"], line["cost"], line["request"]) == (503, 0, answered.headers["x-request-id"])
    assert line["seconds"] >= 0
    assert "secret" not in json.dumps(line)


async def test_what_is_asked_is_counted_and_not_told(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    question = '{ search(text: "whisper", first: 7) { score node { id } } }'
    async with client(app) as service:
        asked = await service.post("/graphql", json={"query": question})
    told = lines(capsys)
    assert [line["event"] for line in told] == ["graphql.engine", "request"]
    assert {line["request"] for line in told} == {asked.headers["x-request-id"]}
    assert told[-1]["path"] == "/graphql"
    assert told[-1]["cost"] >= 7
    assert "whisper" not in json.dumps(told)


async def test_a_fault_is_logged_with_its_request_and_tells_nothing_to_who_asked(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    async with client(app) as service:
        answered = await service.get("/broken")
    assert answered.status_code == 500
    assert "secret" not in answered.text
    fault, request = lines(capsys)
    assert "ZeroDivisionError: a secret" in fault["exception"]
    assert fault["request"] == request["request"] == answered.json()["requestId"]
    assert request["status"] == 500


async def test_a_proxys_request_id_is_kept_if_it_is_one(app: FastAPI) -> None:
    async with client(app) as service:
        for given, kept in (("0af7651916cd43dd", True), ("short", False), ('a"}\u00e9{forged line', False)):
            answered = await service.get("/livez", headers={b"X-Request-ID": given.encode("latin-1")})
            assert (answered.headers["x-request-id"] == given) is kept


def test_libraries_are_heard_in_the_same_form_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("debug")
    logging.getLogger("neo4j").info("RETURN 1")
    logging.getLogger("some.library").error("no room")
    (line,) = lines(capsys)
    assert (line["event"], line["logger"], line["level"]) == ("no room", "some.library", "error")
