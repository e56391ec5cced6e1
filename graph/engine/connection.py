"""One way to speak to either engine: reads that can be cut off, writes that are tried again.

The official driver, one pool per login. Bookmarks are shared, so that a read sees every earlier write of this
connection, on a cluster too.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, TypeVar

import structlog
from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncSession,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
    TrustCustomCAs,
)
from neo4j.exceptions import AuthError, ClientError, DriverError, IncompleteCommit, Neo4jError

from graph.engine.addresses import Address, Login
from graph.engine.failures import UnsettledError, explained, unreachable, worth_retrying
from graph.engine.state import read_state
from graph.engine.stopping import stop
from graph.engine.tracing import traced
from ontology.errors import EngineError, QuestionError

Row = dict[str, Any]
Parameters = Mapping[str, Any]
Result = TypeVar("Result")

CONNECT_TIMEOUT = 5.0
POLL = 0.05
PATIENCE = 15.0
"""Seconds for which work is tried again before it fails."""
PATIENCE_OF_ASKERS = 3.0
"""The same for a question with a time limit: somebody waits for the answer, and can ask again."""
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 2.0
READS_AT_ONCE = 4
"""Questions that the embedded engine is asked at once: more only wait for each other there, and a write, which is
dozens of small statements one after the other, would wait for them all with each."""
SETTLING = 0.3
"""Seconds for a commit to come to its end at the engine, where its answer got lost."""

log = structlog.get_logger()


class Connection:
    """Drivers to one database: `read` speaks as the reader where there is one, the rest as the writer."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._writer = _driver(address, address.writer)
        self._reader = _driver(address, address.reader) if address.reader else self._writer
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._turn: AbstractAsyncContextManager[None] = (
            asyncio.Semaphore(READS_AT_ONCE) if address.embedded else nullcontext()
        )

    def ended(self) -> bool:
        """Whether the engine has ended and cannot come back at this address, as an embedded one can't."""
        folder = self.address.folder
        return folder is not None and read_state(folder) is None

    async def close(self) -> None:
        """Close all connections."""
        await self._writer.close()
        await self._reader.close()

    async def agent(self) -> str:
        """What the server calls itself: "Neo4j/5.26.0"."""
        async with self._explaining():
            return (await self._writer.get_server_info()).agent

    async def read(
        self, cypher: str, parameters: Parameters | None = None, seconds: float | None = None
    ) -> list[Row]:
        """All rows of a query.

        After `seconds` the engine is made to give the query up; the embedded one is asked only so many at once, and
        the time until it is one's turn doesn't count. Raises QuestionError when it took longer,
        EngineError when the engine is gone.
        """
        patience = PATIENCE if seconds is None else min(PATIENCE, PATIENCE_OF_ASKERS)

        async def work() -> list[Row]:
            async with self._turn, asyncio.timeout(seconds), self._session(reading=True) as session:
                result = await session.run(Query(cypher, timeout=seconds), dict(parameters or {}))
                return [dict(record) async for record in result]

        async with self._explaining():
            try:
                with traced(cypher, self.address.database):
                    return await retried(work, patience, self.ended)
            except TimeoutError:
                if self.address.embedded and seconds is not None:
                    await stop(self._reader, self.address.database, cypher, seconds)
                message = f"The question took longer than {seconds:g} seconds and was given up."
                raise QuestionError(message, "Ask for less, or narrow it by a filter.") from None

    async def write(self, work: Callable[[AsyncTransaction], Awaitable[Result]]) -> Result:
        """Do the work in one transaction and commit it; what it gives is returned after the commit.

        Transient errors, colliding writers and broken connections make it start over for `PATIENCE` seconds, also
        where the answer to the commit got lost, which may have happened: work must be safe to repeat. Raises
        EngineError.
        """

        async def attempt() -> Result:
            async with self._session() as session, await session.begin_transaction() as transaction:
                result = await work(transaction)
                await transaction.commit()
                return result

        async with self._explaining():
            return await retried(attempt, PATIENCE, self.ended)

    @asynccontextmanager
    async def holding(self, work: Callable[[AsyncTransaction], Awaitable[Result]]) -> AsyncIterator[Result]:
        """Do the work in a transaction that stays open during the block and is then rolled back: its locks hold."""
        async with (
            self._explaining(),
            self._session() as session,
            await session.begin_transaction() as transaction,
        ):
            yield await work(transaction)

    async def define(self, statements: Sequence[str]) -> None:
        """Run schema statements, in a transaction of their own."""

        async def work(transaction: AsyncTransaction) -> None:
            for statement in statements:
                await rows(transaction, statement)

        if statements:
            await self.write(work)

    def _session(self, *, reading: bool = False) -> AsyncSession:
        database, bookmarks = self.address.database, self._bookmarks
        if reading:
            return self._reader.session(
                database=database, bookmark_manager=bookmarks, default_access_mode=READ_ACCESS
            )
        return self._writer.session(database=database, bookmark_manager=bookmarks)

    @asynccontextmanager
    async def _explaining(self) -> AsyncIterator[None]:
        try:
            yield
        except (DriverError, Neo4jError) as error:
            told = explained(error, self.address)
            if told is None:
                raise
            raise told from error


async def rows(transaction: AsyncTransaction, cypher: str, **parameters: Any) -> list[Row]:  # noqa: ANN401
    """All rows of a statement within a transaction."""
    with traced(cypher):
        result = await transaction.run(cypher, parameters)
        return [dict(record) async for record in result]


async def retried(
    work: Callable[[], Awaitable[Result]], patience: float, hopeless: Callable[[], bool] = lambda: False
) -> Result:
    """Do the work, over again while it fails in a way that may pass; pauses double, with jitter.

    It is given up after `patience` seconds, or as soon as trying again is `hopeless`.
    """
    deadline = time.monotonic() + patience
    pause = FIRST_PAUSE
    while True:
        try:
            return await work()
        except (DriverError, Neo4jError, UnsettledError) as error:
            if not worth_retrying(error) or hopeless() or time.monotonic() + pause > deadline:
                raise
            if isinstance(error, IncompleteCommit):
                pause = max(pause, SETTLING)
            log.info("engine.retry", error=type(error).__name__, pause=round(pause, 3))
        await asyncio.sleep(pause * random.uniform(0.5, 1.5))
        pause = min(2 * pause, LONGEST_PAUSE)


async def wait_until_answers(
    address: Address, seconds: float, running: Callable[[], bool] = lambda: True
) -> None:
    """Return when the database answers. Raises EngineError after some seconds, or when it isn't running."""
    deadline = time.monotonic() + seconds
    async with _driver(address, address.writer) as driver:
        while True:
            try:
                async with driver.session(database=address.database) as session:
                    await (await session.run("RETURN 1")).consume()
                return
            except (DriverError, Neo4jError) as error:
                hopeless = isinstance(error, AuthError | ClientError) and not address.embedded
                if hopeless or not running() or time.monotonic() > deadline:
                    raise _no_answer(address, error) from error
            await asyncio.sleep(POLL)


def _no_answer(address: Address, error: DriverError | Neo4jError) -> EngineError:
    if isinstance(error, ClientError) and not isinstance(error, AuthError):
        return EngineError(
            f"The engine at {address.uri} has no database “{address.database}”: {error.message}."
        )
    told = explained(error, address)
    return told if isinstance(told, EngineError) else unreachable(address)


def _driver(address: Address, login: Login) -> AsyncDriver:
    uri, security = _security(address)
    return AsyncGraphDatabase.driver(
        uri,
        auth=(login.user, login.password),
        connection_timeout=CONNECT_TIMEOUT,
        connection_acquisition_timeout=2 * CONNECT_TIMEOUT,
        notifications_min_severity=NotificationMinimumSeverity.OFF,  # an empty graph lacks types: no news
        telemetry_disabled=True,
        user_agent="rostra",
        **security,
    )


def _security(address: Address) -> tuple[str, dict[str, Any]]:
    """The address as the driver wants it, and how it is to encrypt: it takes authorities only without `+s`."""
    if address.authorities is None:
        return address.uri, {}
    trusted = TrustCustomCAs(str(address.authorities))
    return address.uri.replace("+s://", "://", 1), {"encrypted": True, "trusted_certificates": trusted}
