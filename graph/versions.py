"""What is in the graph of a statement already, and what writing it therefore means.

A statement is one text. Another text under the same address is a new version and supersedes the one there.
A text that has been superseded stays so: loading it once more changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from neo4j import AsyncTransaction

from graph.engine.connection import rows
from graph.nodes import StatementRows


class Outcome(StrEnum):
    """What a write did.

    `replaced`: other facts stood there, of this text or of an earlier version. `withdrawn`: nothing was written,
    since somebody decided that this text is to stay out.
    """

    CREATED = "created"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


STAYING = (Outcome.UNCHANGED, Outcome.WITHDRAWN)
"""Nothing was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """A statement is in the graph under this id; `supersedes` is the earlier text that it replaced."""

    statement: str
    outcome: Outcome
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph has: runs and successors of statements by id, the current statement of each address."""

    runs: dict[str, frozenset[str]]
    superseded: frozenset[str]
    withdrawn: frozenset[str]
    current: dict[str, str]

    def meaning(self, statement: StatementRows) -> Written:
        """What writing the statement does."""
        id = statement.id
        if id in self.withdrawn:
            return Written(id, Outcome.WITHDRAWN)
        if id in self.superseded or statement.run in self.runs.get(id, ()):
            return Written(id, Outcome.UNCHANGED)
        earlier = self.current.get(statement.url) if statement.url else None
        if earlier == id:
            earlier = None
        return Written(id, Outcome.REPLACED if earlier or id in self.runs else Outcome.CREATED, earlier)


async def look_up(transaction: AsyncTransaction, statements: Sequence[StatementRows]) -> Known:
    """What is known of these statements and their addresses."""
    by_id = await rows(
        transaction,
        """
        UNWIND $ids AS id MATCH (s:Statement {id: id})
        OPTIONAL MATCH (r:Run)-[:STATEMENT]->(s)
        OPTIONAL MATCH (newer:Statement)-[:SUPERSEDES]->(s)
        RETURN id, collect(DISTINCT r.id) AS runs, count(newer) > 0 AS superseded
        """,
        ids=[statement.id for statement in statements],
    )
    by_url = await rows(
        transaction,
        """
        UNWIND $urls AS url MATCH (s:Statement {url: url})
        WHERE NOT (s)<-[:SUPERSEDES]-()
        RETURN url, s.id AS id ORDER BY id
        """,
        urls=[statement.url for statement in statements if statement.url],
    )
    retracted = await rows(
        transaction,
        "UNWIND $ids AS id MATCH (r:Retraction {id: id}) RETURN id",
        ids=[statement.id for statement in statements],
    )
    return Known(
        runs={row["id"]: frozenset(row["runs"]) for row in by_id},
        superseded=frozenset(row["id"] for row in by_id if row["superseded"]),
        withdrawn=frozenset(row["id"] for row in retracted),
        current={row["url"]: row["id"] for row in by_url},
    )
