"""An entity that is merged into another rests as a Retraction, with all that the register says of it, to be put back.

Statements are not dealt with here but by `graph.decisions.decided`. What is left are relationships between entities,
and the issuers of superseded statements, of which nothing else is left to work them out from: those that lead to the
absorbed one lead to the other meanwhile.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from neo4j import AsyncTransaction

from graph.decisions.decided import Rulings
from graph.decisions.decision import touching
from graph.engine.connection import rows
from graph.ids import class_of
from graph.rows import Node, Relationship
from graph.writing import merge_relationships, replace_nodes
from ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Resting:
    """An absorbed entity: what it was, what it had to do with others, and what leads past it meanwhile."""

    node: Node
    relationships: tuple[Relationship, ...]
    led: tuple[Relationship, ...]

    def retraction(self) -> Node:
        """The node that stands for it."""
        kept = {
            name: self.node.properties[name] for name in ("name", "aliases") if name in self.node.properties
        }
        content = {
            "properties": dict(self.node.properties),
            "relationships": [_listed(r) for r in sorted(self.relationships)],
            "led": [_listed(r) for r in sorted(self.led)],
        }
        told = {
            "retracted": self.node.label,
            "content": json.dumps(content, ensure_ascii=False, sort_keys=True),
            **kept,
        }
        return Node("Retraction", self.node.id, told)


async def lay_down(transaction: AsyncTransaction, label: str, id: str, into: str) -> None:
    """Let the retraction of an entity stand beside it, and relationships that don't rest on text lead past it."""
    found = await rows(
        transaction, f"MATCH (e:{label} {{id: $id}}) RETURN properties(e) AS properties", id=id
    )
    properties = {name: value for name, value in found[0]["properties"].items() if name != "id"}
    relationships = [
        *await _between_entities(transaction, label, id),
        *await _from_bare_statements(transaction, label, id),
    ]
    led = await _new(transaction, past(relationships, id, into))
    resting = Resting(Node(label, id, properties), tuple(relationships), tuple(led))
    await replace_nodes(transaction, [resting.retraction()])
    await merge_relationships(transaction, led)
    await merge_relationships(transaction, [Relationship("INTO", "Retraction", id, label, into)])


async def stand_up(transaction: AsyncTransaction, resting: Resting) -> None:
    """Make a resting one an entity again; its retraction still stands beside it."""
    await replace_nodes(transaction, [resting.node])
    for r in resting.led:
        await rows(
            transaction,
            f"MATCH (:{r.source_label} {{id: $source}})-[r:{r.type}]->(:{r.target_label} {{id: $target}}) DELETE r",
            source=r.source,
            target=r.target,
        )
    await merge_relationships(transaction, resting.relationships)


async def resting_of(transaction: AsyncTransaction, ids: Collection[str]) -> list[Resting]:
    """Those of the entities that rest."""
    found = await rows(
        transaction,
        "UNWIND $ids AS id MATCH (r:Retraction {id: id}) WHERE (r)-[:INTO]->() "
        "RETURN r.id AS id, r.retracted AS label, r.content AS content",
        ids=sorted(ids),
    )
    resting = []
    for row in found:
        content = json.loads(row["content"])
        relationships, led = (
            tuple(Relationship(*each) for each in content[name]) for name in ("relationships", "led")
        )
        resting.append(Resting(Node(row["label"], row["id"], content["properties"]), relationships, led))
    return resting


async def point_on(transaction: AsyncTransaction, ids: Collection[str]) -> None:
    """Let retractions point to the entity that they end in by the decisions in force."""
    rulings = Rulings.of(await touching(transaction, ids, ()))
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (:Retraction {id: id})-[r:INTO]->() DELETE r",
        ids=sorted(ids),
    )
    ends = {id: rulings.way(id)[-1] for id in ids}
    await merge_relationships(
        transaction,
        [Relationship("INTO", "Retraction", id, _label(end), end) for id, end in ends.items() if end != id],
    )


async def resting_in(transaction: AsyncTransaction, label: str, id: str) -> list[str]:
    """Ids of the entities that were merged into this one, or into one that was."""
    found = await rows(
        transaction, f"MATCH (:{label} {{id: $id}})<-[:INTO]-(r:Retraction) RETURN r.id AS id", id=id
    )
    return sorted(row["id"] for row in found)


async def by_register(
    transaction: AsyncTransaction, nodes: Sequence[Node], relationships: Sequence[Relationship]
) -> tuple[list[Node], list[Relationship]]:
    """What is to be written of a register's rows: of entities that rest, the news are kept with them."""
    ids = {node.id for node in nodes} | {r.target for r in relationships}
    resting = {each.node.id: each for each in await resting_of(transaction, ids)}
    if not resting:
        return list(nodes), list(relationships)
    rulings = Rulings.of(await touching(transaction, resting, ()))
    listed = {node.id: node for node in nodes}
    for id, rest in resting.items():
        told = [r for r in relationships if id in (r.source, r.target)]
        kept = [r for r in rest.relationships if r.source not in listed and r not in told]
        led = past(told, id, rulings.way(id)[-1])
        relationships = [
            *(r for r in relationships if r not in told),
            *(r for r in led if r not in relationships),
        ]
        news = Resting(listed.get(id, rest.node), (*told, *kept), tuple(dict.fromkeys((*rest.led, *led))))
        await replace_nodes(transaction, [news.retraction()])
    return [node for node in nodes if node.id not in resting], list(relationships)


async def keep_issuers(transaction: AsyncTransaction, issuers: Sequence[Relationship]) -> list[Relationship]:
    """Where the issuers, as read, of statements that have nothing else left lead; those that rest keep them in mind."""
    resting = await resting_of(transaction, {r.target for r in issuers})
    if not resting:
        return list(issuers)
    rulings = Rulings.of(await touching(transaction, {each.node.id for each in resting}, ()))
    led, passed = dict.fromkeys(issuers), defaultdict[str, list[tuple[Relationship, bool]]](list)
    for issuer in issuers:
        for here, there in pairwise(rulings.way(issuer.target)):
            passing, onward = replace(issuer, target=here), replace(issuer, target=there)
            led.pop(passing, None)
            passed[here].append((passing, onward not in led))
            led.setdefault(onward)
    for rest in await resting_of(transaction, passed):
        coming = [passing for passing, _ in passed[rest.node.id]]
        end = rulings.merges[rest.node.id].leads_to
        new = [replace(passing, target=str(end)) for passing, is_new in passed[rest.node.id] if is_new]
        news = Resting(
            rest.node,
            tuple(dict.fromkeys((*rest.relationships, *coming))),
            tuple(dict.fromkeys((*rest.led, *new))),
        )
        await replace_nodes(transaction, [news.retraction()])
    return list(led)


def past(relationships: Iterable[Relationship], id: str, into: str) -> list[Relationship]:
    """Relationships to an absorbed entity as they lead to the other one instead; none leads to itself."""
    coming = (r for r in relationships if r.target == id and r.source not in (id, into))
    return [Relationship(r.type, r.source_label, r.source, r.target_label, into) for r in coming]


async def _between_entities(transaction: AsyncTransaction, label: str, id: str) -> list[Relationship]:
    types = "|".join(_entity_relations())
    found = await rows(
        transaction,
        f"MATCH (e:{label} {{id: $id}})-[r:{types}]-(o) RETURN type(r) AS type, startNode(r).id AS source, "
        "labels(startNode(r))[0] AS source_label, endNode(r).id AS target, labels(endNode(r))[0] AS target_label",
        id=id,
    )
    return sorted(Relationship(**row) for row in found)


async def _from_bare_statements(transaction: AsyncTransaction, label: str, id: str) -> list[Relationship]:
    """That it issued statements of which only the text is left, and no findings to work out who did."""
    found = await rows(
        transaction,
        f"MATCH (e:{label} {{id: $id}})<-[:ISSUER]-(s:Statement) WHERE NOT (s)<-[:STATEMENT]-(:Run) "
        "RETURN s.id AS id ORDER BY id",
        id=id,
    )
    return [Relationship("ISSUER", "Statement", row["id"], label, id) for row in found]


async def _new(transaction: AsyncTransaction, relationships: Sequence[Relationship]) -> list[Relationship]:
    """Those that aren't in the graph."""
    new = []
    for r in relationships:
        there = await rows(
            transaction,
            f"MATCH (:{r.source_label} {{id: $source}})-[r:{r.type}]->(:{r.target_label} {{id: $target}}) "
            "RETURN count(r) AS n",
            source=r.source,
            target=r.target,
        )
        if not there[0]["n"]:
            new.append(r)
    return new


def _entity_relations() -> list[str]:
    """Types of relationships from entities to entities."""
    vocabulary = load_vocabulary()
    entities = vocabulary.concrete("Entity")
    relations = [r for label in entities for r in vocabulary.classes[label].relations.values()]
    return sorted({relation.type for relation in relations})


def _label(id: str) -> str:
    label = class_of(id)
    assert label is not None
    return label


def _listed(relationship: Relationship) -> list[str]:
    r = relationship
    return [r.type, r.source_label, r.source, r.target_label, r.target]
