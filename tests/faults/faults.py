"""The faults, each done to an engine with an empty graph while statements are loaded; the engine runs afterwards.

Moments are random, by a generator that the caller seeds. Each gives what was handed in and what was acknowledged,
and raises an AssertionError where somebody should have been told of the fault and wasn't.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from graph.engine.connection import Connection
from graph.opening import open_store
from graph.store import Store
from graph.versions import Outcome
from ontology.errors import EngineError
from ontology.facts import Facts
from tests.engines.fixtures import OPTIONS, fixed_clock
from tests.faults.accounting import Account, Trace, account
from tests.faults.documents import documents
from tests.faults.engines import Engine, fill_disk, free_disk, halted
from tests.faults.loader import ENGINE_GONE, Loader
from tests.faults.proxy import Proxy

ENDLESS = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0 RETURN count(c)"
)
LEAST_BYTES, MOST_BYTES = 200, 8_000
"""Of answers, from a commit to the next cut; writing a statement takes some thousands."""
TRIES = 5
MOST_COMMITS = 3
"""Commits that get through between two cuts; one must, for the statement that was cut to be acknowledged."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault happens: an engine, and how many statements are to be loaded meanwhile."""

    engine: Engine
    number: int
    random: Random

    def some(self) -> int:
        """How many statements are acknowledged before it happens."""
        return self.random.randint(1, self.number // 2)


Fault: TypeAlias = Callable[[Scene], Awaitable[Trace]]


async def engine_killed(scene: Scene) -> Trace:
    """SIGKILL for the engine, in the middle of a load and of a question; it is started again."""
    engine = scene.engine
    loader = await Loader.begin(engine.address, scene.number)
    await loader.listen(scene.some())
    asked = Connection(engine.address)
    question = asyncio.create_task(asked.read(ENDLESS, seconds=60))
    await asyncio.sleep(scene.random.uniform(0.05, 0.3))
    await engine.kill()
    await _told(loader, "answer")
    (answer,) = await asyncio.gather(question, return_exceptions=True)
    assert isinstance(answer, EngineError), answer
    await asked.close()
    await engine.start()
    return loader.trace


async def loader_killed(scene: Scene) -> Trace:
    """SIGKILL for the loader."""
    loader = await Loader.begin(scene.engine.address, scene.number)
    await loader.listen(scene.some())
    await asyncio.sleep(scene.random.uniform(0, 0.1))
    loader.process.kill()
    await loader.end()
    return loader.trace


async def two_loaders(scene: Scene) -> Trace:
    """Two processes that load at once, statements on the same actors and incidents."""
    address, number = scene.engine.address, scene.number
    loaders = [await Loader.begin(address, number, writer, 2) for writer in range(2)]
    for code, told in await asyncio.gather(*(loader.end() for loader in loaders)):
        assert code == 0, told
    first, second = (loader.trace for loader in loaders)
    return Trace(first.handed_in | second.handed_in, first.acknowledged | second.acknowledged)


async def engine_halted(scene: Scene) -> Trace:
    """SIGSTOP for the engine; the loader waits and goes on when it does."""
    loader = await Loader.begin(scene.engine.address, scene.number)
    await loader.listen(scene.some())
    await halted(scene.engine, scene.random.uniform(0.5, 2))
    code, told = await loader.end()
    assert code == 0, told
    return loader.trace


async def disk_filled(scene: Scene) -> Trace:
    """The engine's disk is full; there is room again, and the engine is killed and started again."""
    engine = scene.engine
    loader = await Loader.begin(engine.address, scene.number)
    await loader.listen(scene.some())
    fill_disk(engine)
    await _told(loader, "could not do it")
    free_disk(engine)
    await engine.kill()
    await engine.start()
    return loader.trace


async def answers_cut(scene: Scene) -> Trace:
    """Connections that break in the middle of answers, over and over."""

    async def storm(proxy: Proxy) -> None:
        while True:
            await proxy.cut_answer_after(scene.random.randint(LEAST_BYTES, MOST_BYTES))
            await proxy.commit_passed()

    return await _loaded_through(scene, storm)


async def commits_cut(scene: Scene) -> Trace:
    """Connections that break after a COMMIT was sent and before it is answered: did it happen?"""

    async def storm(proxy: Proxy) -> None:
        while True:
            await proxy.cut_commit(after=scene.random.randint(1, MOST_COMMITS))

    return await _loaded_through(scene, storm)


FAULTS: tuple[Fault, ...] = (
    engine_killed,
    loader_killed,
    disk_filled,
    answers_cut,
    commits_cut,
    engine_halted,
    two_loaders,
)


async def settled(scene: Scene, fault: Fault) -> Account:
    """Do it to an empty graph, and see what came of it."""
    async with open_store(scene.engine.address, OPTIONS, clock=fixed_clock, emptied=True):
        pass
    trace = await fault(scene)
    async with open_store(scene.engine.address, OPTIONS, clock=fixed_clock) as store:
        return await account(store, documents(scene.number), trace)


async def _told(loader: Loader, words: str) -> None:
    """The loader ends as one does that lost its engine, with one line about it."""
    code, told = await loader.end()
    assert code == ENGINE_GONE, told
    assert words in told, told


async def _loaded_through(scene: Scene, storm: Callable[[Proxy], Awaitable[None]]) -> Trace:
    """Load one by one through a proxy in a storm; every statement gets through, and is told to have been new."""
    trace = Trace()
    async with Proxy(scene.engine.address.uri).running() as proxy:
        address = replace(scene.engine.address, uri=proxy.uri)
        async with open_store(address, OPTIONS, clock=fixed_clock) as store, _beside(storm(proxy)):
            for id, facts in documents(scene.number).items():
                trace.handed_in.add(id)
                await _put(store, facts)
                trace.acknowledged.add(id)
        assert proxy.cuts, "nothing was cut"
        return replace(trace, faults=proxy.cuts)


async def _put(store: Store, facts: Facts) -> None:
    """Write a new statement, and again where that is told to have failed, as it may be on a slow machine."""
    for again in range(TRIES):
        with suppress(EngineError):
            written = await store.write(facts)
            assert again or written.outcome is not Outcome.UNCHANGED, f"{written.statement} was new"
            return
    raise AssertionError(f"It failed {TRIES} times.")


@asynccontextmanager
async def _beside(work: Awaitable[None]) -> AsyncIterator[None]:
    """Do the work beside the block, as long as that lasts."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
