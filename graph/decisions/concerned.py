"""What a decision concerns, looked up in the graph: entities, their mentions, and the statements that speak of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from neo4j import AsyncTransaction

from graph.decisions.decided import entity_labels, fold
from graph.decisions.decision import Decision
from graph.decisions.findings import facts_of
from graph.decisions.marks import statement_of
from graph.engine.connection import rows
from graph.ids import class_of
from graph.nodes import StatementRows, statement_rows
from graph.rows import Node
from ontology.errors import QuestionError


async def recall(transaction: AsyncTransaction, statements: Collection[str]) -> list[StatementRows]:
    """What was read of statements that are in the graph; superseded ones have nothing to tell."""
    found = await rows(
        transaction,
        "UNWIND $ids AS id MATCH (s:Statement {id: id})<-[:STATEMENT]-(r:Run) "
        "RETURN s.id AS id, s.text AS text, r.findings AS findings ORDER BY id",
        ids=sorted(statements),
    )
    if kept_none := [row["id"] for row in found if row["findings"] is None]:
        raise QuestionError(
            f"{kept_none[0]} was loaded by an earlier Rostra, which kept no findings.",
            "Load the statements anew into an empty graph: `rostra reset`.",
        )
    return [statement_rows(facts_of(row["findings"], row["text"])) for row in found]


async def entity_of(transaction: AsyncTransaction, id: str) -> Node:
    """An entity in the graph. Raises QuestionError where there is none, or where it was merged."""
    label = class_of(id)
    found = await node_of(transaction, label, id) if label in entity_labels() else None
    if found:
        return found
    into = await rows(transaction, "MATCH (:Retraction {id: $id})-[:INTO]->(e) RETURN e.id AS id", id=id)
    if into:
        raise QuestionError(
            f"{id} was merged into {into[0]['id']}.", "Name that one, or undo the merging first."
        )
    raise QuestionError(f"There is no entity {id}.")


async def node_of(transaction: AsyncTransaction, label: str | None, id: str) -> Node | None:
    """The node of this label and id, its properties with the id; None if there is none."""
    found = await rows(transaction, f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS node", id=id)
    return Node(str(label), id, found[0]["node"]) if found else None


async def delete(transaction: AsyncTransaction, label: str, id: str) -> None:
    """Delete a node, if it is there, with its relationships."""
    await rows(transaction, f"MATCH (n:{label} {{id: $id}}) DETACH DELETE n", id=id)


async def naming(transaction: AsyncTransaction, entities: Sequence[Node]) -> set[str]:
    """The statements that speak of entities."""
    ways = (
        "MATCH (e:{label} {{id: $id}})<--(n)-[:STATEMENT]->(s:Statement)",
        "MATCH (e:{label} {{id: $id}})<-[:ISSUER]-(s:Statement)",
        "MATCH (e:{label} {{id: $id}})<-[:ORGANIZATION]-(:Office)<-[:OFFICE]-(:Tenure)-[:STATEMENT]->(s:Statement)",
    )
    found = [
        row
        for entity in entities
        for way in ways
        for row in await rows(
            transaction, f"{way.format(label=entity.label)} RETURN DISTINCT s.id AS id", id=entity.id
        )
    ]
    return {row["id"] for row in found}


async def absorbing(transaction: AsyncTransaction, decision: Decision) -> set[str]:
    """The statements in which others take the place of entities that were merged."""
    found = await rows(
        transaction,
        "UNWIND $ids AS id MATCH (:Retraction {id: id})<-[:ABSORBED]-(s:Statement) RETURN DISTINCT s.id AS id",
        ids=list(decision.subjects),
    )
    return {row["id"] for row in found}


async def mentions_of(transaction: AsyncTransaction, entity: Node) -> dict[str, str]:
    """The words of the mentions of an entity by their ids."""
    found = await rows(
        transaction,
        f"MATCH (:{entity.label} {{id: $id}})<-[:ENTITY]-(m:Mention) RETURN m.id AS id, m.words AS words",
        id=entity.id,
    )
    return {row["id"]: row["words"] for row in found}


async def split_statements(transaction: AsyncTransaction, decision: Decision) -> set[str]:
    """The statements in which a split by words took mentions along."""
    assert decision.leads_to is not None
    label = class_of(decision.leads_to) or ""
    end = await end_of(transaction, label, decision.leads_to)
    wanted = {fold(words) for words in decision.surfaces}
    there = await mentions_of(transaction, Node(label, end, {}))
    return {statement_of(id) for id, words in there.items() if fold(words) in wanted}


async def end_of(transaction: AsyncTransaction, label: str, id: str) -> str:
    """Where an entity that may have been merged ends."""
    found = await rows(
        transaction, f"MATCH (:Retraction {{id: $id}})-[:INTO]->(e:{label}) RETURN e.id AS id", id=id
    )
    return str(found[0]["id"]) if found else id
