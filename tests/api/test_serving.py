"""`rostra serve` as a process: it answers, others join its engine, and nothing outlives it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.engine.embedded import running_engine

ROSTRA = [sys.executable, "-c", "from api.commands import main; main()"]
PATIENCE = 120.0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A data folder of its own, and no Neo4j."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROSTRA_")}
    return kept | {"ROSTRA_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def service(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service on a free port: the process and its address."""
    log = tmp_path / "service.log"
    with log.open("w") as stderr:
        command = [*ROSTRA, "serve", "--port", "0"]
        process = subprocess.Popen(command, env=environment, stderr=stderr, text=True)
    try:
        yield process, _address(log)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("signalled", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_until_it_is_told_to_end_and_takes_its_engine_with_it(
    service: tuple[subprocess.Popen[str], str],
    environment: dict[str, str],
    signalled: signal.Signals,
) -> None:
    process, address = service
    _wait_until_ready(address)
    folder = Path(environment["ROSTRA_DATA_DIR"])
    statement = "On the raid\n\n27 January 2023\n\nHarbour Watch condemns the raid.\n"
    loading = [*ROSTRA, "load", "-", "--format", "text", "--issuer", "Harbour Watch"]
    loaded = subprocess.run(
        loading, env=environment, input=statement, text=True, check=False, capture_output=True
    )
    assert loaded.returncode == 0, loaded.stderr
    answer = httpx.post(f"{address}/graphql", json={"query": "{ statements { nodes { title } } }"})
    assert answer.json() == {"data": {"statements": {"nodes": [{"title": "On the raid"}]}}}
    assert running_engine(folder) is not None
    process.send_signal(signalled)
    process.wait(PATIENCE)
    assert running_engine(folder) is None


def test_a_port_that_is_taken_is_told_of_at_once(
    service: tuple[subprocess.Popen[str], str], environment: dict[str, str]
) -> None:
    port = service[1].rpartition(":")[2].strip("/")
    command = [*ROSTRA, "serve", "--port", port]
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "--port" in second.stderr


def _address(log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := re.search(r"http://[\d.]+:\d+", log.read_text("utf-8")):
            return found.group()
        time.sleep(0.05)
    raise TimeoutError(log.read_text("utf-8"))


def _wait_until_ready(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if httpx.get(f"{address}/readyz", timeout=10).status_code == 200:
            return
        time.sleep(0.1)
    raise TimeoutError("the service did not become ready")
