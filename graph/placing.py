"""Statements are put in the graph within a transaction, as they stand by the decisions in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from neo4j import AsyncTransaction

from graph.accounts import accounts
from graph.decisions.decided import Rulings, decided, entity_labels
from graph.decisions.decision import follow, point, touching
from graph.decisions.marks import assertion_marks
from graph.nodes import StatementRows
from graph.resolution import settle
from graph.rows import Node, Relationship
from graph.versions import STAYING, Written, look_up
from graph.withdrawal import clear_links, sweep, withdraw_assertions
from graph.writing import (
    create_nodes,
    create_relationships,
    merge_entities,
    merge_relationships,
    replace_nodes,
)


async def place(transaction: AsyncTransaction, batch: Sequence[StatementRows], now: str) -> list[Written]:
    """Put newly read statements in the graph, in the place of what stands there of them; `now` dates their runs."""
    known = await look_up(transaction, batch)
    meanings = [known.meaning(statement) for statement in batch]
    pairs = zip(batch, meanings, strict=True)
    changed = [(s, m) for s, m in pairs if m.outcome not in STAYING]
    successors = {m.supersedes: s.id for s, m in changed if m.supersedes}
    again = [s.id for s, _ in changed if s.id in known.runs]
    await put(transaction, [s for s, _ in changed], again, successors, now)
    return meanings


async def put(
    transaction: AsyncTransaction,
    read: Sequence[StatementRows],
    again: Sequence[str],
    successors: Mapping[str, str],
    now: str,
) -> None:
    """Write statements with the decisions on them.

    `again` are those that are there already; `successors` are statements by the id of the version before.
    """
    decisions = await touching(
        transaction, named_entities(read), [*(statement.id for statement in read), *successors]
    )
    if decisions:
        present = {mark: id for s in read for id, mark in assertion_marks(s).items()}
        decisions = await follow(transaction, decisions, present, successors)
    statements = [decided(statement, Rulings.of(decisions)) for statement in read]
    withdrawn = await withdraw_assertions(transaction, [*again, *successors])
    await clear_links(transaction, again)
    await replace_nodes(transaction, [statement.own[0] for statement in statements])
    await create_nodes(transaction, [node for s in statements for node in _stamped(s.own[1:], now)])
    await merge_entities(transaction, [node for s in statements for node in s.shared])
    supersedes = [
        Relationship("SUPERSEDES", "Statement", new, "Statement", old) for old, new in successors.items()
    ]
    await _relate(transaction, [*(r for s in statements for r in s.relationships), *supersedes])
    await settle(transaction, [account for s in statements for account in accounts(s)], withdrawn.reports)
    await sweep(transaction, withdrawn.touched)
    await point(transaction, decisions)


def named_entities(statements: Iterable[StatementRows]) -> set[str]:
    """Ids of the entities that statements name."""
    return {node.id for s in statements for node in s.shared if node.label in entity_labels()}


async def _relate(transaction: AsyncTransaction, relationships: Iterable[Relationship]) -> None:
    """Offices' relationships may be there already; those of new nodes can't be."""
    of_offices: list[Relationship] = []
    of_own: list[Relationship] = []
    for relationship in relationships:
        (of_offices if relationship.source_label == "Office" else of_own).append(relationship)
    await merge_relationships(transaction, of_offices)
    await create_relationships(transaction, of_own)


def _stamped(nodes: Iterable[Node], now: str) -> Iterator[Node]:
    """The nodes, with the time in those runs that have none."""
    for node in nodes:
        yield replace(node, properties={"endedAt": now, **node.properties}) if node.label == "Run" else node
