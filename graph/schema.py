"""What the graph looks like before any statement: constraints, indexes and topics, all out of the ontology.

One node of label `STATE`, outside the ontology, records the ontology's version, counts the writes, and says while
the graph is being filled from elsewhere (`graph.backup.filling`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any

from neo4j import AsyncTransaction

from graph.engine.connection import Connection, rows
from graph.engine.dialect import create_full_text, create_page_functions, full_text_name, range_index
from graph.hubs import SOURCE, TARGET, index_in_sql, index_of, keyed_types
from ontology.errors import EngineError
from ontology.terms import Field, Vocabulary
from ontology.vocabulary import load_vocabulary

STATE = "GraphState"
STATE_ID = "graph"
CODED = ("code", "boolean")
"""Datatypes of few values, each of which very many nodes can have."""
FILLED_AT_ONCE = 10_000


async def ensure_schema(connection: Connection, *, filling: bool = False) -> None:
    """Make what is missing of constraints, indexes and topics; nothing is written where nothing is missing.

    Raises EngineError where the graph was made by another version of the ontology, or is filled in part and isn't
    opened for `filling`.
    """
    vocabulary = load_vocabulary()
    state = await _state(connection)
    if not filling:
        refuse_unfinished(state.get("filling"))
    _check_version(state.get("ontologyVersion"), vocabulary)
    existing = await _index_names(connection)
    statements = dict(_constraints(vocabulary))
    statements |= dict(_range_indexes(vocabulary, embedded=connection.address.embedded))
    if not connection.address.embedded:
        statements |= dict(_ordering_indexes(vocabulary))
    else:
        hubs = [type for type in sorted(keyed_types()) if index_in_sql(type) not in existing]
        await create_page_functions(connection, hubs)
    await connection.define([statement for name, statement in statements.items() if name not in existing])
    missing = [each for each in _full_text(vocabulary) if full_text_name(*each) not in existing]
    if missing:
        await create_full_text(connection, missing)
        await _await_indexes(connection)
    await _ensure_topics(connection, vocabulary, recorded="ontologyVersion" in state)
    if not state.get("keyed"):
        await _ensure_keys(connection)


def refuse_unfinished(filling: str | None) -> None:
    """Raises EngineError where the graph is being filled, as the mark says."""
    if filling is not None:
        raise EngineError(
            "The graph is not whole: something was or still is being put into it.",
            "Run the same `rostra restore` or `rostra import` again to go on, or empty it with `rostra reset`.",
        )


async def take_turn(transaction: AsyncTransaction) -> str | None:
    """Count one more write, first of all in its transaction: writers that meet here go one after the other.

    Neo4j lets the second wait for the lock; the embedded engine fails it at commit, and it starts over.
    Gives the mark of a graph that is being filled. `graph.marks` tells one state of the graph from another by `mark`.
    """
    (state,) = await rows(
        transaction,
        f"MERGE (s:{STATE} {{id: $id}}) SET s.revision = coalesce(s.revision, 0) + 1, s.mark = $mark "
        "RETURN s.filling AS filling",
        id=STATE_ID,
        mark=uuid.uuid4().hex,
    )
    filling: str | None = state["filling"]
    return filling


async def recorded_version(connection: Connection) -> str | None:
    """The version of the ontology that the graph was made with; None where it is new."""
    version: str | None = (await _state(connection)).get("ontologyVersion")
    return version


async def _state(connection: Connection) -> dict[str, Any]:
    """What the state node tells; nothing where the graph is new."""
    found = await connection.read(
        f"MATCH (s:{STATE} {{id: $id}}) RETURN properties(s) AS state", {"id": STATE_ID}
    )
    return dict(found[0]["state"]) if found else {}


def _check_version(recorded: str | None, vocabulary: Vocabulary) -> None:
    """Raises EngineError where another version of the ontology than this made the graph."""
    if recorded in (None, vocabulary.version):
        return
    newer = int(recorded) > int(vocabulary.version)
    raise EngineError(
        f"The graph was made with version {recorded} of the ontology, this is version {vocabulary.version}.",
        "Use a newer Rostra."
        if newer
        else "Dump it with the older Rostra, to be safe, and run `rostra migrate`.",
    )


async def _index_names(connection: Connection) -> set[str]:
    found = await connection.read("SHOW INDEXES YIELD name, owningConstraint RETURN name, owningConstraint")
    return {name for row in found for name in (row["name"], row["owningConstraint"]) if name}


def _constraints(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for label in (*vocabulary.labels, STATE):
        name = f"{label.lower()}_id"
        yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def _range_indexes(vocabulary: Vocabulary, *, embedded: bool) -> Iterator[tuple[str, str]]:
    for label in vocabulary.labels:
        for field in vocabulary.classes[label].fields.values():
            if field.indexed and not field.many:
                name = f"{label.lower()}_{field.name.lower()}"
                yield name, range_index(name, label, field, embedded=embedded)


def _ordering_indexes(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What brings nodes of one code, and neighbours of one node, in the order of their ids.

    Neo4j reads no more of such an index than a page takes; the embedded engine would sort all the same, and has
    functions for neighbours (`graph.hubs`).
    """
    for label in vocabulary.labels:
        for field in vocabulary.classes[label].fields.values():
            if field.indexed and field.datatype in CODED:
                name = f"{label.lower()}_{field.name.lower()}_id"
                yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{field.name}, n.id)"
    yield from map(index_of, sorted(keyed_types()))


def _full_text(vocabulary: Vocabulary) -> Iterator[tuple[str, Field]]:
    for label in vocabulary.labels:
        for field in vocabulary.classes[label].fields.values():
            if field.full_text:
                yield label, field


async def _ensure_keys(connection: Connection) -> None:
    """Keys for the relationships of a graph that was begun without them."""
    for type in sorted(keyed_types()):
        while await connection.write(partial(_fill_keys, type=type)):
            pass
    await connection.define([f"MERGE (s:{STATE} {{id: '{STATE_ID}'}}) SET s.keyed = true"])


async def _fill_keys(transaction: AsyncTransaction, type: str) -> bool:
    """Give keys to some relationships that lack them; False if none does."""
    filled = await rows(
        transaction,
        f"MATCH (a)-[r:{type}]->(b) WHERE r.{SOURCE} IS NULL WITH a, r, b LIMIT {FILLED_AT_ONCE} "
        f"SET r.{SOURCE} = a.id, r.{TARGET} = b.id RETURN count(r) AS number",
    )
    return bool(filled[0]["number"])


async def _await_indexes(connection: Connection) -> None:
    if not connection.address.embedded:
        await connection.read("CALL db.awaitIndexes(300)")


async def _ensure_topics(connection: Connection, vocabulary: Vocabulary, *, recorded: bool) -> None:
    """The topics of the scheme, and the version that all this was made with."""
    topics = [
        {
            "id": f"topic/{topic.notation}",
            "notation": topic.notation,
            "name": topic.label,
            "definition": topic.definition,
        }
        for topic in vocabulary.schemes["Topics"].concepts
    ]
    there = await connection.read("MATCH (t:Topic) RETURN properties(t) AS topic")
    if recorded and sorted(topics, key=lambda t: t["id"]) == sorted(
        (row["topic"] for row in there), key=lambda t: str(t["id"])
    ):
        return

    async def work(transaction: AsyncTransaction) -> None:
        await rows(
            transaction,
            "MATCH (t:Topic) WHERE NOT t.id IN $ids DETACH DELETE t",
            ids=[topic["id"] for topic in topics],
        )
        await rows(
            transaction, "UNWIND $topics AS row MERGE (t:Topic {id: row.id}) SET t = row", topics=topics
        )
        await rows(
            transaction,
            f"MERGE (s:{STATE} {{id: $id}}) SET s.ontologyVersion = $version",
            id=STATE_ID,
            version=vocabulary.version,
        )

    await connection.write(work)
