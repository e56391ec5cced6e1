"""The services that are measured, each a process of its own that ends with the block."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.graphql.peer.definitions import definitions
from graph.engine.launch import free_ports

PEER = Path(__file__).parent / "peer"
START_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class Service:
    """A service by its address and process."""

    name: str
    url: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time that it has used so far."""
        return cpu_seconds(self.pid)


@contextmanager
def rostra(uri: str, *options: str) -> Iterator[Service]:
    """`rostra serve` as it comes."""
    environment = {"ROSTRA_NEO4J_URI": uri, "ROSTRA_NEO4J_USER": "neo4j", "ROSTRA_NEO4J_PASSWORD": "none"}
    command = [sys.executable, "-c", "from api.commands import main; main()", "serve", *options]
    with _running("rostra", [*command, "--port", "PORT"], "/readyz", environment) as service:
        yield service


@contextmanager
def peer(uri: str, folder: Path) -> Iterator[Service]:
    """`@neo4j/graphql` behind graphql-yoga, in production mode; npm brings both the first time."""
    if not (PEER / "node_modules").is_dir():
        npm = shutil.which("npm")
        assert npm, "the peer needs Node and npm"
        subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"], cwd=PEER, check=True
        )
    schema = folder / "peer.graphql"
    schema.write_text(definitions(), "utf-8")
    command = ["node", str(PEER / "server.mjs"), str(schema), uri, "PORT"]
    with _running("@neo4j/graphql", command, "/", {"NODE_ENV": "production"}) as service:
        yield service


@contextmanager
def floor(uri: str) -> Iterator[Service]:
    """The bare driver; see `bench.graphql.floor`."""
    with _running("bare driver", [sys.executable, "-m", "bench.graphql.floor", uri, "PORT"], "/") as service:
        yield service


@contextmanager
def _running(
    name: str, command: Sequence[str], ready: str, environment: dict[str, str] | None = None
) -> Iterator[Service]:
    (port,) = free_ports(1)
    filled = [str(port) if word == "PORT" else word for word in command]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(filled, env={**os.environ, **(environment or {})}, cwd=PEER.parents[2])
    try:
        _wait_for(url + ready, process)
        yield Service(name, f"{url}/graphql", process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers something other than that it isn't ready."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=5).status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{url} doesn't answer")


def child(command: str) -> int | None:
    """The process of this name that this one started, where /proc tells."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue  # it has just ended
        if name == command and int(fields.split()[1]) == os.getpid():
            return int(stat.parent.name)
    return None


def cpu_seconds(pid: int | None) -> float:
    """Seconds of processor time that a process has used, where /proc tells; else 0."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
