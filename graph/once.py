"""A change is made once, even where the answer to its commit got lost and it is tried again: did it happen?

Each change leaves a token on the state node, in the transaction that makes it. A later try that finds its own token
there knows that an earlier one was committed.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from neo4j import AsyncTransaction

from graph.engine.connection import rows
from graph.schema import STATE, STATE_ID

Result = TypeVar("Result")
REMEMBERED = 100
"""Tokens that are kept: so many changes by others may come between two tries."""


class Once(Generic[Result]):
    """Work for a transaction that may be repeated; it gives what it gave the time that it was committed."""

    def __init__(self, work: Callable[[AsyncTransaction], Awaitable[Result]]) -> None:
        self._work = work
        self._token = secrets.token_hex(8)
        self._given: list[Result] = []

    async def __call__(self, transaction: AsyncTransaction) -> Result:
        """Do the work, unless that was done. The state node must be locked already (`graph.schema.take_turn`)."""
        if not await self._was_committed(transaction):
            self._given.append(await self._work(transaction))
        return self._given[-1]

    async def _was_committed(self, transaction: AsyncTransaction) -> bool:
        """Whether the token stands there already; it does so afterwards."""
        found = await rows(
            transaction,
            f"MATCH (s:{STATE} {{id: $id}}) WITH s, coalesce(s.changes, []) AS changes "
            f"SET s.changes = ([$token] + changes)[..{REMEMBERED}] RETURN $token IN changes AS there",
            id=STATE_ID,
            token=self._token,
        )
        return bool(found[0]["there"])
