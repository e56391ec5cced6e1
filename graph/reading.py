"""The graph read back whole: counts, and every node and relationship in a fixed order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.engine.connection import Connection
from graph.gathering import gathered
from graph.ids import class_of
from graph.projections import Reader
from graph.rows import Node, Relationship
from ontology.facts import Extractor
from ontology.vocabulary import load_vocabulary

Item = TypeVar("Item")

PAGE = 5_000


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
        async for page in _pages(connection, label):
            for node in page:
                yield node


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
        async for page in _pages(connection, label):
            yield await leaving(connection, page)


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
    found: dict[str, list[Relationship]] = {node.id: [] for node in nodes}
    for label in dict.fromkeys(node.label for node in nodes):
        ids = [node.id for node in nodes if node.label == label]
        rows = await gathered(
            reader,
            f"UNWIND $ids AS id MATCH (a:{label} {{id: id}})-[r]->(b) "
            "WITH [id, type(r), labels(b)[0], b.id] AS row",
            {"ids": ids},
        )
        for source, type, target_label, target in rows:
            found[source].append(Relationship(type, label, source, target_label, target))
    return [(node, sorted(found[node.id], key=lambda r: (r.type, r.target))) for node in nodes]


async def find_node(connection: Connection, id: str) -> tuple[Node, list[Relationship]] | None:
    """The node of this id with the relationships that leave it, be it retracted; None if there is none."""
    label = class_of(id)
    if label is None:
        return None
    return await _find(connection, label, id) or await _find(connection, "Retraction", id)


async def _find(connection: Connection, label: str, id: str) -> tuple[Node, list[Relationship]] | None:
    found = await connection.read(
        f"MATCH (n:{label} {{id: $id}}) OPTIONAL MATCH (n)-[r]->(b) "
        "RETURN properties(n) AS node, type(r) AS type, labels(b)[0] AS label, b.id AS target",
        {"id": id},
    )
    if not found:
        return None
    leaving = [Relationship(r["type"], label, id, r["label"], r["target"]) for r in found if r["type"]]
    return Node.read(label, found[0]["node"]), sorted(leaving, key=lambda r: (r.type, r.target))


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


async def _pages(connection: Connection, label: str) -> AsyncIterator[list[Node]]:
    last = ""
    while True:
        found = await gathered(
            connection,
            f"MATCH (n:{label}) WHERE n.id > $last WITH n ORDER BY n.id LIMIT {PAGE} WITH properties(n) AS row",
            {"last": last},
        )
        page = [Node.read(label, properties) for properties in found]
        if page:
            yield page
        if len(page) < PAGE:
            return
        last = page[-1].id
