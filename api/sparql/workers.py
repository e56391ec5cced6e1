"""The processes that answer queries: started when first asked for, ended at the time limit, a bounded line before them.

pyoxigraph can't be told to give a query up, so what runs too long is killed with its process; the next query gets a
new one, which opens the snapshot anew.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from typing import cast

import structlog

from api.sparql.asking import Job, Told
from api.sparql.snapshot import HOUSE
from ontology.errors import EngineError, QuestionError

LOG = structlog.get_logger(__name__)
WAITING = 8
"""Queries that may wait, for each process."""
BUFFER = 1 << 22
"""Bytes of an answer that are taken at a time."""


class SnapshotGoneError(Exception):
    """The snapshot of a job is there no more."""


class Workers:
    """Answers jobs, `number` at a time, each in a process with at most `memory` bytes."""

    def __init__(self, number: int, memory: int) -> None:
        self._number, self._memory = number, memory
        self._free = asyncio.Semaphore(number)
        self._waiting = 0
        self._idle: list[Process] = []
        self._all: set[Process] = set()

    async def answer(self, job: Job) -> tuple[bytes, bool]:
        """The answer in the job's format, and whether it was cut.

        Raises QuestionError where the query is wrong or over a limit, EngineError where too many wait,
        SnapshotGoneError where there is no snapshot in the folder.
        """
        async with self._turn(job.seconds):
            process = self._idle.pop() if self._idle else await self._start()
            try:
                async with asyncio.timeout(job.seconds):
                    told, body = await _ask(process, job)
            except TimeoutError:
                await self._end(process)
                raise QuestionError(
                    f"The query took longer than {job.seconds:g} seconds and was given up.",
                    "Narrow it, or add a LIMIT.",
                ) from None
            except (asyncio.IncompleteReadError, ConnectionError, ValueError):
                code = await process.wait()
                await self._end(process)
                raise self._died(code) from None
            except BaseException:
                await self._end(process)
                raise
            self._idle.append(process)
        if told.broken:
            raise SnapshotGoneError(told.broken)
        if told.refused:
            raise QuestionError(told.refused)
        return body, told.cut

    @property
    def pids(self) -> frozenset[int]:
        """The processes that there are now."""
        return frozenset(process.pid for process in self._all)

    async def close(self) -> None:
        """End them all."""
        for process in tuple(self._all):
            await self._end(process)
        self._idle.clear()

    @asynccontextmanager
    async def _turn(self, seconds: float) -> AsyncIterator[None]:
        """Wait for a free process, not for ever."""
        if self._waiting >= WAITING * self._number:
            raise EngineError(f"{self._waiting} SPARQL queries wait already.", "Try again in some seconds.")
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise EngineError(
                f"No SPARQL worker was free for {seconds:g} seconds.", "Try again in some seconds."
            ) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()

    def _died(self, code: int) -> QuestionError:
        """What a query did to its process: memory that isn't given makes the engine abort."""
        LOG.warning("sparql worker died", code=code)
        if code == -signal.SIGABRT:
            return QuestionError(
                f"The query needed more than {self._memory:,} bytes of memory and was given up.",
                "Narrow it, or add a LIMIT.",
            )
        return QuestionError(
            f"The query ended the process that answered it (code {code}).", "Please report it."
        )

    async def _start(self) -> Process:
        command = (sys.executable, "-m", "api.sparql.asking", str(self._memory))
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=BUFFER,
            cwd=HOUSE,
            start_new_session=True,
        )
        self._all.add(process)
        return process

    async def _end(self, process: Process) -> None:
        self._all.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _ask(process: Process, job: Job) -> tuple[Told, bytes]:
    source, sink = cast(asyncio.StreamReader, process.stdout), cast(asyncio.StreamWriter, process.stdin)
    sink.write(json.dumps(asdict(job)).encode() + b"\n")
    await sink.drain()
    told = Told(**json.loads(await source.readline()))
    return told, await source.readexactly(told.size)
