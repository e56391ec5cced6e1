"""What a page says of a node beyond its own properties: neighbours both ways, evidence, decisions.

Labels and relationship types in the Cypher are the ontology's own; what a reader sends goes in as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.rows import Node, Relationship
from graph.store import Store
from ontology.terms import Vocabulary

PAGE = 20
"""Neighbours of one kind on one page."""
MOST_LEAVING = 100
TITLE = "coalesce(m.title, m.name, m.action, m.target, m.trigger, m.words, m.kind, m.text, m.id)"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node at the other end; `sentence` is the evidence where it is an assertion."""

    id: str
    label: str
    title: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one kind by one way. `key` names the way in an address, `total` counts all pages."""

    key: str
    heading: str
    total: int
    page: int
    neighbours: Sequence[Neighbour]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says so, cut where the words of the assertion stand in it."""

    before: str
    cue: str
    after: str
    statement: Neighbour | None


async def towards(store: Store, vocabulary: Vocabulary, leaving: Sequence[Relationship]) -> list[Group]:
    """Where the relationships of a node lead, by relation; of very many the first hundred."""
    titles: dict[str, str] = {}
    shown = leaving[:MOST_LEAVING]
    for label in {each.target_label for each in shown}:
        ids = [each.target for each in shown if each.target_label == label]
        query = f"UNWIND $ids AS id MATCH (m:{label} {{id: id}}) RETURN m.id AS id, {TITLE} AS title"
        titles |= {row["id"]: row["title"] for row in await store.read(query, {"ids": ids})}
    groups = []
    for type in dict.fromkeys(each.type for each in shown):
        own = [each for each in shown if each.type == type]
        relations = vocabulary.classes[own[0].source_label].relations.values()
        heading = next(relation.label for relation in relations if relation.type == type)
        rows = [Neighbour(r.target, r.target_label, titles.get(r.target, r.target)) for r in own]
        groups.append(Group(type, heading, len([r for r in leaving if r.type == type]), 1, rows))
    return groups


async def back(
    store: Store,
    vocabulary: Vocabulary,
    node: Node,
    way: str = "",
    page: int = 1,
    seconds: float | None = None,
) -> list[Group]:
    """What leads to the node, by relation and class, the first of each; of the `way` asked for, that page."""
    counted = await store.read(
        f"MATCH (n:{node.label} {{id: $id}})<-[r]-(m) "
        "RETURN type(r) AS type, labels(m)[0] AS label, count(*) AS total ORDER BY label, type",
        {"id": node.id},
        seconds,
    )
    groups = []
    for row in counted:
        key = f"{row['type']}.{row['label']}"
        if way and way != key:
            continue
        relations = vocabulary.classes[row["label"]].relations.values()
        relation = next(each for each in relations if each.type == row["type"])
        heading = _words(relation.inverse_name or vocabulary.classes[row["label"]].label)
        number = page if way else 1
        found = await _page(store, node, row["type"], row["label"], number, seconds)
        groups.append(Group(key, heading, row["total"], number, found))
    return groups


def _words(name: str) -> str:
    """A name of a field as people write it: "Demands made" of "demandsMade"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


async def _page(
    store: Store, node: Node, type: str, label: str, page: int, seconds: float | None
) -> list[Neighbour]:
    rows = await store.read(
        f"MATCH (n:{node.label} {{id: $id}})<-[:{type}]-(m:{label}) "
        f"WITH m ORDER BY m.id SKIP {(page - 1) * PAGE} LIMIT {PAGE} "
        "OPTIONAL MATCH (m)-[:PASSAGE]->(p:Passage) "
        f"RETURN m.id AS id, {TITLE} AS title, p.text AS sentence ORDER BY id",
        {"id": node.id},
        seconds,
    )
    return [Neighbour(row["id"], label, row["title"], row["sentence"]) for row in rows]


async def evidence(store: Store, node: Node, leaving: Sequence[Relationship]) -> Evidence | None:
    """The sentence that an assertion (or what was one) was read from; None of other nodes."""
    passage = next((r.target for r in leaving if r.type in ("PASSAGE", "SENTENCE")), None)
    if passage is None:
        return None
    rows = await store.read(
        "MATCH (p:Passage {id: $id}) OPTIONAL MATCH (p)-[:STATEMENT]->(s:Statement) "
        "RETURN p.text AS text, p.start AS start, s.id AS statement, s.title AS title",
        {"id": passage},
    )
    if not rows:
        return None
    row, length = rows[0], len(rows[0]["text"])
    start, end = (_offset(node.properties.get(name), row["start"], length) for name in ("start", "end"))
    text = row["text"]
    statement = Neighbour(row["statement"], "Statement", row["title"]) if row["statement"] else None
    return Evidence(text[:start], text[start:end], text[end:], statement)


def _offset(place: object, start: int, length: int) -> int:
    """An offset of the statement's text as one of the sentence."""
    return min(max(place - start, 0), length) if isinstance(place, int) else 0


async def decisions(store: Store, node: Node) -> list[dict[str, Any]]:
    """What people decided on the node, newest first."""
    return await store.read(
        f"MATCH (n:{node.label} {{id: $id}})<-[:CONCERNS]-(d:Decision) "
        "RETURN d.id AS id, d.kind AS kind, d.by AS by, d.at AS at, d.reason AS reason, "
        f"d.inForce AS inForce ORDER BY d.ordinal DESC LIMIT {PAGE}",
        {"id": node.id},
    )
