"""A graph as text, for comparing graphs whole."""

from __future__ import annotations

from graph.store import Store


async def whole(store: Store) -> list[str]:
    """Every node with its properties and every relationship, in the fixed order."""
    nodes = [f"{node.label} {node.id} {dict(node.properties)}" async for node in store.nodes()]
    return nodes + [str(relationship) async for relationship in store.relationships()]


async def statements(store: Store) -> list[str]:
    """Ids of the statements."""
    return [row["id"] for row in await store.read("MATCH (s:Statement) RETURN s.id AS id ORDER BY id")]
