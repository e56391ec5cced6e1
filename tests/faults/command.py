"""The command `rostra load` with its workers, killed in mid-load and resumed: what became of each statement."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from graph.engine.addresses import Address
from graph.engine.state import birth
from graph.store import Store
from tests.faults.accounting import Account, Part, parts
from tests.graph.dumps import statements

TEXT = (
    "On the raid in Dovna\n\n{day:%-d %B %Y}\n\n"
    "Harbour Watch condemns the raid in Dovna, in which soldiers killed {dead} fishermen on {before:%-d %B %Y}. "
    "We call on the Port Union to withdraw its soldiers from Dovna."
)
PATIENCE = 300


async def command_killed(store: Store, address: Address, folder: Path, number: int) -> Account:
    """Load so many files into the empty graph at an address by the command, kill it as soon as the first statement is
    there, and load the rest. Statements count as acknowledged when they were seen in the graph before the kill.
    """
    for n in range(number):
        day = date(2023, 1, 27) + timedelta(n)
        told = TEXT.format(day=day, dead=n + 2, before=day - timedelta(1))
        (folder / f"{n:03}.txt").write_text(told, "utf-8")
    alone = [
        *(sys.executable, "-c", "from api.commands import main; main()"),
        *("load", str(folder), "--issuer", "Harbour Watch", "--resume"),
    ]
    environment = environment_of(address)
    acknowledged = await _begun_and_killed(store, [*alone, "--workers", "2"], environment)
    kept, found = frozenset(await statements(store)), _undated(await parts(store))
    assert len(kept) < number, "it was killed too late"
    assert (await store.stats()).nodes["Statement"] == len(kept)

    await _finish(alone, environment)
    resumed = _undated(await parts(store))
    await store.reset()
    await _finish(alone, environment)
    clean, all_of_them = _undated(await parts(store)), frozenset(await statements(store))
    whole = {part for part in clean if part[0] in kept}
    return Account(
        faults=1,
        kept=kept,
        in_flight=all_of_them - acknowledged,
        lost=acknowledged - kept,
        half=frozenset(owner for owner, _ in whole ^ {part for part in found if part[0]} if owner),
        astray=frozenset(),
        resumed=resumed == clean,
    )


def environment_of(address: Address) -> dict[str, str]:
    """How a command is told of the engine that runs at an address."""
    if address.folder:
        return {**os.environ, "ROSTRA_DATA_DIR": str(address.folder)}
    return {
        **os.environ,
        "ROSTRA_NEO4J_URI": address.uri,
        "ROSTRA_NEO4J_USER": address.writer.user,
        "ROSTRA_NEO4J_PASSWORD": address.writer.password,
        "ROSTRA_NEO4J_DATABASE": address.database,
    }


async def _begun_and_killed(store: Store, command: list[str], environment: dict[str, str]) -> frozenset[str]:
    """The statements that were in the graph when the command was killed; its workers have ended too."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    async with asyncio.timeout(PATIENCE):
        acknowledged: list[str] = []
        while not acknowledged:
            acknowledged = await statements(store)
        family = {pid: birth(pid) for pid in _descendants(process.pid)}
        assert len(family) >= 2, "there were workers"
        process.send_signal(signal.SIGKILL)
        await process.wait()
        for pid, born in family.items():
            await _gone(pid, born)
    return frozenset(acknowledged)


async def _gone(pid: int, born: str | None) -> None:
    """Wait until this very process has ended."""
    while True:
        if birth(pid) != born:
            return
        await asyncio.sleep(0.05)


def _descendants(pid: int) -> set[int]:
    """The processes that a process started, and those that these did."""
    told = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in told.splitlines())}
    found, grown = {pid}, True
    while grown:
        new = {child for child, parent in parents.items() if parent in found} - found
        found, grown = found | new, bool(new)
    return found - {pid}


async def _finish(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, told.decode()


def _undated(found: frozenset[Part]) -> frozenset[Part]:
    """All but the runs, which tell when they were."""
    return frozenset(part for part in found if not part[1].startswith("Run "))
