"""Decisions are made and undone, each in one transaction.

A ruling is checked and put down as a decision. Then the statements concerned are worked out without it and with it
from what was found in them, and what differs is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from neo4j import AsyncTransaction

from graph.decisions import absorption
from graph.decisions.applying import Signature, recorded, settle_anew, with_decision
from graph.decisions.concerned import delete, entity_of, mentions_of, naming, node_of, recall
from graph.decisions.decided import fold
from graph.decisions.decision import Decision, Kind, point, touching
from graph.decisions.marks import assertion_marks, statement_of
from graph.decisions.rulings import Judge, Merge, Resolve, Ruling, Split, Undo, Withdraw
from graph.decisions.shelving import shelve
from graph.decisions.undoing import undo
from graph.engine.connection import rows
from graph.ids import class_of, slug
from graph.rows import Node
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary


async def decide(transaction: AsyncTransaction, ruling: Ruling, signature: Signature) -> Decision:
    """Carry a ruling out. Raises QuestionError where what it speaks of isn't there or doesn't fit."""
    match ruling:
        case Merge():
            return await _merge(transaction, ruling, signature)
        case Split():
            return await _split(transaction, ruling, signature)
        case Judge():
            return await _judge(transaction, ruling, signature)
        case Resolve():
            return await _resolve(transaction, ruling, signature)
        case Withdraw(statement):
            return await _withdraw(transaction, statement, signature)
        case Undo(decision):
            return await undo(transaction, decision, signature)


async def _merge(transaction: AsyncTransaction, merge: Merge, signature: Signature) -> Decision:
    into, *sources = [await entity_of(transaction, id) for id in (merge.into, *dict.fromkeys(merge.sources))]
    _check_merge(into, sources)
    ids = tuple(source.id for source in sources)
    read = await recall(transaction, await naming(transaction, sources))
    for source in sources:
        await absorption.lay_down(transaction, source.label, source.id, into.id)
    decision = Decision("merge", ids, leads_to=into.id, leads_to_name=str(into.properties["name"]))
    made = await with_decision(transaction, read, decision, signature)
    for source in sources:
        resting = await absorption.resting_in(transaction, source.label, source.id)
        await absorption.point_on(transaction, resting)
        await delete(transaction, source.label, source.id)
    await point(transaction, await touching(transaction, ids, ()))
    return made


def _check_merge(into: Node, sources: Sequence[Node]) -> None:
    if not sources:
        raise QuestionError("No entity is named that should be merged.")
    for source in sources:
        if source.id == into.id:
            raise QuestionError(f"{into.id} can't be merged into itself.")
        if source.label != into.label:
            raise QuestionError(f"{source.id} and {into.id} are of different classes: they can't be one.")
        if into.properties["provisional"] and not source.properties["provisional"]:
            raise QuestionError(
                f"{source.id} is in the register and {into.id} isn't.", "Merge them the other way round."
            )


async def _split(transaction: AsyncTransaction, split: Split, signature: Signature) -> Decision:
    entity = await entity_of(transaction, split.entity)
    into = await _split_into(transaction, split, entity)
    wanted = {fold(words) for words in split.surfaces}
    there = await mentions_of(transaction, entity)
    taken = {id for id, words in there.items() if fold(words) in wanted or id in split.mentions}
    if stray := sorted(set(split.mentions) - there.keys()):
        raise QuestionError(f"{stray[0]} is no mention of {entity.id}.")
    if not taken:
        raise QuestionError(
            f"No mention of {entity.id} is taken along.", "Name some by their ids or their words."
        )
    read = await recall(transaction, {statement_of(id) for id in taken})
    marks = {id: mark for each in read for id, mark in assertion_marks(each).items()}
    decision = Decision(
        "split",
        (entity.id,),
        marks=tuple(marks[id] for id in dict.fromkeys(split.mentions)),
        surfaces=tuple(split.surfaces),
        leads_to=into.id,
        leads_to_name=str(into.properties["name"]),
    )
    return await with_decision(transaction, read, decision, signature)


async def _split_into(transaction: AsyncTransaction, split: Split, entity: Node) -> Node:
    """The entity that mentions are led to: one that is there, or a new one."""
    if split.into:
        into = await entity_of(transaction, split.into)
        if into.label != entity.label or into.id == entity.id:
            raise QuestionError(
                f"What is split off {entity.id} can't become {into.id}: it is no other {entity.label}."
            )
        return into
    if not split.name or not slug(split.name):
        raise QuestionError("It isn't said what is split off.", "Give its `name`, or its id in `into`.")
    id = f"{entity.label.lower()}/{slug(split.name)}"
    if await node_of(transaction, entity.label, id) or await node_of(transaction, "Retraction", id):
        raise QuestionError(f"There is {id} already.", "Name it by its id in `into`.")
    return Node(entity.label, id, {"name": split.name})


async def _judge(transaction: AsyncTransaction, judge: Judge, signature: Signature) -> Decision:
    read = await recall(transaction, [statement_of(judge.assertion)])
    marks = {id: mark for each in read for id, mark in assertion_marks(each).items()}
    if judge.assertion not in marks:
        label = class_of(judge.assertion)
        kinds = "mentions, tenures, reports, participations, positions and demands"
        other = (
            f" {judge.assertion} is a {label.lower()}." if label and "Assertion" not in _above(label) else ""
        )
        raise QuestionError(f"There is no assertion {judge.assertion}.", f"Only {kinds} are judged.{other}")
    decision = Decision(judge.verdict, (judge.assertion,), (marks[judge.assertion],))
    return await with_decision(transaction, read, decision, signature)


async def _resolve(transaction: AsyncTransaction, resolve: Resolve, signature: Signature) -> Decision:
    found = await rows(
        transaction,
        "MATCH (i:Incident {id: $incident})<-[:INCIDENT]-(r:Report) RETURN r.id AS id ORDER BY id",
        incident=resolve.incident,
    )
    if not found:
        raise QuestionError(f"There is no incident {resolve.incident}.")
    if await node_of(transaction, "Report", resolve.report) is None:
        raise QuestionError(f"There is no report {resolve.report}.")
    reports = [row["id"] for row in found]
    others = [id for id in reports if id != resolve.report]
    if not resolve.same and resolve.report not in reports:
        raise QuestionError(f"{resolve.report} does not tell of {resolve.incident} as it is.")
    if not others:
        raise QuestionError(f"{resolve.incident} has no other report than {resolve.report}.")
    subjects = (resolve.report, *others)
    read = await recall(transaction, {statement_of(id) for id in subjects})
    marks = {id: mark for each in read for id, mark in assertion_marks(each).items()}
    kind: Kind = "same-incident" if resolve.same else "other-incident"
    decision = Decision(kind, subjects, tuple(marks[id] for id in subjects))
    made = await recorded(transaction, decision, signature)
    await settle_anew(transaction, made)
    return made


async def _withdraw(transaction: AsyncTransaction, statement: str, signature: Signature) -> Decision:
    await shelve(transaction, statement)
    return await recorded(transaction, Decision("withdraw", (statement,)), signature)


def _above(label: str) -> tuple[str, ...]:
    return load_vocabulary().classes[label].parents
