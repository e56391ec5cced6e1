"""The command `rostra load` killed in mid-load, with its workers, and resumed: the graph is that of a clean load."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.engine.addresses import Address
from graph.engine.state import birth
from graph.store import Store
from tests.faults.accounting import Part, parts
from tests.graph.dumps import statements

NUMBER = 48
"""Statements: some batches of them, so that the load isn't over when the first is there."""
TEXT = (
    "On the raid in Dovna\n\n{day:%-d %B %Y}\n\n"
    "Harbour Watch condemns the raid in Dovna, in which soldiers killed {dead} fishermen on {before:%-d %B %Y}. "
    "We call on the Port Union to withdraw its soldiers from Dovna."
)
PATIENCE = 120


@pytest.fixture
def environment(engine: Address) -> dict[str, str]:
    """How a command is told of the engine that runs."""
    if engine.folder:
        return {**os.environ, "ROSTRA_DATA_DIR": str(engine.folder)}
    return {
        **os.environ,
        "ROSTRA_NEO4J_URI": engine.uri,
        "ROSTRA_NEO4J_USER": engine.writer.user,
        "ROSTRA_NEO4J_PASSWORD": engine.writer.password,
        "ROSTRA_NEO4J_DATABASE": engine.database,
    }


async def test_a_killed_load_leaves_whole_statements_and_no_process_and_is_resumed(
    store: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    for n in range(NUMBER):
        day = date(2023, 1, 27) + timedelta(n)
        told = TEXT.format(day=day, dead=n + 2, before=day - timedelta(1))
        (tmp_path / f"{n:03}.txt").write_text(told, "utf-8")
    alone = [
        *(sys.executable, "-c", "from api.commands import main; main()"),
        *("load", str(tmp_path), "--issuer", "Harbour Watch", "--resume"),
    ]
    command = [*alone, "--workers", "2"]

    killed = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    async with asyncio.timeout(PATIENCE):
        acknowledged: list[str] = []
        while not acknowledged:
            acknowledged = await statements(store)
        family = {pid: birth(pid) for pid in descendants(killed.pid)}
        killed.send_signal(signal.SIGKILL)
        await killed.wait()
        for pid, born in family.items():
            await gone(pid, born)
    kept, found = set(await statements(store)), undated(await parts(store))
    assert len(family) >= 2, "there were workers"
    assert set(acknowledged) <= kept
    assert len(kept) < NUMBER, "it was killed too late"
    assert (await store.stats()).nodes["Statement"] == len(kept)

    await finish(alone, environment)
    resumed = undated(await parts(store))
    await store.reset()
    await finish(alone, environment)
    clean = undated(await parts(store))
    assert resumed == clean
    assert {part for part in clean if part[0] in kept} == {part for part in found if part[0]}


def descendants(pid: int) -> set[int]:
    """The processes that a process started, and those that these did."""
    told = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in told.splitlines())}
    found, grown = {pid}, True
    while grown:
        new = {child for child, parent in parents.items() if parent in found} - found
        found, grown = found | new, bool(new)
    return found - {pid}


async def gone(pid: int, born: str | None) -> None:
    """Wait until this very process has ended."""
    while True:
        if birth(pid) != born:
            return
        await asyncio.sleep(0.05)


async def finish(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, told.decode()


def undated(found: frozenset[Part]) -> frozenset[Part]:
    """All but the runs, which tell when they were."""
    return frozenset(part for part in found if not part[1].startswith("Run "))
