"""A real Neo4j for the tests, from wherever one can be had.

In this order: the one that ROSTRA_TEST_NEO4J_URI names (it is emptied by the tests!); a container where Docker
answers; a server from the jars of Maven Central where Maven and a fitting JDK are installed, kept in a cache
folder (ROSTRA_TEST_CACHE, else ~/.cache/rostra). ROSTRA_TEST_NEO4J_VERSION chooses another version
than the long-term one of pom.xml: `newest`, which stands there too, or any.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import docker  # type: ignore[import-untyped]
from docker.errors import DockerException  # type: ignore[import-untyped]
from testcontainers.community.neo4j import Neo4jContainer

from graph.engine.addresses import Address, neo4j_address
from graph.engine.launch import free_ports

POM = Path(__file__).parent / "neo4j" / "pom.xml"
GUARD = Path(__file__).parents[2] / "graph" / "engine" / "guard.py"
START_TIMEOUT = 180
SMALL = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class NoNeo4jError(Exception):
    """No Neo4j can be had here; the message says why."""


@contextmanager
def neo4j_server(
    folder: Path, java_options: Sequence[str] = SMALL, page_cache: str = "64m"
) -> Iterator[Address]:
    """The address of a Neo4j that may be emptied, while the block lasts; its files go to the folder."""
    if uri := os.environ.get("ROSTRA_TEST_NEO4J_URI"):
        user = os.environ.get("ROSTRA_TEST_NEO4J_USER", "neo4j")
        yield neo4j_address(uri, user, os.environ.get("ROSTRA_TEST_NEO4J_PASSWORD", ""))
    elif docker_answers():
        with _container() as address:
            yield address
    else:
        with _from_jars(folder, java_options, page_cache) as address:
            yield address


def docker_answers() -> bool:
    """Whether a Docker daemon answers within some seconds."""
    try:
        return bool(docker.from_env(timeout=3).ping())
    except DockerException:
        return False


@contextmanager
def _container() -> Iterator[Address]:
    with Neo4jContainer(f"neo4j:{_version()}", username="neo4j", password="for-the-tests") as container:
        yield neo4j_address(container.get_connection_url(), "neo4j", "for-the-tests")


class Neo4jProcess:
    """A Neo4j from jars on a folder of its own; ended and started again it keeps its port and its data.

    Raises NoNeo4jError where there are no jars to be had, or no Java that runs them.
    """

    def __init__(self, folder: Path, java_options: Sequence[str] = SMALL, page_cache: str = "64m") -> None:
        version = _version()
        java, jars = _java(version), _jars(version)
        (self._port,) = free_ports(1)
        _configure(folder, jars, self._port, page_cache)
        self._folder = folder
        self._command = [
            *(str(java), *java_options, "-Dio.netty.tryReflectionSetAccessible=true"),
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
            *("-cp", f"{jars}/*", _main_class(jars / f"neo4j-{version}.jar")),
            *(f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"),
        ]
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> Address:
        """Where it answers while it runs."""
        return neo4j_address(f"bolt://127.0.0.1:{self._port}", "neo4j", "none")

    @property
    def pid(self) -> int:
        """Its process, which must run."""
        assert self._server, "it was started"
        return self._server.pid

    def launch(self) -> None:
        """Start it, and return at once; on Linux it ends with the thread that calls this."""
        command = self._command
        if sys.platform == "linux":
            command = [sys.executable, "-I", "-S", str(GUARD), str(os.getpid()), *command]
        with (self._folder / "output.log").open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log)

    def start(self) -> None:
        """Start it, and return when it listens."""
        self.launch()
        assert self._server
        _wait_for_port(self._port, self._server, self._folder)

    def kill(self) -> None:
        """End it on the spot (SIGKILL), if it runs."""
        if self._server:
            self._server.kill()
            self._server.wait()


@contextmanager
def _from_jars(folder: Path, java_options: Sequence[str], page_cache: str) -> Iterator[Address]:
    server = Neo4jProcess(folder, java_options, page_cache)
    try:
        server.start()
        yield server.address
    finally:
        server.kill()  # nobody wants its data


def _wait_for_port(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Neo4j doesn't start: {(folder / 'output.log').read_text()[-500:]}")


def _main_class(jar: Path) -> str:
    """The class that starts the server; it isn't the same in all versions, but a file in the jar names it."""
    with zipfile.ZipFile(jar) as opened:
        return opened.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().strip()


def _configure(folder: Path, jars: Path, port: int, page_cache: str) -> None:
    settings = {
        "server.directories.lib": jars,
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "dbms.security.auth_enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": page_cache,
    }
    (folder / "conf").mkdir(parents=True)
    lines = (f"{name}={value}\n" for name, value in settings.items())
    (folder / "conf" / "neo4j.conf").write_text("".join(lines), "utf-8")


def _version() -> str:
    wanted = os.environ.get("ROSTRA_TEST_NEO4J_VERSION", "version")
    named = re.search(rf"<neo4j\.{re.escape(wanted)}>(.+)</neo4j\.", POM.read_text("utf-8"))
    return named[1] if named else wanted


def _java(version: str) -> Path:
    """A Java that this Neo4j runs on: 17 to 21 for 5.x, 21 or newer for later ones."""
    fitting = range(17, 22) if version.startswith("5.") else range(21, 100)
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    if found := shutil.which("java"):
        homes.append(Path(found).resolve().parents[1])
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    for home in homes:
        release = home / "release"
        named = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
        if named and int(named[1]) in fitting:
            return home / "bin" / "java"
    raise NoNeo4jError(f"no Docker, no ROSTRA_TEST_NEO4J_URI, and no Java that Neo4j {version} runs on")


def _jars(version: str) -> Path:
    """The folder of the server's jars; brought by Maven the first time."""
    cache = Path(os.environ.get("ROSTRA_TEST_CACHE", Path.home() / ".cache" / "rostra"))
    jars = cache / f"neo4j-{version}"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise NoNeo4jError("no Docker, no ROSTRA_TEST_NEO4J_URI, and no Maven to bring the jars of Neo4j")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as new:
        lib = Path(new) / "lib"
        command = [
            maven,
            "-q",
            "-B",
            "-f",
            str(POM),
            f"-Dneo4j.version={version}",
            "dependency:copy-dependencies",
        ]
        brought = subprocess.run(
            [*command, f"-DoutputDirectory={lib}", "-DincludeScope=runtime"],
            capture_output=True,
            text=True,
            check=False,
        )
        if brought.returncode:
            raise NoNeo4jError(f"Maven doesn't bring Neo4j {version}: {brought.stdout.strip()[-300:]}")
        if not jars.exists():
            lib.rename(jars)
    return jars
