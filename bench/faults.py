"""Whether anything is lost: the faults of `tests/faults`, over and over, at random moments, on both engines.

    python -m bench.faults [SECONDS [SEED]]

Each line ends in the number of acknowledged documents that were lost, those that stand half in the graph included.
Behind them stand what few bad inputs and a short load came to: `bench.inputs` and `bench.held` do more of both.
Whoever sees another number than 0 can have the same moments again by the seed, as far as the machine plays along.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from api.logs import configure_logs
from bench.held.__main__ import main as hold
from bench.inputs.__main__ import main as spoil
from graph.opening import open_store
from tests.engines.fixtures import OPTIONS
from tests.engines.neo4j_server import NoNeo4jError
from tests.faults.accounting import Account
from tests.faults.command import command_killed
from tests.faults.engines import Embedded, Engine, Neo4j
from tests.faults.faults import FAULTS, Scene, settled

SECONDS = 150
NUMBER = 24
"""Documents of one load."""
INPUTS = 1_000
HELD, CLIENTS, CROWD = 30.0, 32, 200
"""Seconds of load, clients that ask, and those of the crowd."""
LOADED = 48
"""Documents of a load by the command, which is killed once on each engine."""


@dataclass(slots=True)
class Tally:
    """What faults came to."""

    faults: int = 0
    in_flight: int = 0
    lost: int = 0

    def add(self, account: Account) -> None:
        """Count what one left; what is not whole, or cannot be loaded once more, counts as lost."""
        self.faults += account.faults
        self.in_flight += len(account.in_flight)
        self.lost += len(account.lost | account.half | account.astray) + (not account.resumed)

    def told(self, name: str) -> str:
        """One line."""
        return f"{name:28} {self.faults:5} faults {self.in_flight:5} documents in flight   lost {self.lost}"


async def main(seconds: float, seed: int) -> int:
    """Do faults for so long and print; gives the number of documents lost."""
    print(f"seed {seed}, {NUMBER} documents a load", file=sys.stderr)
    total = Tally()
    for kind in (Embedded, Neo4j):
        with tempfile.TemporaryDirectory() as folder:
            try:
                await _on(partial(kind, Path(folder)), seconds / 2, Random(seed), total)
            except NoNeo4jError as error:
                print(f"neo4j is left out: {error}", file=sys.stderr)
    print(total.told("all"))
    return total.lost


async def _on(make: Callable[[], Engine], seconds: float, random: Random, total: Tally) -> None:
    """Do faults to one engine in turns, each at least once, and print a line for each kind."""
    engine, commands = make(), Tally()
    tallies = {fault: Tally() for fault in FAULTS}
    try:
        await engine.start()
        account = await _of_command(engine)
        commands.add(account)
        total.add(account)
        deadline = time.monotonic() + seconds
        for turn in count():
            for fault, tally in tallies.items():
                if turn and time.monotonic() > deadline:
                    break
                account = await settled(Scene(engine, NUMBER, random), fault)
                tally.add(account)
                total.add(account)
            if time.monotonic() > deadline:
                break
    finally:
        await engine.kill()
    print(commands.told(f"{engine.name:9} rostra load killed"))
    for fault, tally in tallies.items():
        print(tally.told(f"{engine.name:9} {fault.__name__.replace('_', ' ')}"), flush=True)


async def _of_command(engine: Engine) -> Account:
    """Kill `rostra load` with its workers, and resume it."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(engine.address, OPTIONS, emptied=True) as store:
            return await command_killed(store, engine.address, Path(folder), LOADED)


if __name__ == "__main__":
    logging.disable(logging.ERROR)  # the driver tells of every connection that was cut
    configure_logs("error")
    given = [int(each) for each in sys.argv[1:]]
    lost = asyncio.run(main(*(given + [SECONDS, Random().randrange(10**6)][len(given) :])))
    spoil(INPUTS)
    asyncio.run(hold(HELD, CLIENTS, CROWD))
    sys.exit(bool(lost))
