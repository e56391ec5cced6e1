"""What a page says of a node beyond its own properties: neighbours both ways, evidence, decisions.

Labels and relationship types in the Cypher are the ontology's own; what a reader sends goes in as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.linked_data.wording import Row, line_of, wanted_for_line
from graph.hubs import Keyed, keyed_by
from graph.question.cypher import statement
from graph.question.order import Key
from graph.question.steps import back as step_back
from graph.question.steps import forward
from graph.question.tree import ROWS, TOTAL, Branch, ById, One, Page, Wanted
from graph.rows import Node, Relationship
from graph.store import Store
from ontology.terms import Relation, Vocabulary

PAGE = 20
"""Neighbours of one kind on one page."""
MOST_LEAVING = 100
EVIDENCE = "passage"
DECISIONS = "decisions"
LAST = ("participations", "mentions", "passages", "runs")
"""Ways back that a reader cares for less: they come last."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node at the other end; `sentence` is the evidence where it is an assertion."""

    id: str
    label: str
    title: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list of neighbours a page begins: behind the id `after`, or ends: in front of `before`."""

    way: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one kind by one way. `key` names the way in an address, `total` counts all pages.

    `earlier` and `further` are the ids that the pages beside this one end before and begin after.
    """

    key: str
    heading: str
    total: int
    neighbours: Sequence[Neighbour]
    earlier: str | None = None
    further: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says so, cut where the words of the assertion stand in it."""

    before: str
    cue: str
    after: str
    statement: Neighbour | None


async def towards(
    store: Store, vocabulary: Vocabulary, leaving: Sequence[Relationship]
) -> Mapping[str, Group]:
    """Where the relationships of a node lead, by the name of the relation; of very many the first hundred."""
    shown = leaving[:MOST_LEAVING]
    titles: dict[str, str] = {}
    for label in {each.target_label for each in shown}:
        ids = tuple(each.target for each in shown if each.target_label == label)
        rows = await _asked(store, ById((label,), ids, wanted_for_line(vocabulary, label)))
        titles |= {row["id"]: line_of(label, row) for row in rows}
    groups = {}
    for type in dict.fromkeys(each.type for each in shown):
        own = [each for each in shown if each.type == type]
        relations = vocabulary.classes[own[0].source_label].relations.values()
        relation = next(relation for relation in relations if relation.type == type)
        found = [Neighbour(r.target, r.target_label, titles.get(r.target, r.target)) for r in own]
        total = len([r for r in leaving if r.type == type])
        groups[relation.name] = Group(relation.name, relation.label, total, found)
    return groups


async def back(
    store: Store,
    vocabulary: Vocabulary,
    node: Node,
    place: Place,
    seconds: float,
    leave_out: Sequence[str] = (),
) -> list[Group]:
    """What leads to the node, by relation and class, the first of each; of the way asked for, that page.

    What statements say comes newest first, what they share by its id. Raises QuestionError where it takes longer
    than `seconds`.
    """
    ways = {
        name: relations[0]
        for name, relations in vocabulary.incoming(node.label).items()
        if name not in (DECISIONS, *leave_out) and place.way in ("", name)
    }
    keyed = keyed_by(embedded=store.address.embedded)
    branches = tuple(
        Branch(name, _page(vocabulary, relation, place, keyed)) for name, relation in ways.items()
    )
    (row,) = await _asked(store, ById((node.label,), (node.id,), Wanted(branches=branches)), seconds)
    groups = [_group(name, ways[name], row, place) for name in sorted(ways, key=lambda name: name in LAST)]
    return [group for group in groups if group.total]


def _page(vocabulary: Vocabulary, relation: Relation, place: Place, keyed: Keyed) -> Page:
    """One more than a page takes, to know whether there are further ones. Hubs are read as `keyed` says."""
    step = step_back(vocabulary, (relation,))
    cls = vocabulary.classes[relation.source]
    evidence = [
        Branch(EVIDENCE, One(forward(vocabulary, own), Wanted(("text",))))
        for own in cls.relations.values()
        if own.name == EVIDENCE
    ]
    of_statements = cls.name == "Statement" or "statement" in cls.relations
    return Page(
        replace(step, keyed=step.keyed and keyed),
        wanted_for_line(vocabulary, cls.name, *evidence),
        sorted_by=(Key("id", descending=of_statements, indexed=True),),
        after=(place.after,) if place.after else None,
        before=(place.before,) if place.before and not place.after else None,
        backward=bool(place.before and not place.after),
        limit=PAGE + 1,
        total=True,
    )


def _group(name: str, relation: Relation, row: Row, place: Place) -> Group:
    found, shown = row[name], row[name][:PAGE]
    beyond, backward = len(found) > PAGE, bool(place.before and not place.after)
    if backward:
        shown = shown[::-1]
    more_before, more_behind = (beyond, True) if backward else (bool(place.after), beyond)
    neighbours = [
        Neighbour(
            each["id"],
            relation.source,
            line_of(relation.source, each),
            (each.get(EVIDENCE) or {}).get("text"),
        )
        for each in shown
    ]
    return Group(
        name,
        _words(name),
        row[f"{name}{TOTAL}"],
        neighbours,
        earlier=shown[0]["id"] if shown and more_before else None,
        further=shown[-1]["id"] if shown and more_behind else None,
    )


async def _asked(store: Store, question: ById, seconds: float | None = None) -> list[Row]:
    asked = statement(question)
    (record,) = await store.read(asked.text, asked.parameters, seconds)
    rows: list[Row] = record[ROWS]
    return rows


def _words(name: str) -> str:
    """A name of a field as people write it: "Demands made" of "demandsMade"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


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
