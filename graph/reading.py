"""The graph read back whole: counts, and every node and relationship in a fixed order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from graph.engine.connection import Connection
from graph.gathering import gathered
from graph.ids import class_of
from graph.projections import Reader
from graph.rows import Node, Relationship
from ontology.facts import Extractor
from ontology.vocabulary import load_vocabulary

Item = TypeVar("Item")

PAGE = 5_000
_LEAVING = "[(n)-[r]->(b) | [type(r), labels(b)[0], b.id]]"
"""The relationships that leave a node: what follows it in a pattern would let the planner begin at the other end."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How many nodes of each label and relationships of each type there are; 0 where there are none."""

    nodes: dict[str, int]
    relationships: dict[str, int]


async def count(connection: Connection) -> Stats:
    """Count everything."""
    vocabulary = load_vocabulary()
    nodes, relationships = {}, {}
    for label in vocabulary.labels:
        found = await connection.read(f"MATCH (n:{label}) RETURN count(n) AS n")
        nodes[label] = int(found[0]["n"])
    for type in vocabulary.relationship_types:
        found = await connection.read(f"MATCH ()-[r:{type}]->() RETURN count(r) AS n")
        relationships[type] = int(found[0]["n"])
    return Stats(nodes, relationships)


async def dump_nodes(connection: Connection) -> AsyncIterator[Node]:
    """Every node, by label in the ontology's order and then by id, read page by page."""
    for label in load_vocabulary().labels:
        async for page in _pages(connection, label, "properties(n)"):
            for (properties,) in page:
                yield Node.read(label, properties)


async def dump_relationships(connection: Connection) -> AsyncIterator[Relationship]:
    """Every relationship, sorted by label and id of its source, then by type and target."""
    async for _, leaving in dump_with_relationships(connection):
        for relationship in leaving:
            yield relationship


async def dump_with_relationships(connection: Connection) -> AsyncIterator[tuple[Node, list[Relationship]]]:
    """Every node with the relationships that leave it, sorted by type and target; nodes in their order."""
    async for page in _ahead(_pages_with_relationships(connection)):
        for pair in page:
            yield pair


async def _pages_with_relationships(
    connection: Connection,
) -> AsyncIterator[list[tuple[Node, list[Relationship]]]]:
    for label in load_vocabulary().labels:
        async for page in _pages(connection, label, "properties(n)", _LEAVING):
            yield [_with_relationships(Node.read(label, properties), found) for properties, found in page]


async def _ahead(source: AsyncIterator[Item]) -> AsyncIterator[Item]:
    """The items of a source, the next of which is read while one is made use of."""
    coming = asyncio.ensure_future(anext(source, None))
    try:
        while (item := await coming) is not None:
            coming = asyncio.ensure_future(anext(source, None))
            yield item
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)


async def leaving(reader: Reader, nodes: Sequence[Node]) -> list[tuple[Node, list[Relationship]]]:
    """The nodes with the relationships that leave them, sorted by type and target; nodes in their order."""
    found: dict[str, list[list[str]]] = {}
    for label in dict.fromkeys(node.label for node in nodes):
        ids = [node.id for node in nodes if node.label == label]
        query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WITH [id, {_LEAVING}] AS row"
        found |= await gathered(reader, query, {"ids": ids})
    return [_with_relationships(node, found.get(node.id, [])) for node in nodes]


def _with_relationships(node: Node, found: Sequence[Sequence[str]]) -> tuple[Node, list[Relationship]]:
    """The node with the relationships that leave it, as `_LEAVING` gives them."""
    ordered = sorted(found, key=itemgetter(0, 2))
    return node, [Relationship(type, node.label, node.id, label, target) for type, label, target in ordered]


async def find_node(connection: Connection, id: str) -> tuple[Node, list[Relationship]] | None:
    """The node of this id with the relationships that leave it, be it retracted; None if there is none."""
    label = class_of(id)
    if label is None:
        return None
    return await _find(connection, label, id) or await _find(connection, "Retraction", id)


async def _find(connection: Connection, label: str, id: str) -> tuple[Node, list[Relationship]] | None:
    found = await connection.read(
        f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS node, {_LEAVING} AS leaving", {"id": id}
    )
    if not found:
        return None
    return _with_relationships(Node.read(label, found[0]["node"]), found[0]["leaving"])


async def texts_read_by(connection: Connection, extractor: Extractor) -> frozenset[str]:
    """The content hashes of the statements that have a run of this extractor, in this version."""
    return frozenset(
        await gathered(
            connection,
            "MATCH (r:Run {extractor: $name, version: $version, pipeline: $pipeline})-[:STATEMENT]->(s:Statement) "
            "WITH s.contentHash AS row",
            {"name": extractor.name, "version": extractor.version, "pipeline": extractor.pipeline},
        )
    )


async def _pages(connection: Connection, label: str, *wanted: str) -> AsyncIterator[list[list[Any]]]:
    """What is `wanted` of each node of a label, in the order of their ids."""
    last = ""
    while True:
        page = await gathered(
            connection,
            f"MATCH (n:{label}) WHERE n.id > $last WITH n ORDER BY n.id LIMIT {PAGE} "
            f"WITH [n.id, {', '.join(wanted)}] AS row",
            {"last": last},
        )
        if page:
            yield [row[1:] for row in page]
        if len(page) < PAGE:
            return
        last = page[-1][0]
