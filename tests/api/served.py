"""An application on a port of this machine, for clients that want a real connection."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Literal, TypeAlias

import uvicorn
from starlette.types import ASGIApp

Lifespan: TypeAlias = Literal["auto", "off"]


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address at which an application is served while the block lasts, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = _server(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield _address(listener)
        finally:
            server.should_exit = True
            thread.join()


@asynccontextmanager
async def serving(app: ASGIApp, lifespan: Lifespan = "auto") -> AsyncIterator[str]:
    """The same in the event loop of the test, so that the two can share what belongs to a loop.

    Without its lifespan the application opens no store of its own.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = _server(app, lifespan)
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield _address(listener)
        finally:
            server.should_exit = True
            await task


def _server(app: ASGIApp, lifespan: Lifespan = "auto") -> uvicorn.Server:
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan=lifespan))


def _address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
