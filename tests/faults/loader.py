"""A process that loads statements and tells what it hands in and what is acknowledged, so that it can be killed.

    python -m tests.faults.loader PLACE NUMBER WRITER WRITERS

PLACE is the data folder of an embedded engine that runs, or the address of a Neo4j without a password. Of NUMBER
statements it loads its share. It gives up soon when the engine is gone, with exit code 3, as the command line does.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from api.logs import configure_logs
from graph.engine import connection
from graph.engine.addresses import Address, neo4j_address
from graph.opening import open_store
from ontology.errors import EngineError
from tests.engines.fixtures import OPTIONS, fixed_clock
from tests.faults.accounting import Trace
from tests.faults.documents import share

TOGETHER = 2
"""Statements handed in at once."""
PATIENCE = 1.0
HANDED_IN, ACKNOWLEDGED = ">", "<"
ENGINE_GONE = 3


@dataclass(slots=True)
class Loader:
    """A loader at work in a process of its own, with what it has told so far."""

    process: asyncio.subprocess.Process
    trace: Trace = field(default_factory=Trace)

    @classmethod
    async def begin(cls, address: Address, number: int, writer: int = 0, writers: int = 1) -> Loader:
        """Start one."""
        where = str(address.folder or address.uri)
        command = (sys.executable, "-m", "tests.faults.loader", where, str(number), str(writer), str(writers))
        process = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        return cls(process)

    async def listen(self, until: int | None = None) -> None:
        """Hear what it tells, to its end or until so many statements are acknowledged."""
        assert self.process.stdout
        while until is None or len(self.trace.acknowledged) < until:
            line = (await self.process.stdout.readline()).decode()
            if not line:
                return
            sign, id = line.split()
            (self.trace.handed_in if sign == HANDED_IN else self.trace.acknowledged).add(id)

    async def end(self) -> tuple[int, str]:
        """Hear it to its end; its exit code and the last line on standard error."""
        assert self.process.stderr
        await self.listen()
        told = (await self.process.stderr.read()).decode().strip()
        return await self.process.wait(), told.rpartition("\n")[2]


async def main(where: Address | Path, number: int, writer: int, writers: int) -> None:
    """Load, and tell."""
    chosen = iter(share(number, writer, writers).items())
    async with open_store(where, OPTIONS, clock=fixed_clock) as store:
        while batch := dict(islice(chosen, TOGETHER)):
            tell(HANDED_IN, *batch)
            written = await store.write_many(batch.values())
            tell(ACKNOWLEDGED, *(each.statement for each in written))


def tell(sign: str, *ids: str) -> None:
    """One line for each."""
    sys.stdout.writelines(f"{sign} {id}\n" for id in ids)
    sys.stdout.flush()


if __name__ == "__main__":
    configure_logs("warning")
    connection.PATIENCE = PATIENCE
    place, *numbers = sys.argv[1:]
    where = neo4j_address(place, "neo4j", "none") if "://" in place else Path(place)
    try:
        asyncio.run(main(where, *map(int, numbers)))
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(ENGINE_GONE)
