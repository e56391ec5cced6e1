"""Statements that are in the graph get other rows: only what differs is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from neo4j import AsyncTransaction

from graph.accounts import accounts
from graph.agreement import Account
from graph.engine.connection import rows
from graph.nodes import StatementRows
from graph.resolution import settle, standings
from graph.rows import Node, Relationship
from graph.withdrawal import sweep
from graph.writing import create_nodes, create_relationships, merge_entities, merge_relationships


async def rewrite(
    transaction: AsyncTransaction, before: Sequence[StatementRows], after: Sequence[StatementRows]
) -> None:
    """Turn the rows of statements, as the graph has them, into others; their incidents follow."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    told = [(accounts(a), accounts(b)) for a, b in pairs]
    retold = [pair for pair, (was, now) in zip(pairs, told, strict=True) if was != now]
    standing = await standings(transaction, [statement.id for statement, _ in retold])
    gone = _relationships(old) - _relationships(new)
    await _delete_relationships(transaction, _for_good(gone, new))
    await _change_nodes(transaction, _own(old), _own(new))
    await merge_entities(transaction, [node for statement in new for node in statement.shared])
    added = _relationships(new) - _relationships(old)
    await create_relationships(transaction, sorted(r for r in added if r.source_label != "Office"))
    await merge_relationships(transaction, sorted(r for r in added if r.source_label == "Office"))
    await settle(transaction, _retold(told), standing)
    await sweep(transaction, _by_label(gone))


def _retold(told: Iterable[tuple[list[Account], list[Account]]]) -> list[Account]:
    return [account for was, now in told if was != now for account in now]


def _own(statements: Iterable[StatementRows]) -> dict[str, Node]:
    return {node.id: node for statement in statements for node in statement.own}


def _relationships(statements: Iterable[StatementRows]) -> set[Relationship]:
    return {relationship for statement in statements for relationship in statement.relationships}


def _for_good(gone: Iterable[Relationship], new: Sequence[StatementRows]) -> list[Relationship]:
    """What is to be deleted: offices belong to others too, and lose an organization only to another one."""
    moved = {r.source for statement in new for r in statement.relationships if r.source_label == "Office"}
    return sorted(r for r in gone if r.source_label != "Office" or r.source in moved)


def _by_label(relationships: Iterable[Relationship]) -> dict[str, set[str]]:
    """What relationships pointed to that may be swept now: entities and offices."""
    touched: dict[str, set[str]] = defaultdict(set)
    for r in relationships:
        if r.target_label in ("Organization", "Official", "Location", "Office"):
            touched[r.target_label].add(r.target)
    return touched


async def _change_nodes(transaction: AsyncTransaction, old: dict[str, Node], new: dict[str, Node]) -> None:
    """Nodes of another class are made anew; of others only properties change, and those not in the rows stay."""
    replaced = [id for id, node in new.items() if old[id].label != node.label]
    for label in sorted({old[id].label for id in replaced}):
        ids = [id for id in replaced if old[id].label == label]
        await rows(transaction, f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids=ids)
    await create_nodes(transaction, [new[id] for id in replaced])
    changed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id, node in new.items():
        if id not in replaced and node != old[id]:
            lost = dict.fromkeys(old[id].properties.keys() - node.properties.keys())
            changed[node.label].append({"id": id, "properties": {**node.properties, **lost}})
    for label, batch in changed.items():
        await rows(
            transaction,
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.properties",
            rows=batch,
        )


async def _delete_relationships(transaction: AsyncTransaction, relationships: Iterable[Relationship]) -> None:
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for r in relationships:
        groups[r.type, r.source_label, r.target_label].append({"source": r.source, "target": r.target})
    for (type, source, target), batch in groups.items():
        await rows(
            transaction,
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})-[r:{type}]->"
            f"(b:{target} {{id: row.target}}) DELETE r",
            rows=batch,
        )
