"""Rows go into the graph, in batches within a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from neo4j import AsyncTransaction

from graph.engine.connection import rows
from graph.engine.failures import UnsettledError
from graph.hubs import keys_of
from graph.rows import Node, Relationship

BATCH = 5_000
"""Rows of one UNWIND."""


async def create_nodes(transaction: AsyncTransaction, nodes: Iterable[Node]) -> None:
    """Create nodes whose ids aren't in the graph yet."""
    for label, batch in _node_batches(nodes):
        await rows(transaction, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=batch)


async def merge_entities(transaction: AsyncTransaction, nodes: Iterable[Node]) -> None:
    """Create entities and offices that aren't there; what is there stays, or stops being provisional."""
    for label, batch in _node_batches(nodes):
        settle = (
            "" if label == "Office" else " ON MATCH SET n.provisional = n.provisional AND row.provisional"
        )
        await rows(
            transaction,
            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n = row{settle}",
            rows=batch,
        )


async def replace_nodes(transaction: AsyncTransaction, nodes: Iterable[Node]) -> None:
    """Create nodes, or give those that are there exactly these properties."""
    for label, batch in _node_batches(nodes):
        await rows(
            transaction, f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row", rows=batch
        )


async def create_relationships(transaction: AsyncTransaction, relationships: Iterable[Relationship]) -> None:
    """Create relationships that aren't there yet. Raises EngineError where a node at an end is missing."""
    await _relate(transaction, relationships, "CREATE")


async def merge_relationships(transaction: AsyncTransaction, relationships: Iterable[Relationship]) -> None:
    """Create those relationships that aren't there. Raises EngineError where a node at an end is missing."""
    await _relate(transaction, relationships, "MERGE")


async def _relate(transaction: AsyncTransaction, relationships: Iterable[Relationship], clause: str) -> None:
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for r in relationships:
        groups[r.type, r.source_label, r.target_label].append({"source": r.source, "target": r.target})
    for (type, source, target), group in groups.items():
        for start in range(0, len(group), BATCH):
            batch = group[start : start + BATCH]
            cypher = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) "
                f"MATCH (b:{target} {{id: row.target}}) "
                f"{clause} (a)-[:{type}{keys_of(type)}]->(b) RETURN count(*) AS made"
            )
            made = (await rows(transaction, cypher, rows=batch))[0]["made"]
            if made != len(batch):
                raise UnsettledError(
                    f"{len(batch) - made} relationships {source}-{type}->{target} lack a node at an end.",
                    "Nothing of the batch was written; please report this.",
                )


def _node_batches(nodes: Iterable[Node]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        groups[node.label].append({"id": node.id, **node.properties})
    for label, group in groups.items():
        for start in range(0, len(group), BATCH):
            yield label, group[start : start + BATCH]
