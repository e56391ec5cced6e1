"""Statements are taken back: what only they asserted goes, what others assert too stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from neo4j import AsyncTransaction

from graph.engine.connection import rows
from graph.resolution import Standing, standings
from graph.schema import STATE
from ontology.vocabulary import load_vocabulary

PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken back: the reports as they stood; by label, ids that nothing may point to now."""

    reports: list[Standing] = field(default_factory=list)
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


async def withdraw_assertions(transaction: AsyncTransaction, statements: Sequence[str]) -> Withdrawn:
    """Delete all that belongs to the statements, but the Statement nodes and their texts."""
    if not statements:
        return Withdrawn()
    withdrawn = Withdrawn(await standings(transaction, statements))
    await _note_touched(transaction, statements, withdrawn)
    for statement in statements:
        await rows(
            transaction, "MATCH (n)-[:STATEMENT]->(:Statement {id: $id}) DETACH DELETE n", id=statement
        )
    return withdrawn


async def delete_statements(transaction: AsyncTransaction, statements: Sequence[str]) -> None:
    """Delete the Statement nodes."""
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s",
        ids=list(statements),
    )


async def clear_links(transaction: AsyncTransaction, statements: Sequence[str]) -> None:
    """Forget who issued the statements, and which of their entities were merged."""
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (:Statement {id: id})-[r:ISSUER|ABSORBED]->() DELETE r",
        ids=list(statements),
    )


async def delete_some(transaction: AsyncTransaction) -> int:
    """Delete up to `PAGE` nodes of each label but topics, whatever they are; gives how many it were.

    Only when none is left is the graph no longer one that is filled in part.
    """
    deleted = 0
    for label in load_vocabulary().labels:
        if label != "Topic":
            cypher = f"MATCH (n:{label}) WITH n LIMIT {PAGE} DETACH DELETE n RETURN count(*) AS n"
            deleted += int((await rows(transaction, cypher))[0]["n"])
    await rows(transaction, f"MATCH (s:{STATE}) REMOVE s.register, s.ontologyVersion")
    if not deleted:
        await rows(transaction, "MATCH (:Topic)-[r]->() DELETE r")
        await rows(transaction, f"MATCH (s:{STATE}) REMOVE s.filling, s.filled")
    return deleted


async def sweep(transaction: AsyncTransaction, touched: Mapping[str, Collection[str]]) -> None:
    """Delete touched offices that nobody holds, and touched provisional entities that nothing names.

    `touched` are ids by label. That a decision concerns an entity does not keep it.
    """
    offices = sorted(touched.get("Office", ()))
    if offices:
        await rows(
            transaction,
            "UNWIND $ids AS id MATCH (o:Office {id: id}) WHERE NOT (o)<-[:OFFICE]-() DETACH DELETE o",
            ids=offices,
        )
    naming = "|".join(type for type in load_vocabulary().relationship_types if type != "CONCERNS")
    for label, ids in sorted(touched.items()):
        if label != "Office":
            await rows(
                transaction,
                f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) "
                f"WHERE e.provisional AND NOT (e)<-[:{naming}]-() DETACH DELETE e",
                ids=sorted(ids),
            )


async def _note_touched(
    transaction: AsyncTransaction, statements: Sequence[str], withdrawn: Withdrawn
) -> None:
    """Offices, their organizations and provisional entities that the statements point to."""
    ways = "|".join(_ways_to_shared())
    pointing = (
        f"UNWIND $ids AS id MATCH (:Statement {{id: id}})<-[:STATEMENT]-(n)-[:{ways}]->(e)",
        "UNWIND $ids AS id MATCH (:Statement {id: id})-[:ISSUER]->(e)",
        "UNWIND $ids AS id MATCH (:Statement {id: id})<-[:STATEMENT]-(t:Tenure)"
        "-[:OFFICE]->(:Office)-[:ORGANIZATION]->(e)",
    )
    for pattern in pointing:
        cypher = f"{pattern} RETURN DISTINCT labels(e)[0] AS label, e.id AS id"
        for row in await rows(transaction, cypher, ids=list(statements)):
            withdrawn.touched[row["label"]].add(row["id"])


def _ways_to_shared() -> list[str]:
    """Relationship types that lead from what a statement owns to entities and offices."""
    vocabulary = load_vocabulary()
    shared = {"Office", "Entity", *(c.name for c in vocabulary.classes.values() if "Entity" in c.parents)}
    return sorted(
        {
            relation.type
            for label in vocabulary.labels
            if "Assertion" in vocabulary.classes[label].parents
            for relation in vocabulary.classes[label].relations.values()
            if relation.target in shared
        }
    )
