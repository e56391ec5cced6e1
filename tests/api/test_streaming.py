"""What a thread writes reaches the event loop in chunks, and stops when nobody reads on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import IO

import pytest

from api.streaming import BATCH, CHUNK, blocking, chunks


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


@pytest.mark.parametrize("count", [0, 1, BATCH, 2 * BATCH + 1])
async def test_a_thread_takes_items_from_the_event_loop(count: int) -> None:
    loop = asyncio.get_running_loop()
    taken = await asyncio.to_thread(lambda: list(blocking(numbers(count), loop)))
    assert taken == list(range(count))


async def test_what_is_written_arrives_whole() -> None:
    def write(output: IO[bytes]) -> None:
        for number in range(5 * CHUNK):
            output.write(bytes([number % 251]))

    found = [chunk async for chunk in chunks(write)]
    assert b"".join(found) == bytes(number % 251 for number in range(5 * CHUNK))
    assert max(map(len, found)) <= CHUNK


async def test_an_error_of_the_writer_is_raised_after_what_it_wrote() -> None:
    def write(output: IO[bytes]) -> None:
        output.write(b"x" * CHUNK)
        raise ValueError("broken")

    source = chunks(write)
    assert len(await anext(source)) == CHUNK
    with pytest.raises(ValueError, match="broken"):
        await anext(source)


def endless() -> tuple[Callable[[IO[bytes]], None], threading.Event]:
    """What writes on and on, and an event that says when it stopped."""
    stopped = threading.Event()

    def write(output: IO[bytes]) -> None:
        try:
            while True:
                output.write(b"x" * CHUNK)
        finally:
            stopped.set()

    return write, stopped


async def test_a_writer_whose_reader_left_is_stopped() -> None:
    write, stopped = endless()
    async with aclosing(chunks(write)) as source:
        await anext(source)
    assert await asyncio.to_thread(stopped.wait, 10)


async def test_a_writer_whose_reader_was_cancelled_is_stopped() -> None:
    write, stopped = endless()

    async def read() -> None:
        async for _ in chunks(write):
            await asyncio.sleep(0.01)

    reading = asyncio.create_task(read())
    await asyncio.sleep(0.1)
    reading.cancel()
    assert await asyncio.to_thread(stopped.wait, 10)
