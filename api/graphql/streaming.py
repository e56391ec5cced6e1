"""Answers one after the other, as GraphQL over server-sent events has it in its “distinct connections” mode.

Each answer is an event `next`; `complete` is the last. Comments in between keep the connection from being taken for
dead. https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, suppress
from typing import Any

import orjson
from starlette.responses import StreamingResponse

from api.graphql.requests import EVENTS

HEARTBEAT = 12.0
"""Seconds of silence after which a comment is sent."""
COMMENT = b":\n\n"


def event_stream(
    answers: AsyncGenerator[dict[str, Any], None], headers: Mapping[str, str]
) -> StreamingResponse:
    """A response that sends each answer as it comes; when the client leaves, the answers are closed."""
    return StreamingResponse(
        _events(answers), headers={**headers, "Cache-Control": "no-store"}, media_type=EVENTS
    )


async def _events(answers: AsyncGenerator[dict[str, Any], None]) -> AsyncIterator[bytes]:
    yield COMMENT  # so that the client knows at once that it is heard
    async with aclosing(answers):
        async for answer in _with_silence(answers):
            yield COMMENT if answer is None else b"event: next\ndata: %b\n\n" % orjson.dumps(answer)
    yield b"event: complete\ndata:\n\n"


async def _with_silence(
    answers: AsyncGenerator[dict[str, Any], None],
) -> AsyncIterator[dict[str, Any] | None]:
    """The answers, and None whenever there was none for the time of a heartbeat."""
    coming = asyncio.ensure_future(anext(answers))
    try:
        while True:
            done, _ = await asyncio.wait({coming}, timeout=HEARTBEAT)
            if not done:
                yield None
                continue
            try:
                answer = coming.result()
            except StopAsyncIteration:
                return
            yield answer
            coming = asyncio.ensure_future(anext(answers))
    finally:
        if not coming.done():
            coming.cancel()
            with suppress(asyncio.CancelledError):
                await coming
