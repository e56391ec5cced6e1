"""What no service on this stack can be faster than: Cypher as it comes, the bare driver, orjson, uvicorn.

    python -m bench.graphql.floor BOLT_URI PORT

A request has the text and the parameters of a statement and gets its records; nothing is checked or shaped.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import uvicorn
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Floor:
    """The application."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._driver: AsyncDriver | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        assert scope["type"] == "http"
        body = b""
        more = True
        while more:
            message = await receive()
            body += message["body"]
            more = message["more_body"]
        answer = orjson.dumps(await self._records(**orjson.loads(body))) if body else b"{}"
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _records(self, cypher: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self._driver is None:
            self._driver = AsyncGraphDatabase.driver(self._uri, auth=("neo4j", "none"))
        async with self._driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
            result = await session.run(cypher, parameters)
            return [record.data() async for record in result]


if __name__ == "__main__":
    uvicorn.run(
        Floor(sys.argv[1]),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        lifespan="off",
        log_level="warning",
        access_log=False,
    )
