"""The embedded engine as a process: who starts it, who joins it, what ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.engine.embedded import EmbeddedEngine, open_engine, running_engine, stop_engine, stopped_on_purpose
from graph.engine.launch import logins
from graph.engine.state import EngineState, clear_state, read_state, write_state
from graph.opening import open_store
from ontology.errors import EngineError
from tests.engines.fixtures import OPTIONS

SERVING = """
import asyncio, signal, sys
from pathlib import Path
from graph.engine.launch import EngineOptions
from graph.opening import open_store

async def main():
    async with open_store(Path(sys.argv[1]), EngineOptions(heap="256m", start_timeout=180)) as store:
        print((await store.stats()).nodes["Topic"], flush=True)
        await asyncio.sleep(float(sys.argv[2]))

signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs in the background is born deaf to it
asyncio.run(main())
"""


def serve(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that opens a store on the folder, says how many topics it has, and stays."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVING, str(folder), str(seconds)], stdout=subprocess.PIPE, text=True
    )


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[EmbeddedEngine]:
    """An engine on the folder."""
    engine = await open_engine(folder, OPTIONS)
    try:
        yield engine
    finally:
        await engine.close()


def ends(state: EngineState) -> bool:
    """Whether the engine ends within some seconds."""
    deadline = time.monotonic() + 60
    while state.alive and time.monotonic() < deadline:
        time.sleep(0.05)
    return not state.alive


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_nothing_runs_on_after_the_process_that_started_the_engine(tmp_path: Path, number: int) -> None:
    if number == signal.SIGKILL and sys.platform != "linux":
        pytest.skip("only Linux tells a child of its parent's sudden end")
    process = serve(tmp_path, 600)
    assert process.stdout is not None
    assert int(process.stdout.readline()) > 10
    state = running_engine(tmp_path)
    assert state is not None
    process.send_signal(number)
    process.wait(60)

    assert ends(state)
    assert running_engine(tmp_path) is None


async def test_a_second_process_joins_and_leaves_the_engine_running(tmp_path: Path) -> None:
    async with running(tmp_path) as engine:
        second = serve(tmp_path, 0)
        output, _ = await asyncio.to_thread(second.communicate, timeout=120)

        assert int(output) > 10
        assert engine.state.alive
        assert running_engine(tmp_path) == engine.state
    assert running_engine(tmp_path) is None


async def test_two_that_start_at_once_share_one_engine(tmp_path: Path) -> None:
    first, second = await asyncio.gather(open_engine(tmp_path, OPTIONS), open_engine(tmp_path, OPTIONS))

    assert first.state == second.state
    assert first.owned != second.owned
    await asyncio.gather(first.close(), second.close())


async def test_a_folder_that_another_program_holds_gives_a_clear_message(tmp_path: Path) -> None:
    async with running(tmp_path) as engine:
        clear_state(tmp_path)
        with pytest.raises(EngineError, match="is in use by") as told:
            await open_engine(tmp_path, OPTIONS)
        assert "ROSTRA_DATA_DIR" in told.value.advice
        if sys.platform == "linux":
            assert f"process {engine.state.pid}" in told.value.message


async def test_a_killed_engine_leaves_no_stale_state(tmp_path: Path) -> None:
    async with running(tmp_path) as engine:
        os.kill(engine.state.pid, signal.SIGKILL)
        assert ends(engine.state)
        assert running_engine(tmp_path) is None
        async with running(tmp_path) as another:
            assert another.owned
            assert another.state != engine.state


async def test_a_detached_engine_outlives_its_starter_until_it_is_stopped(tmp_path: Path) -> None:
    engine = await open_engine(tmp_path, OPTIONS, detached=True)
    await engine.close()
    assert running_engine(tmp_path) == engine.state

    async with open_store(tmp_path, OPTIONS) as store:
        assert (await store.stats()).nodes["Topic"] > 10
    assert running_engine(tmp_path) == engine.state
    assert stop_engine(tmp_path)
    assert not engine.state.alive
    assert not stop_engine(tmp_path)
    assert stopped_on_purpose(tmp_path)
    async with running(tmp_path):
        assert not stopped_on_purpose(tmp_path)


async def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="heap") as told:
        await open_engine(tmp_path, replace(OPTIONS, heap="1k"))

    assert "engine.log" in told.value.advice


def test_passwords_are_for_the_owner_only(tmp_path: Path) -> None:
    logins(tmp_path)
    files = list(tmp_path.glob("*.password"))

    assert len(files) == 2
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_a_state_file_of_a_process_that_is_another_by_now_is_stale(tmp_path: Path) -> None:
    write_state(tmp_path, EngineState(os.getpid(), "not its birth", 1, 2, detached=False))

    assert read_state(tmp_path) is None
