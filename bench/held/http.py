"""One client of HTTP on loopback, on one connection that is kept: little enough to leave the processor to others."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import orjson


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body; status 0 where there was no answer."""

    status: int
    body: bytes = b""

    def data(self) -> Any:  # noqa: ANN401
        """What a GraphQL answer holds. Raises KeyError or ValueError where it is none."""
        return orjson.loads(self.body)["data"]

    @property
    def is_good(self) -> bool:
        """Whether it is the answer that was asked for."""
        return self.status == 200 and b'"errors":[' not in self.body[:20]


class Client:
    """Asks one thing after the other; connects again where the connection is gone."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self._place = urlsplit(url).netloc
        self._headers = f"Host: {self._place}\r\n" + (f"Authorization: Bearer {token}\r\n" if token else "")
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._hang_up()

    async def ask(self, query: str, **variables: object) -> Answer:
        """Put a question in GraphQL."""
        body = orjson.dumps({"query": query, "variables": variables})
        head = f"POST /graphql HTTP/1.1\r\n{self._headers}Content-Type: application/json\r\n"
        return await self._send(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    async def get(self, path: str) -> Answer:
        """Get a path."""
        return await self._send(f"GET {path} HTTP/1.1\r\n{self._headers}\r\n".encode())

    async def _send(self, request: bytes) -> Answer:
        try:
            if self._streams is None:
                host, _, port = self._place.partition(":")
                self._streams = await asyncio.open_connection(host, int(port))
            reader, writer = self._streams
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            answer = Answer(int(head.split(b" ", 2)[1]), await reader.readexactly(length))
            if b"connection: close" in head:
                self._hang_up()
        except (OSError, ValueError, asyncio.IncompleteReadError):
            self._hang_up()
            return Answer(0)
        return answer

    def _hang_up(self) -> None:
        if self._streams:
            self._streams[1].close()
        self._streams = None
