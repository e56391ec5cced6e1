"""A graph made with an earlier version of the ontology is brought to this one, version by version.

A step changes the graph in one transaction, which also records the version reached: interrupted, it has happened or
it hasn't. Where a version asks for what the graph before cannot tell, there is no step but a reason why.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from neo4j import AsyncTransaction

from graph.engine.connection import Connection, rows
from graph.schema import STATE, STATE_ID, recorded_version, take_turn
from ontology.errors import EngineError
from ontology.vocabulary import load_vocabulary

Change: TypeAlias = Callable[[AsyncTransaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from a version to the next: `does` says so in words, `change` does it."""

    does: str
    change: Change


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why no step leads to the next version, and what to do instead."""

    reason: str
    advice: str


STEPS: Mapping[int, Step | Impossible] = {
    1: Impossible(
        "Runs of version 1 don't tell what they found, and decisions need to know it.",
        "Empty the graph with `rostra reset`, and load the statements again from their files.",
    ),
}
"""By the version that they lead from."""


async def migrate(connection: Connection, steps: Mapping[int, Step | Impossible] = STEPS) -> list[str]:
    """Bring the graph to this version; gives what was done, in words. Nothing where it is there already.

    Raises EngineError, before anything is changed, where the graph is newer than this, or a step is missing.
    """
    recorded, ours = await recorded_version(connection), int(load_vocabulary().version)
    version = ours if recorded is None else int(recorded)
    if version > ours:
        raise EngineError(
            f"The graph was made with version {version} of the ontology.", "Use a newer Rostra."
        )
    way: list[tuple[int, Step]] = []
    for number in range(version, ours):
        step = steps.get(number)
        if not isinstance(step, Step):
            told = step or Impossible(
                f"No way leads from version {number} to the next.", "Use another Rostra."
            )
            raise EngineError(told.reason, told.advice)
        way.append((number, step))
    for number, step in way:
        await connection.write(partial(_take, number=number, step=step))
    return [step.does for _, step in way]


async def _take(transaction: AsyncTransaction, *, number: int, step: Step) -> None:
    """Take a step, unless somebody has taken it."""
    await take_turn(transaction)
    query = f"MATCH (s:{STATE} {{id: $id}}) RETURN s.ontologyVersion AS version"
    (state,) = await rows(transaction, query, id=STATE_ID)
    if state["version"] != str(number):
        return
    await step.change(transaction)
    record = f"MATCH (s:{STATE} {{id: $id}}) SET s.ontologyVersion = $version"
    await rows(transaction, record, id=STATE_ID, version=str(number + 1))
