"""Bridges between the event loop, where the graph is read, and threads, where files are written.

Both hold a bounded number of items, so that memory stays flat however much passes through.
"""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from typing import IO, TypeVar, cast

Item = TypeVar("Item")

BATCH = 1_000
"""Items that cross from the event loop to a thread at a time."""
CHUNK = 64 * 1024
"""Bytes that cross from a thread to the event loop at a time."""
WAITING = 4
"""Chunks that may wait for a slow client."""


def blocking(source: AsyncIterator[Item], loop: asyncio.AbstractEventLoop) -> Iterator[Item]:
    """The items of a source that lives in an event loop, for a thread outside it."""
    while batch := asyncio.run_coroutine_threadsafe(_take(source), loop).result():
        yield from batch


async def _take(source: AsyncIterator[Item]) -> list[Item]:
    taken: list[Item] = []
    async for item in source:
        taken.append(item)
        if len(taken) == BATCH:
            break
    return taken


async def chunks(write: Callable[[IO[bytes]], None]) -> AsyncGenerator[bytes, None]:
    """What a function writes, as it writes it in a thread. When nobody reads on, its next write fails.

    An error of the function is raised here after what it has written.
    """
    queue: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING)
    pipe = _Pipe(asyncio.get_running_loop(), queue)

    def run() -> None:
        try:
            write(cast("IO[bytes]", pipe))
            pipe.flush_rest()
        except BrokenPipeError:
            if not pipe.gone.is_set():
                raise
        finally:
            pipe.end()

    task = asyncio.ensure_future(asyncio.to_thread(run))
    try:
        while (chunk := await queue.get()) is not None:
            yield chunk
        await task
    finally:
        pipe.gone.set()
        while not queue.empty():  # the writer may wait for room: it gets it, and then finds that nobody reads
            queue.get_nowait()


class _Pipe(io.RawIOBase):
    """A file that can only be written to; its content goes to a queue in chunks."""

    def __init__(self, loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[bytes | None]) -> None:
        self._loop, self._queue = loop, queue
        self._buffer = bytearray()
        self._written = 0
        self.gone = threading.Event()

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._buffer += data
        self._written += len(data)
        if len(self._buffer) >= CHUNK:
            self.flush_rest()
        return len(data)

    def flush_rest(self) -> None:
        """Send what is left."""
        if self._buffer:
            chunk = bytes(self._buffer)
            self._buffer.clear()
            self._put(chunk)

    def end(self) -> None:
        """Say that nothing more comes."""
        if not self.gone.is_set():
            self._put(None)

    def _put(self, chunk: bytes | None) -> None:
        if self.gone.is_set():
            raise BrokenPipeError("Nobody reads on.")
        asyncio.run_coroutine_threadsafe(self._queue.put(chunk), self._loop).result()
