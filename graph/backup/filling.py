"""Rows put into an empty graph just as they are, in batches.

From the first batch to the last the graph bears a mark: a digest of what is being put in, and how many rows of it
are there. Nothing else may use such a graph (`graph.schema.refuse_unfinished`), so that half of one is never taken
for a graph. The same content goes on where an interruption left it; `rostra reset` empties the graph.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, Protocol, TypeAlias, TypeVar

from neo4j import AsyncTransaction

from graph.engine.connection import rows
from graph.rows import Node, Relationship
from graph.schema import STATE, STATE_ID
from graph.writing import create_nodes, create_relationships
from ontology.errors import RestoreError
from ontology.vocabulary import load_vocabulary

Row = TypeVar("Row", Node, Relationship)
Work: TypeAlias = Callable[[AsyncTransaction], Awaitable[Any]]

ROWS_PER_BATCH = 5_000
CHARACTERS_PER_BATCH = 4_000_000


class Content(Protocol):
    """What is put in: always the same rows in the same order, as often as it is asked for them."""

    @property
    def digest(self) -> str:
        """Tells it from any other content."""

    @property
    def register(self) -> str | None:
        """Which register the graph had (`graph.register`), if that is known."""

    def nodes(self) -> Iterator[Node]:
        """Every node, once. Topics are those of the ontology's scheme, as this version has it."""

    def relationships(self) -> Iterator[Relationship]:
        """Every relationship, once, between nodes that are among them."""


async def fill(change: Callable[[Work], Awaitable[Any]], content: Content) -> None:
    """Put all content into an empty graph, by transactions that `change` runs in turn with other writers'.

    Raises RestoreError where the graph is not empty, EngineError where the engine fails or an end of a relationship
    is missing; the mark stays then.
    """
    there: int = await change(partial(_begin, digest=content.digest))
    known = frozenset(f"topic/{each}" for each in load_vocabulary().schemes["Topics"].by_notation)
    written = (node for node in content.nodes() if node.id not in known)
    batches: Iterator[Sequence[Node | Relationship]] = chain(
        _batches(written, _size), _batches(content.relationships(), lambda _: 0)
    )
    start = 0
    for batch in batches:
        if start + len(batch) > there:
            put = partial(_put, digest=content.digest, start=start, batch=batch)
            await change(put)
        start += len(batch)
    await change(partial(_finish, content=content))


async def _begin(transaction: AsyncTransaction, *, digest: str) -> int:
    """Mark the graph; gives how many rows of this content it has."""
    (state,) = await rows(
        transaction,
        f"MATCH (s:{STATE} {{id: $id}}) RETURN s.filling AS filling, s.filled AS filled",
        id=STATE_ID,
    )
    if state["filling"] == digest:
        return int(state["filled"])
    if state["filling"] is not None:
        raise RestoreError(
            "The graph holds a part of something else that was being put in.",
            "Empty it with `rostra reset` first.",
        )
    for label in load_vocabulary().labels:
        if label != "Topic" and await rows(transaction, f"MATCH (n:{label}) RETURN n.id LIMIT 1"):
            raise RestoreError(
                "The graph is not empty.",
                "Put it into another data folder or database, or empty this one with `rostra reset`.",
            )
    await _record(transaction, "SET s.filling = $digest, s.filled = 0", digest=digest)
    return 0


async def _put(
    transaction: AsyncTransaction, *, digest: str, start: int, batch: Sequence[Node | Relationship]
) -> None:
    """Write a batch, unless it is there: an earlier try may have got through without our hearing of it."""
    end = start + len(batch)
    (state,) = await rows(
        transaction,
        f"MATCH (s:{STATE} {{id: $id}}) RETURN s.filling AS filling, s.filled AS filled",
        id=STATE_ID,
    )
    if state["filling"] == digest and state["filled"] == end:
        return
    if state["filling"] != digest or state["filled"] != start:
        raise RestoreError(
            "Somebody else changed the graph while it was being filled.", "Empty it with `rostra reset`."
        )
    await create_nodes(transaction, (row for row in batch if isinstance(row, Node)))
    await create_relationships(transaction, (row for row in batch if isinstance(row, Relationship)))
    await _record(transaction, "SET s.filled = $end", end=end)


async def _finish(transaction: AsyncTransaction, *, content: Content) -> None:
    await _record(
        transaction,
        "SET s.ontologyVersion = $version, s.register = $register REMOVE s.filling, s.filled",
        version=load_vocabulary().version,
        register=content.register,
    )


async def _record(transaction: AsyncTransaction, change: str, **values: str | int | None) -> None:
    await rows(transaction, f"MATCH (s:{STATE} {{id: $id}}) {change}", id=STATE_ID, **values)


def _batches(content: Iterable[Row], size: Callable[[Row], int]) -> Iterator[list[Row]]:
    """Batches of so many rows, fewer where they are long: the memory of a transaction is bounded."""
    batch: list[Row] = []
    characters = 0
    for row in content:
        batch.append(row)
        characters += size(row)
        if len(batch) == ROWS_PER_BATCH or characters > CHARACTERS_PER_BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _size(node: Node) -> int:
    return sum(len(value) for value in node.properties.values() if isinstance(value, str))
