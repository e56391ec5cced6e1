"""Some statements with all that is needed to read them: what is asserted in them, and what that names.

An excerpt is closed: each relationship that leaves one of its nodes leads to one of its nodes. In memory are the
ids of the statements and of what they share, and the nodes of a few statements at a time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

from graph.gathering import gathered
from graph.ids import class_of
from graph.parts import OWNED, nodes_of
from graph.projections import Reader
from graph.reading import leaving
from graph.rows import Node, Relationship
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary

BATCH = 20
"""Statements that are read at a time."""
NOTHING = "There is no statement that fits all of this."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Statements that fit all that is given; of several values under one name, any.

    `statements` and `issuers` are ids, `topics` notations that a position or demand is about, `since` and `until` ISO
    dates of issue, both included. `ids` are those of any nodes: what belongs to a statement stands for it, anything
    else for the statements that tell of it.
    """

    statements: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


async def statements_wanted(reader: Reader, wanted: Wanted) -> list[str]:
    """The ids of the statements, sorted.

    Raises QuestionError where an id or topic isn't there, or no statement fits.
    """
    await _check(reader, wanted)
    found: list[set[str]] = []
    if wanted.statements:
        found.append(set(wanted.statements))
    if wanted.issuers:
        found.append(await _issued(reader, wanted.issuers))
    if wanted.topics:
        found.append(await _about(reader, wanted.topics))
    if wanted.ids:
        found.append(await _telling(reader, wanted.ids))
    if wanted.since or wanted.until or not found:
        found.append(await _in_period(reader, wanted.since or "", wanted.until or "~"))
    statements = set.intersection(*found)
    if not statements:
        raise QuestionError(NOTHING, "Leave out one of the conditions, or widen the period.")
    return sorted(statements)


async def excerpt(
    reader: Reader, statements: Sequence[str]
) -> AsyncIterator[tuple[Node, list[Relationship]]]:
    """Each node of the excerpt once, with the relationships that leave it; statement by statement.

    What people decided and rejected is in it only where a statement's own relationships lead there.
    """
    whole = set(statements)
    seen: set[str] = set()
    for start in range(0, len(statements), BATCH):
        batch = statements[start : start + BATCH]
        pairs = await leaving(reader, await nodes_of(reader, batch))
        for label in OF_STATEMENTS:
            pairs += await leaving(reader, await _owned(reader, label, batch))
        while pairs:
            for pair in pairs:
                yield pair
            targets = {relationship.target for _, leading in pairs for relationship in leading}
            new = {id for id in targets - seen if statement_of(id) not in whole}
            seen |= new
            pairs = await _read(reader, new)


def statement_of(id: str) -> str | None:
    """The statement that a node belongs to, or is; None for what statements share."""
    return "/".join(id.split("/")[:2]) if id.startswith(OWNED) else None


def _of_statements() -> tuple[str, ...]:
    vocabulary = load_vocabulary()
    return tuple(
        label
        for label in vocabulary.labels
        if "statement" in vocabulary.classes[label].relations and label != "Retraction"
    )


OF_STATEMENTS = _of_statements()
"""The classes whose nodes belong to a statement."""


async def _read(reader: Reader, ids: Iterable[str]) -> list[tuple[Node, list[Relationship]]]:
    """Nodes that relationships lead to, with their own; also such as were retracted, which ids don't tell."""
    ids = set(ids)
    nodes = await nodes_of(reader, ids)
    if missing := sorted(ids - {node.id for node in nodes}):
        rows = await gathered(
            reader,
            "UNWIND $ids AS id MATCH (n:Retraction {id: id}) WITH properties(n) AS row",
            {"ids": missing},
        )
        nodes += [Node.read("Retraction", properties) for properties in rows]
    return await leaving(reader, nodes)


async def _owned(reader: Reader, label: str, statements: Sequence[str]) -> list[Node]:
    rows = await gathered(
        reader,
        f"UNWIND $ids AS id MATCH (s:Statement {{id: id}})<-[:STATEMENT]-(n:{label}) "
        "WITH n ORDER BY n.id WITH properties(n) AS row",
        {"ids": statements},
    )
    return [Node.read(label, properties) for properties in rows]


async def _check(reader: Reader, wanted: Wanted) -> None:
    if wrong := [id for id in wanted.statements if class_of(id) != "Statement"]:
        raise QuestionError(f"{wrong[0]!r} is no statement's id.", "Find ids with `search` in GraphQL.")
    ids = {*wanted.statements, *wanted.issuers, *wanted.ids}
    there = {node.id for node in await nodes_of(reader, ids)}
    if missing := sorted(ids - there):
        raise QuestionError(
            f"There is no node with the id {missing[0]!r}.", "Find ids with `search` in GraphQL."
        )
    topics = load_vocabulary().schemes["Topics"].by_notation
    if unknown := [each for each in wanted.topics if each not in topics]:
        raise QuestionError(f"There is no topic {unknown[0]!r}.", f"Use one of {', '.join(topics)}.")


async def _issued(reader: Reader, issuers: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for issuer in issuers:
        found |= set(
            await gathered(
                reader,
                f"MATCH (i:{class_of(issuer)} {{id: $id}})<-[:ISSUER]-(s:Statement) WITH s.id AS row",
                {"id": issuer},
            )
        )
    return found


async def _about(reader: Reader, topics: Sequence[str]) -> set[str]:
    return set(
        await gathered(
            reader,
            "UNWIND $ids AS id MATCH (t:Topic {id: id})<-[:TOPIC]-(a)-[:STATEMENT]->(s:Statement) "
            "WITH DISTINCT s.id AS row",
            {"ids": [f"topic/{notation}" for notation in topics]},
        )
    )


async def _telling(reader: Reader, ids: Sequence[str]) -> set[str]:
    found = {statement for id in ids if (statement := statement_of(id))}
    for id in ids:
        if statement_of(id) is None:
            tellers = await gathered(
                reader,
                f"MATCH (n:{class_of(id)} {{id: $id}})<--(teller) "
                f"WHERE teller.id STARTS WITH $owned WITH DISTINCT teller.id AS row",
                {"id": id, "owned": OWNED},
            )
            found |= {statement for teller in tellers if (statement := statement_of(teller))}
    return found


async def _in_period(reader: Reader, since: str, until: str) -> set[str]:
    return set(
        await gathered(
            reader,
            "MATCH (s:Statement) WHERE s.issued >= $since AND s.issued <= $until WITH s.id AS row",
            {"since": since, "until": until},
        )
    )
