"""A proxy on loopback between a client and an engine, which cuts the connection where it hurts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's COMMIT: a chunk of two bytes, a structure without fields, the end of the message."""
BLOCK = 65_536


class Proxy:
    """Passes everything on until told to cut. `uri` is where it listens; `cuts` counts the connections it cut.

    The client then finds the connection closed; what it sent last may have reached the engine or not.
    """

    def __init__(self, uri: str) -> None:
        parts = urlsplit(uri)
        self._target = (parts.hostname, parts.port)
        self._scheme = parts.scheme
        self._open: set[asyncio.StreamWriter] = set()
        self._bytes_left: int | None = None
        self._commits_left: int | None = None
        self._was_cut, self._committing = asyncio.Event(), asyncio.Event()
        self.cuts = 0
        self.uri = ""
        self.closed = False
        """Whether new connections are turned away."""

    async def cut_answer_after(self, size: int) -> None:
        """Cut when so many more bytes of answers have been passed on, in the middle of whatever they are."""
        self._was_cut.clear()
        self._bytes_left = size
        await self._was_cut.wait()

    async def cut_commit(self, after: int) -> None:
        """Let some COMMITs through; pass the next one on to the engine, and cut before its answer comes back."""
        self._was_cut.clear()
        self._commits_left = after
        await self._was_cut.wait()

    async def commit_passed(self) -> None:
        """Return when the next COMMIT is passed on."""
        self._committing.clear()
        await self._committing.wait()

    def turn_away(self) -> None:
        """Cut everything that is open, and take no new connections."""
        self.closed = True
        for writer in self._open:
            writer.transport.abort()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Proxy]:
        """The proxy at work, while the block lasts."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.uri = f"{self._scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            for writer in self._open:
                writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.closed:
            writer.transport.abort()
            return
        try:
            from_engine, to_engine = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, to_engine}
        self._open |= ends
        try:
            asking = asyncio.create_task(self._pump(reader, to_engine, self._asked))
            answering = asyncio.create_task(self._pump(from_engine, writer, self._answered))
            await asyncio.wait({asking, answering}, return_when=asyncio.FIRST_COMPLETED)
            asking.cancel()
            answering.cancel()
        finally:
            self._open -= ends
            to_engine.close()  # what was sent still reaches the engine
            writer.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, look: Callable[[bytes], int | None]
    ) -> None:
        """Pass on what comes until one end closes or `look` says how much is the last of it."""
        try:
            while block := await reader.read(BLOCK):
                last = look(block)
                writer.write(block if last is None else block[:last])
                await writer.drain()
                if last is not None:
                    self.cuts += 1
                    self._was_cut.set()
                    return
        except OSError:
            return

    def _asked(self, block: bytes) -> int | None:
        if COMMIT not in block:
            return None
        self._committing.set()
        if self._commits_left is None:
            return None
        self._commits_left -= 1
        if self._commits_left >= 0:
            return None
        self._commits_left = None
        return len(block)

    def _answered(self, block: bytes) -> int | None:
        if self._bytes_left is None:
            return None
        if self._bytes_left > len(block):
            self._bytes_left -= len(block)
            return None
        last, self._bytes_left = self._bytes_left, None
        return last
