"""The graph as the rest of Rostra sees it: statements go in, are withdrawn, and are read.

One writer at a time, so that what is decided upon reading (is it there? which incident?) still holds upon
writing: by a lock within this process, by one on the data folder of the embedded engine, and everywhere by the
node that each transaction begins with (`graph.schema.take_turn`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from neo4j import AsyncTransaction

from graph.backup.filling import Content, fill
from graph.decisions.applying import Signature
from graph.decisions.deciding import decide
from graph.decisions.decision import Decision
from graph.decisions.rulings import Ruling
from graph.engine.addresses import Address
from graph.engine.connection import Connection, Parameters, Row, rows
from graph.engine.locking import locked
from graph.marks import change_mark
from graph.nodes import StatementRows, statement_rows
from graph.once import Once
from graph.placing import place
from graph.reading import (
    Stats,
    count,
    dump_nodes,
    dump_relationships,
    dump_with_relationships,
    find_node,
    texts_read_by,
)
from graph.register import KnownEntity, write_register
from graph.resolution import settle
from graph.rows import Node, Relationship
from graph.schema import refuse_unfinished, take_turn
from graph.versions import Outcome, Written
from graph.withdrawal import delete_some, delete_statements, sweep, withdraw_assertions
from ontology.errors import EngineError
from ontology.facts import Extractor, Facts

Result = TypeVar("Result")

LOCK_FILE = "writing.lock"
LONGEST_WAIT = 120.0
"""Seconds to wait for other writers."""

NODES_PER_TRANSACTION = 5_000
"""A transaction takes further statements until it has so many nodes."""


class Store:
    """A graph of statements behind an address. Open it with `open_store`."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock
        self._writing = asyncio.Lock()

    @property
    def address(self) -> Address:
        """Where the graph is."""
        return self._connection.address

    @property
    def engine_ended(self) -> bool:
        """Whether the engine has ended for good: an embedded one, which answers elsewhere when it is started again."""
        return self._connection.ended()

    async def write(self, facts: Facts) -> Written:
        """Put one statement in the graph, whole or not at all; it is durable when this returns.

        The same facts again change nothing. Other facts about the same text, or another text under the same
        URL, replace what was asserted; the old text stays as a superseded Statement without assertions.
        Raises RostraError where the facts contradict themselves, EngineError where the engine fails.
        """
        return (await self.write_many([facts]))[0]

    async def write_many(self, facts: Iterable[Facts]) -> list[Written]:
        """Put several statements in the graph, some in one transaction: much faster than one by one.

        All are made into rows before any is written, so that a RostraError means that none was. An
        EngineError may leave earlier ones written: simply write all again.
        """
        statements = [statement_rows(each) for each in facts]
        written: list[Written] = []
        for batch in _batches(statements):
            written += await self._write(batch)
        return written

    async def load_register(self, entries: Iterable[KnownEntity]) -> None:
        """Make register entries nodes, with aliases, parents and countries, or bring them up to date.

        A parent or country that isn't among the entries is left out, so give an entry with what is above it, and
        before the statements that name it: incidents are told apart by which place lies in which.
        """
        await self._change(partial(write_register, entries=list(entries)))

    async def withdraw(self, statement: str) -> bool:
        """Delete a statement and whatever only it asserts; False if there is none of this id.

        An earlier version that it superseded stays as a text without assertions.
        """

        async def work(transaction: AsyncTransaction) -> bool:
            found = await rows(transaction, "MATCH (s:Statement {id: $id}) RETURN s.id", id=statement)
            withdrawn = await withdraw_assertions(transaction, [statement])
            await delete_statements(transaction, [statement])
            await settle(transaction, [], withdrawn.reports)
            await sweep(transaction, withdrawn.touched)
            return bool(found)

        return await self._change(work)

    async def decide(self, ruling: Ruling, by: str, reason: str = "") -> Decision:
        """Decide about what was read: see `decisions.rulings`. It holds against all later loading, until it is undone.

        `by` says who decides. Raises QuestionError where what the ruling speaks of isn't there or doesn't fit.
        """
        signature = Signature(by, self._now(), reason)
        return await self._change(partial(decide, ruling=ruling, signature=signature))

    async def read(
        self, cypher: str, parameters: Parameters | None = None, seconds: float | None = None
    ) -> list[Row]:
        """All rows of a query, as the reader where the engine has one; it sees every write of this store.

        Raises QuestionError when it takes longer than `seconds`, EngineError when the engine is gone.
        """
        return await self._connection.read(cypher, parameters, seconds)

    async def node(self, id: str) -> tuple[Node, list[Relationship]] | None:
        """The node of this id with the relationships that leave it; None if there is none."""
        return await find_node(self._connection, id)

    async def texts_read_by(self, extractor: Extractor) -> frozenset[str]:
        """The content hashes (SHA-256 of the text) of the statements that this very extractor has read."""
        return await texts_read_by(self._connection, extractor)

    async def stats(self) -> Stats:
        """How many nodes and relationships there are of each label and type."""
        return await count(self._connection)

    def nodes(self) -> AsyncIterator[Node]:
        """Every node, by label and id; read in pages, so that a graph larger than memory passes through."""
        return dump_nodes(self._connection)

    def relationships(self) -> AsyncIterator[Relationship]:
        """Every relationship, by source, type and target; read in pages like `nodes`."""
        return dump_relationships(self._connection)

    def nodes_with_relationships(self) -> AsyncIterator[tuple[Node, list[Relationship]]]:
        """Every node with the relationships that leave it; nodes in their order, read in pages."""
        return dump_with_relationships(self._connection)

    async def reset(self) -> None:
        """Delete every node but the topics; constraints and indexes stay."""
        while await self._change(delete_some, unfinished=True):
            pass

    async def fill(self, content: Content) -> None:
        """Put nodes and relationships into the empty graph, just as they are: see `graph.backup.filling`.

        Raises RestoreError where the graph is not empty.
        """
        await fill(partial(self._change, unfinished=True), content)

    @asynccontextmanager
    async def still(self) -> AsyncIterator[None]:
        """The graph stays as it is during the block: writers wait, though not longer than `LONGEST_WAIT`.

        Raises EngineError where it changed all the same.
        """
        async with (
            self._writing,
            self._alone() if self.address.folder else self._connection.holding(take_turn),
        ):
            before = await change_mark(self._connection)
            yield
            if await change_mark(self._connection) != before:
                raise EngineError("The graph was changed while it was read.", "Try again.")

    async def _write(self, batch: Sequence[StatementRows]) -> list[Written]:
        """One transaction; no two statements of the batch have an id or a URL in common."""
        if unchanged := await self._unchanged(batch):
            return unchanged
        return await self._change(partial(place, batch=batch, now=self._now()))

    async def _change(
        self, work: Callable[[AsyncTransaction], Awaitable[Result]], *, unfinished: bool = False
    ) -> Result:
        """Do the work once, in one transaction, when it is this writer's turn.

        It is refused on an unfinished graph, unless `unfinished` says that it may be one.
        """
        once = Once(work)

        async def in_turn(transaction: AsyncTransaction) -> Result:
            filling = await take_turn(transaction)
            if not unfinished:
                refuse_unfinished(filling)
            return await once(transaction)

        async with self._writing, self._alone():
            return await self._connection.write(in_turn)

    def _alone(self) -> AbstractAsyncContextManager[None]:
        """No other process writes to the embedded engine's folder during the block."""
        folder = self.address.folder
        return locked(folder / LOCK_FILE, LONGEST_WAIT) if folder else nullcontext()

    async def _unchanged(self, batch: Sequence[StatementRows]) -> list[Written] | None:
        """The outcome if nothing is to be written, found out without taking a turn."""
        found = await self._connection.read(
            "UNWIND $ids AS id MATCH (r:Run {id: id}) RETURN count(r) AS n", {"ids": [s.run for s in batch]}
        )
        if found[0]["n"] < len(batch):
            return None
        return [Written(statement.id, Outcome.UNCHANGED) for statement in batch]

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _batches(statements: Iterable[StatementRows]) -> Iterator[list[StatementRows]]:
    """A transaction's worth of statements each; no two of one share an id or a URL."""
    batch: list[StatementRows] = []
    keys: set[str] = set()
    nodes = 0
    for statement in statements:
        own_keys = {statement.id, statement.url or statement.id}
        if batch and (keys & own_keys or nodes + len(statement.own) > NODES_PER_TRANSACTION):
            yield batch
            batch, keys, nodes = [], set(), 0
        batch.append(statement)
        keys |= own_keys
        nodes += len(statement.own)
    if batch:
        yield batch
