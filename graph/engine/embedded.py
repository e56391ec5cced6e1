"""The embedded engine's life: started or joined, waited for, stopped.

One engine serves a data folder. Whoever comes first starts it and writes the state file; whoever comes later
joins it by that file. Starters take turns by a lock on `engine.starting`, so that two of them never race.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import subprocess
import time
from pathlib import Path

from graph.engine.addresses import Address
from graph.engine.connection import wait_until_answers
from graph.engine.console import create_user
from graph.engine.launch import DATABASE, LOG_FILE, EngineOptions, address_of, launch
from graph.engine.locking import locked
from graph.engine.state import (
    EngineState,
    clear_state,
    clear_stopped,
    is_marked_stopped,
    mark_stopped,
    read_state,
    write_state,
)
from ontology.errors import EngineError

STOP_TIMEOUT = 30.0
POLL = 0.05


class EmbeddedEngine:
    """A running engine on a data folder. `process` is set where this process started it."""

    def __init__(self, folder: Path, state: EngineState, process: subprocess.Popen[bytes] | None) -> None:
        self.folder = folder
        self.state = state
        self.process = process

    @property
    def owned(self) -> bool:
        """Whether it ends with this process."""
        return self.process is not None and not self.state.detached

    @property
    def address(self) -> Address:
        """Where it answers."""
        return address_of(self.folder, self.state)

    async def close(self) -> None:
        """End it if it is owned; leave it running otherwise."""
        if self.owned:
            atexit.unregister(self._end)
            await asyncio.to_thread(self._end)

    def end_at_exit(self) -> None:
        """See to it that an owned engine ends when the interpreter does."""
        if self.owned:
            atexit.register(self._end)

    def _end(self) -> None:
        _end(self.folder, self.state, self.process)


async def open_engine(
    folder: Path, options: EngineOptions | None = None, *, detached: bool = False
) -> EmbeddedEngine:
    """The engine on the folder: the running one, else a new one.

    A new one ends with this process unless it is `detached`. Call it from the main thread: on Linux the
    engine ends with the thread that started it. Raises EngineError where another program holds the folder,
    the engine ends at once, or nothing answers in time.
    """
    options = options or EngineOptions()
    folder = _data_folder(folder)
    async with locked(folder / "engine.starting", options.start_timeout):
        state = read_state(folder)
        if state is not None:
            await wait_until_answers(address_of(folder, state), options.start_timeout)
            return EmbeddedEngine(folder, state, None)
        clear_state(folder)
        clear_stopped(folder)
        return await _start(folder, options, detached=detached)


def running_engine(folder: Path) -> EngineState | None:
    """The state of the engine that runs on the folder, None if none does."""
    return read_state(folder.expanduser().resolve())


def stop_engine(folder: Path) -> bool:
    """End the engine on the folder, whoever started it; False if none runs."""
    folder = folder.expanduser().resolve()
    state = read_state(folder)
    if state is None:
        return False
    mark_stopped(folder)
    _end(folder, state, None)
    return True


def stopped_on_purpose(folder: Path) -> bool:
    """Whether `stop_engine` ended the engine on the folder, and nobody has started it since."""
    return is_marked_stopped(folder.expanduser().resolve())


async def _start(folder: Path, options: EngineOptions, *, detached: bool) -> EmbeddedEngine:
    log = folder / LOG_FILE
    seen = log.stat().st_size if log.exists() else 0
    process, state = launch(folder, options, detached=detached)
    engine = EmbeddedEngine(folder, state, process)
    try:
        await wait_until_answers(engine.address, options.start_timeout, lambda: process.poll() is None)
        await _ensure_reader(engine)
    except BaseException as error:
        ended_by_itself = process.poll() is not None
        _end(folder, state, process)
        if ended_by_itself and isinstance(error, EngineError):
            raise _told_by_log(folder, seen) from error
        raise
    write_state(folder, state)
    engine.end_at_exit()
    return engine


def _data_folder(folder: Path) -> Path:
    folder = folder.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


async def _ensure_reader(engine: EmbeddedEngine) -> None:
    reader = engine.address.reader
    users = engine.folder / "config" / "server-users.jsonl"
    if reader is not None and f'"name":"{reader.user}"' not in users.read_text("utf-8"):
        await create_user(engine.address, reader)


def _end(folder: Path, state: EngineState, process: subprocess.Popen[bytes] | None) -> None:
    """SIGTERM, and SIGKILL for one that doesn't heed it; the state file goes if it is this engine's."""

    def running() -> bool:
        return state.alive if process is None else process.poll() is None

    for number, patience in ((signal.SIGTERM, STOP_TIMEOUT), (signal.SIGKILL, STOP_TIMEOUT)):
        if running():
            os.kill(state.pid, number)
        deadline = time.monotonic() + patience
        while running() and time.monotonic() < deadline:
            time.sleep(POLL)
    known = read_state(folder)
    if known is None or known == state:
        clear_state(folder)


def _told_by_log(folder: Path, seen: int) -> EngineError:
    """Why the engine ended, as its log tells from byte `seen` on."""
    log = folder / LOG_FILE
    with log.open("rb") as file:
        file.seek(seen if log.stat().st_size >= seen else 0)
        told = file.read().decode("utf-8", "replace")
    if "LockException" in told:
        holder = _holder(folder / "databases" / DATABASE / "database.lck")
        return EngineError(
            f"The data folder {folder} is in use by {holder or 'another program'}.",
            "Stop that program, or set ROSTRA_DATA_DIR to another folder.",
        )
    lines = [line.strip() for line in told.splitlines()]
    first = next((n for n, line in enumerate(lines) if "Exception" in line or "Error" in line), 0)
    reason = " ".join(lines[first : first + 2]) or "it says nothing"
    return EngineError(f"The embedded engine ended while starting: {reason}.", f"See {log}.")


def _holder(file: Path) -> str | None:
    """The process that has the file open, where /proc tells."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if link.readlink() == file:
                return f"process {link.parts[2]}"
        except OSError:
            continue
    return None
