"""How the embedded engine is started: its command line, its users, its log.

ArcadeDB with its Java runtime comes in the `arcadedb-embedded` wheel; it runs as a process of its own and
listens on loopback only.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.engine.addresses import Address, Login
from graph.engine.state import EngineState, birth
from ontology.errors import EngineError

DATABASE = "rostra"
LOG_FILE = "engine.log"
LOG_LIMIT = 5_000_000
WRITER, READER = "root", "reader"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How to run the embedded engine.

    `heap` as Java writes it ("1g"); `query_timeout` is the server's limit for one statement in seconds,
    writes included; `start_timeout` is how long to wait for the first answer.
    """

    heap: str = "1g"
    query_timeout: float = 60.0
    start_timeout: float = 60.0


def launch(
    folder: Path, options: EngineOptions, *, detached: bool
) -> tuple[subprocess.Popen[bytes], EngineState]:
    """Start the engine on the folder and return at once; it answers some seconds later.

    A detached one outlives this process; any other ends with the thread that calls this (on Linux, even if
    the process is killed). Raises EngineError where the wheel is missing.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_groups(folder)
    logins(folder)
    bolt_port, http_port = free_ports(2)
    command = _command(folder, options, bolt_port, http_port)
    if sys.platform == "linux" and not detached:
        guard = Path(__file__).with_name("guard.py")
        command = [sys.executable, "-I", "-S", str(guard), str(os.getpid()), *command]
    with _log(folder) as log:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    return process, EngineState(process.pid, birth(process.pid) or "", bolt_port, http_port, detached)


def address_of(folder: Path, state: EngineState) -> Address:
    """Where the engine on the folder answers."""
    writer, reader = logins(folder)
    bolt, http = f"bolt://127.0.0.1:{state.bolt_port}", f"http://127.0.0.1:{state.http_port}"
    return Address(bolt, DATABASE, writer, reader, http, folder)


def logins(folder: Path) -> tuple[Login, Login]:
    """Writer and reader of the folder's engine; their passwords are made up once and kept in 0600 files."""
    return Login(WRITER, _password(folder, WRITER)), Login(READER, _password(folder, READER))


def _password(folder: Path, user: str) -> str:
    file = folder / f"{user}.password"
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text("ascii")
    with os.fdopen(descriptor, "w") as new:
        password = secrets.token_urlsafe(24)
        new.write(password)
    return password


def _command(folder: Path, options: EngineOptions, bolt_port: int, http_port: int) -> list[str]:
    wheel = _wheel()
    settings = {
        "server.rootPath": folder,
        "server.logsDirectory": folder / "log",
        "server.rootPasswordPath": folder / f"{WRITER}.password",
        "server.defaultDatabases": f"{DATABASE}[{WRITER}]",
        "server.mode": "development",  # "production" hides what went wrong even from its own client
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http_port,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt_port,
        "bolt.defaultDatabase": DATABASE,
        "studio.enabled": "false",
        "polyglotEngineEnabled": "false",
        "txWalFlush": 1,  # an acknowledged write outlives a kill; the engine's own default is 0
        "command.timeout": round(options.query_timeout * 1000),
    }
    return [
        str(wheel / "jre" / "bin" / "java"),
        f"-Xmx{options.heap}",
        "-Xms64m",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        f"-Djava.util.logging.config.file={Path(__file__).with_name('logging.properties')}",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(wheel / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _wheel() -> Path:
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            "The embedded engine is not installed.", "Install `arcadedb-embedded`, or set ROSTRA_NEO4J_URI."
        )
    return Path(spec.submodule_search_locations[0])


def _write_groups(folder: Path) -> None:
    """Who may do what: the reader's group can read records and nothing else."""
    file = folder / "config" / "server-groups.json"
    if file.exists():
        return
    record = [f"{action}Record" for action in ("create", "read", "update", "delete")]
    groups = {
        "admin": _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], record),
        READER: _group([], ["readRecord"]),
        "*": _group([], []),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), "utf-8")


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on at the moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listening.getsockname()[1] for listening in sockets]
    for listening in sockets:
        listening.close()
    return ports


def _log(folder: Path) -> IO[bytes]:
    file = folder / LOG_FILE
    grown = file.exists() and file.stat().st_size > LOG_LIMIT
    return file.open("wb" if grown else "ab")
