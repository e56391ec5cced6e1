"""A decision is put down or set aside, and what it concerns stands in the graph as it then must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from neo4j import AsyncTransaction

from graph.decisions.decided import Rulings, decided
from graph.decisions.decision import Decision, point, record, set_aside, touching
from graph.decisions.difference import rewrite
from graph.decisions.marks import statement_of
from graph.nodes import StatementRows
from graph.placing import named_entities
from graph.resolution import settle, standings


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when (ISO 8601, UTC), and why."""

    by: str
    at: str
    reason: str


async def with_decision(
    transaction: AsyncTransaction, read: Sequence[StatementRows], decision: Decision, signature: Signature
) -> Decision:
    """Record a decision and let statements stand as they do with it."""
    known = await _touching(transaction, read, decision)
    made = await recorded(transaction, decision, signature)
    await _rewrite(transaction, read, known, [*known, made])
    return made


async def without_decision(
    transaction: AsyncTransaction, read: Sequence[StatementRows], decision: Decision
) -> None:
    """Set a decision aside and let statements stand as they do without it."""
    known = await _touching(transaction, read, decision)
    await set_aside(transaction, decision)
    left = [replace(each, in_force=False) if each.id == decision.id else each for each in known]
    await _rewrite(transaction, read, known, left)


async def _touching(
    transaction: AsyncTransaction, read: Sequence[StatementRows], decision: Decision
) -> list[Decision]:
    entities = named_entities(read) | ({decision.leads_to} if decision.leads_to else set())
    return await touching(transaction, entities, [statement.id for statement in read])


async def _rewrite(
    transaction: AsyncTransaction,
    read: Sequence[StatementRows],
    known: Sequence[Decision],
    then: Sequence[Decision],
) -> None:
    before = [decided(statement, Rulings.of(known)) for statement in read]
    after = [decided(statement, Rulings.of(then)) for statement in read]
    await rewrite(transaction, before, after)
    await point(transaction, then)


async def recorded(transaction: AsyncTransaction, decision: Decision, signature: Signature) -> Decision:
    """The decision, signed and put down."""
    made = await record(transaction, decision, by=signature.by, at=signature.at, reason=signature.reason)
    await point(transaction, [made])
    return made


async def settle_anew(transaction: AsyncTransaction, decision: Decision) -> None:
    """Resolve the reports of a decision once more."""
    found = await standings(transaction, sorted({statement_of(id) for id in decision.subjects}))
    concerned = [standing for standing in found if standing.account.report in decision.subjects]
    await settle(transaction, [standing.account for standing in concerned], concerned)
