"""Under a crowd: as many are answered as there is room for, some wait, the rest is told to come again."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.app import build_app
from api.guards.shedding import Room, Shedding, Turns
from api.metrics import Metrics
from api.settings import Settings

PATHS = ("/work", "/export", "/livez")


class Slow:
    """Answers when it is let to, and counts how many it is at."""

    def __init__(self) -> None:
        self.at_work = self.most_at_work = 0
        self.come, self.go_on = asyncio.Semaphore(0), asyncio.Event()

    async def __call__(self, request: Request) -> Response:
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        self.come.release()
        if request.url.path != "/livez":
            await self.go_on.wait()
        self.at_work -= 1
        return PlainTextResponse("done")

    async def begun(self, number: int) -> None:
        """Return when so many more have come."""
        for _ in range(number):
            await self.come.acquire()


def guarded(slow: Slow, room: Room) -> httpx.AsyncClient:
    async def work(request: Request) -> Response:
        return await slow(request)

    app = Shedding(Starlette(routes=[Route(path, work) for path in PATHS]), room, Metrics())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra")


async def test_two_are_answered_at_once_three_wait_and_the_rest_comes_again_later() -> None:
    slow = Slow()
    async with guarded(slow, Room(requests=2, waiting=3)) as client:
        crowd = [asyncio.create_task(client.get("/work")) for _ in range(9)]
        refused = [await each for each in asyncio.as_completed(crowd[5:])]
        slow.go_on.set()
        answered = await asyncio.gather(*crowd[:5])
    assert Counter(each.status_code for each in [*refused, *answered]) == {200: 5, 503: 4}
    assert slow.most_at_work == 2
    assert refused[0].headers["retry-after"] == "2"
    assert refused[0].json()["advice"] == "Try again in some seconds."


async def test_whoever_waits_too_long_is_sent_away_and_leaves_the_line() -> None:
    slow = Slow()
    async with guarded(slow, Room(requests=1, waiting=1, seconds=0.01)) as client:
        first = asyncio.create_task(client.get("/work"))
        await slow.begun(1)
        assert (await client.get("/work")).status_code == 503
        slow.go_on.set()
        assert (await first).status_code == 200
        assert (await client.get("/work")).status_code == 200


async def test_health_is_told_in_any_crowd_and_long_answers_have_room_of_their_own() -> None:
    slow = Slow()
    async with guarded(slow, Room(requests=1, streams=1, waiting=0)) as client:
        export, work = (asyncio.create_task(client.get(path)) for path in ("/export", "/work"))
        await slow.begun(2)
        assert (await client.get("/livez")).status_code == 200
        assert (await client.get("/work")).status_code == 503
        assert (await client.get("/export")).status_code == 503
        assert (await client.get("/work", headers={"Accept": "text/event-stream"})).status_code == 503
        slow.go_on.set()
        assert {(await export).status_code, (await work).status_code} == {200}


async def test_a_client_that_leaves_the_line_takes_nobodys_turn() -> None:
    turns = Turns(1, 1, 10.0)
    assert await turns.take()
    leaving = asyncio.create_task(turns.take())
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    turns.give()
    assert await turns.take()
    assert turns.waiting == 0


async def test_graphql_tells_it_as_an_error_of_graphql(tmp_path: Path) -> None:
    app = build_app(Settings(data_dir=tmp_path, max_streams=1))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        streaming = {"Accept": "text/event-stream"}
        question = {"query": "{ topics { totalCount } }"}
        answers = await asyncio.gather(
            *(client.post("/graphql", json=question, headers=streaming) for _ in range(2))
        )
    (refused,) = (each for each in answers if each.status_code == 503)
    (error,) = refused.json()["errors"]
    assert error["extensions"]["code"] == "BUSY"
    assert error["extensions"]["requestId"] == refused.headers["x-request-id"]
