"""Decisions are undone: the graph stands as if they had never been made, and they are kept all the same."""

from __future__ import annotations

from collections.abc import Sequence

from neo4j import AsyncTransaction

from graph.decisions import absorption
from graph.decisions.applying import Signature, recorded, settle_anew, without_decision
from graph.decisions.concerned import absorbing, delete, end_of, recall, split_statements
from graph.decisions.decision import RESOLVING, Decision, find, point, set_aside, touching
from graph.decisions.marks import statement_of
from graph.decisions.shelving import unshelve
from graph.placing import put
from graph.withdrawal import sweep
from ontology.errors import QuestionError


async def undo(transaction: AsyncTransaction, id: str, signature: Signature) -> Decision:
    """Undo a decision; gives the decision to do so. Raises QuestionError where that can't be."""
    decision = await find(transaction, id)
    if decision is None:
        raise QuestionError(f"There is no decision {id}.")
    if decision.kind == "undo":
        raise QuestionError(f"{id} is an undoing.", "Decide anew what it undid.")
    if not decision.in_force:
        raise QuestionError(f"{id} was undone already.")
    if decision.kind == "merge":
        await _undo_merge(transaction, decision)
    elif decision.kind == "withdraw":
        await set_aside(transaction, decision)
        read = await unshelve(transaction, decision.subjects[0])
        await put(transaction, [read] if read else [], [], {}, signature.at)
        await point(transaction, [decision])
    elif decision.kind in RESOLVING:
        await set_aside(transaction, decision)
        await settle_anew(transaction, decision)
    else:
        statements = {statement_of(mark) for mark in decision.marks}
        if decision.kind == "split":
            statements |= await split_statements(transaction, decision)
        await without_decision(transaction, await recall(transaction, statements), decision)
    return await recorded(transaction, Decision("undo", (decision.id,)), signature)


async def _undo_merge(transaction: AsyncTransaction, decision: Decision) -> None:
    resting = await absorption.resting_of(transaction, decision.subjects)
    await _check_apart(transaction, resting)
    read = await recall(transaction, await absorbing(transaction, decision))
    assert decision.leads_to is not None
    label = resting[0].node.label
    end = await end_of(transaction, label, decision.leads_to)
    for each in resting:
        await absorption.stand_up(transaction, each)
    await without_decision(transaction, read, decision)
    await absorption.point_on(transaction, await absorption.resting_in(transaction, label, end))
    for each in resting:
        await delete(transaction, "Retraction", each.node.id)
    await sweep(transaction, {label: {end, decision.leads_to, *decision.subjects}})
    await point(transaction, await touching(transaction, decision.subjects, ()))


async def _check_apart(transaction: AsyncTransaction, resting: Sequence[absorption.Resting]) -> None:
    """An entity can be put back only among those that it was among."""
    own = {each.node.id for each in resting}
    ends = {id for each in resting for r in (*each.relationships, *each.led) for id in (r.source, r.target)}
    for other in await absorption.resting_of(transaction, ends - own):
        merges = [
            each.id
            for each in await touching(transaction, [other.node.id], ())
            if each.in_force and other.node.id in each.subjects
        ]
        raise QuestionError(
            f"{other.node.id}, which it belongs with, was merged later.", f"Undo {merges[0]} first."
        )
