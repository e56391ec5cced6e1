"""A lock between processes: on a file, held by at most one, freed by the system when its holder ends."""

from __future__ import annotations

import asyncio
import fcntl
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ontology.errors import EngineError

SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.03


@asynccontextmanager
async def locked(file: Path, seconds: float) -> AsyncIterator[None]:
    """Hold the file's lock during the block. Raises EngineError when others hold it all that time."""
    deadline = time.monotonic() + seconds
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        while not _taken(descriptor):
            if time.monotonic() > deadline:
                raise EngineError(
                    f"Others have been holding {file} for {seconds:g} seconds.", "Try again later."
                )
            await asyncio.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
