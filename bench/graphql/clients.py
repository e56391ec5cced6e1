"""Clients that ask over HTTP, one request after the other each, for some seconds and on loopback only."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import cast
from urllib.parse import urlsplit

import orjson

GRACE = 30.0
"""Seconds to wait for the last answers."""


@dataclass
class Measured:
    """Seconds that each answer took, and seconds in all; added up over several rounds."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    own_cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """The time in milliseconds that so many percent of the answers took at most."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


async def ask_for(
    url: str, bodies: Sequence[bytes], clients: int, seconds: float, measured: Measured
) -> None:
    """Let clients ask for some seconds, the bodies in turn. Raises RuntimeError on an answer that is none."""
    address = urlsplit(url)
    assert address.hostname == "127.0.0.1", "only this machine is asked"
    assert address.port is not None
    requests = cycle([_request(url, body) for body in bodies])
    loop = asyncio.get_running_loop()
    cpu, started = time.process_time(), time.perf_counter()
    made = [
        await loop.create_connection(
            lambda: Client(requests, measured.latencies, started + seconds), address.hostname, address.port
        )
        for _ in range(clients)
    ]
    try:
        async with asyncio.timeout(seconds + GRACE):
            await asyncio.gather(*(client.done for _, client in made))
    finally:
        for transport, _ in made:
            transport.close()
    measured.seconds += time.perf_counter() - started
    measured.own_cpu += time.process_time() - cpu


class Client(asyncio.Protocol):
    """Sends a request, waits for the whole answer, sends the next one; until a moment."""

    def __init__(self, requests: cycle[bytes], latencies: list[float], until: float) -> None:
        self._requests, self._latencies, self._until = requests, latencies, until
        self._buffer = bytearray()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """Go on where the answer is whole."""
        self._buffer += data
        end = _end_of(self._buffer)
        if end is None or len(self._buffer) < end:
            return
        now = time.perf_counter()
        self._latencies.append(now - self._sent)
        if not self._buffer.startswith(b"HTTP/1.1 200") or b'"errors"' in self._buffer:
            self.done.set_exception(RuntimeError(f"no answer: {self._buffer[:1000]!r}"))
        elif now < self._until:
            self._send()
        else:
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Not while an answer is waited for."""
        if not self.done.done():
            self.done.set_exception(exc or RuntimeError("the connection was closed"))

    def _send(self) -> None:
        self._buffer.clear()
        self._sent = time.perf_counter()
        self._transport.write(next(self._requests))


def _end_of(answer: bytearray) -> int | None:
    """Where the answer ends, once its head is there."""
    head_end = answer.find(b"\r\n\r\n")
    if head_end < 0:
        return None
    head = bytes(answer[:head_end]).lower()
    _, found, rest = head.partition(b"content-length:")
    if not found:
        raise RuntimeError(f"an answer of unknown length: {head!r}")
    return head_end + 4 + int(rest.split(b"\r\n")[0])


def _request(url: str, body: bytes) -> bytes:
    parts = urlsplit(url)
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: application/json\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def body_of(query: str, **variables: object) -> bytes:
    """A GraphQL request."""
    return orjson.dumps({"query": query, "variables": variables})
