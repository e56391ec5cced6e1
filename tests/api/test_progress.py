"""Loads tell how far they have come, to any number of watchers."""

from __future__ import annotations

import asyncio

import pytest

from api import progress
from api.loading import LoadReport
from api.progress import Load, Loads, LoadState
from loaders.reading import Extent
from ontology.errors import QuestionError


async def seen(load: Load) -> list[tuple[LoadState, int]]:
    return [(look.state, look.so_far.statements) async for look in load.watch()]


def report(statements: int, read: int = 0) -> LoadReport:
    made = LoadReport(extent=Extent(100, read), seconds=10.0)
    made.outcomes["created"] = statements
    return made


async def test_every_watcher_sees_where_it_stands_and_its_end_and_none_holds_it_up() -> None:
    load = Loads().begin("all.jsonl")
    watchers = [asyncio.create_task(seen(load)) for _ in range(3)]
    await asyncio.sleep(0)
    load.start()
    for statements in range(1, 1000):
        load.report(report(statements))
    load.end()
    for looks in await asyncio.gather(*watchers):
        assert looks[0] == (LoadState.WAITING, 0)
        assert looks[-1] == (LoadState.DONE, 999)
        assert len(looks) < 10
    assert await seen(load) == [(LoadState.DONE, 999)]


async def test_the_time_that_is_left_follows_from_what_is_read() -> None:
    load = Load("all.jsonl")
    assert load.seconds_left is None
    load.report(report(7, read=25))
    assert load.seconds_left == 30.0


def test_a_load_is_known_for_a_while_after_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = Loads()
    ended, running = loads.begin("a.txt"), loads.begin("b.txt")
    ended.end("The engine is gone.")
    assert loads.get(ended.id).state is LoadState.FAILED
    monkeypatch.setattr(progress, "REMEMBERED", -1.0)
    loads.begin("c.txt")
    assert loads.get(running.id) is running
    with pytest.raises(QuestionError, match="There is no load"):
        loads.get(ended.id)
