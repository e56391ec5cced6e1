"""Decisions: what people decided about what was read, kept as nodes that no later reading changes.

A decision names its subjects by their ids, and assertions by their marks too (`graph.decisions.marks`), so that it
finds them again after a reload. What the graph shows is always what was read with the decisions in force applied to it
(`graph.decisions.decided`); of several on one thing the last one holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from neo4j import AsyncTransaction

from graph.decisions.marks import moved, statement_of
from graph.engine.connection import Row, rows
from graph.ids import class_of
from graph.rows import Node, Value
from graph.writing import create_nodes

Kind = Literal["merge", "split", "confirm", "reject", "same-incident", "other-incident", "withdraw", "undo"]
LEADING = ("merge", "split")
JUDGING = ("confirm", "reject")
RESOLVING = ("same-incident", "other-incident")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `ordinal` is its place among all, `at` is ISO 8601 in UTC.

    `subjects` are ids: the entities merged, the entity split, the assertion, the report and then those of the
    incident in question, the statement withdrawn, the decision undone. `marks` are those of assertions among the
    subjects, in their order; of a split, those of the mentions that go. `surfaces` are words that go, in a split.
    `leads_to` is the entity that takes the place of what is merged or split off.
    """

    kind: Kind
    subjects: tuple[str, ...]
    marks: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    leads_to: str | None = None
    leads_to_name: str | None = None
    ordinal: int = 0
    by: str = ""
    at: str = ""
    reason: str = ""
    in_force: bool = True

    @property
    def id(self) -> str:
        """`decision/12-merge`."""
        return f"decision/{self.ordinal}-{self.kind}"


async def record(
    transaction: AsyncTransaction, decision: Decision, *, by: str, at: str, reason: str
) -> Decision:
    """Put a new decision in the graph, behind all others."""
    count = (await rows(transaction, "MATCH (d:Decision) RETURN count(d) AS n"))[0]["n"]
    made = replace(decision, ordinal=int(count), by=by, at=at, reason=reason)
    await create_nodes(transaction, [_node(made)])
    return made


async def find(transaction: AsyncTransaction, id: str) -> Decision | None:
    """The decision of this id."""
    found = await rows(transaction, "MATCH (d:Decision {id: $id}) RETURN properties(d) AS decision", id=id)
    return _decision(found[0]) if found else None


async def touching(
    transaction: AsyncTransaction, entities: Collection[str], statements: Collection[str]
) -> list[Decision]:
    """The decisions, in force or not, on assertions of some statements, and those that lead some entities elsewhere.

    Where they lead to is followed: what was merged into an entity that was merged itself ends there.
    """
    found: dict[str, Decision] = {}
    asked = {"entities": sorted(entities), "statements": sorted(statements)}
    while asked["entities"] or asked["statements"]:
        new = [_decision(row) for row in await rows(transaction, _TOUCHING, **asked)]
        led = {each.leads_to for each in new if each.leads_to} - set(entities)
        found |= {each.id: each for each in new}
        entities = {*entities, *led}
        asked = {"entities": sorted(led), "statements": []}
    return in_order(found.values())


async def resolving(transaction: AsyncTransaction) -> list[Decision]:
    """The decisions in force on which reports tell of one incident."""
    found = await rows(
        transaction,
        "MATCH (d:Decision) WHERE d.inForce AND d.kind IN $kinds RETURN properties(d) AS decision",
        kinds=list(RESOLVING),
    )
    return in_order(_decision(row) for row in found)


async def set_aside(transaction: AsyncTransaction, decision: Decision) -> None:
    """Let a decision be in force no longer."""
    await rows(transaction, "MATCH (d:Decision {id: $id}) SET d.inForce = false", id=decision.id)


async def follow(
    transaction: AsyncTransaction,
    decisions: Sequence[Decision],
    present: Mapping[str, str],
    successors: Mapping[str, str],
) -> list[Decision]:
    """The decisions with their subjects as they stand in newly read statements; what changed is written down.

    `present` are the ids of assertions by their marks, `successors` statements by the id of the version before. A
    subject whose mark is gone stays as it was: nothing is decided about what isn't said any more.
    """
    followed = [_followed(decision, present, successors) for decision in decisions]
    changed = [
        {"id": new.id, "subjects": list(new.subjects), "marks": list(new.marks)}
        for old, new in zip(decisions, followed, strict=True)
        if new != old
    ]
    if changed:
        await rows(
            transaction,
            "UNWIND $rows AS row MATCH (d:Decision {id: row.id}) SET d.subjects = row.subjects, d.marks = row.marks",
            rows=changed,
        )
    return followed


async def point(transaction: AsyncTransaction, decisions: Iterable[Decision]) -> None:
    """Let decisions point to what they concern, as far as it is in the graph."""
    by_label: dict[str, list[dict[str, str]]] = defaultdict(list)
    for decision in decisions:
        for id in {*decision.subjects, *([decision.leads_to] if decision.leads_to else [])}:
            for label in (class_of(id), "Retraction"):
                if label:
                    by_label[label].append({"decision": decision.id, "node": id})
    for label, pairs in by_label.items():
        await rows(
            transaction,
            f"UNWIND $pairs AS pair MATCH (d:Decision {{id: pair.decision}}) MATCH (n:{label} {{id: pair.node}}) "
            "MERGE (d)-[:CONCERNS]->(n)",
            pairs=pairs,
        )


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """As they were made, the first one first."""
    return sorted(decisions, key=lambda decision: decision.ordinal)


_TOUCHING = """
MATCH (d:Decision)
WHERE (d.kind IN ['merge', 'split'] AND any(id IN d.subjects WHERE id IN $entities))
  OR any(mark IN d.marks WHERE split(mark, ' ')[0] IN $statements)
RETURN properties(d) AS decision
"""


def _followed(decision: Decision, present: Mapping[str, str], successors: Mapping[str, str]) -> Decision:
    marks, subjects = list(decision.marks), list(decision.subjects)
    for place, mark in enumerate(marks):
        successor = successors.get(statement_of(mark))
        now = moved(mark, successor) if successor else mark
        if now in present:
            marks[place] = now
            if decision.kind != "split":
                subjects[place] = present[now]
    return replace(decision, marks=tuple(marks), subjects=tuple(subjects))


def _node(decision: Decision) -> Node:
    told: dict[str, Value | None] = {
        "kind": decision.kind,
        "ordinal": decision.ordinal,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
        "inForce": decision.in_force,
        "subjects": list(decision.subjects),
        "marks": list(decision.marks) or None,
        "surfaces": list(decision.surfaces) or None,
        "leadsTo": decision.leads_to,
        "leadsToName": decision.leads_to_name,
    }
    return Node("Decision", decision.id, {name: value for name, value in told.items() if value is not None})


def _decision(row: Row) -> Decision:
    told: dict[str, Any] = row["decision"]
    return Decision(
        kind=told["kind"],
        subjects=tuple(told["subjects"]),
        marks=tuple(told.get("marks") or ()),
        surfaces=tuple(told.get("surfaces") or ()),
        leads_to=told.get("leadsTo"),
        leads_to_name=told.get("leadsToName"),
        ordinal=told["ordinal"],
        by=told["by"],
        at=told["at"],
        reason=told["reason"],
        in_force=told["inForce"],
    )
