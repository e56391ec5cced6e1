"""What is kept of a request while it is answered: its id, and what it cost."""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """`cost` counts nodes that the questions of the request may bring (`graph.question.cost`); `work` is what it
    writes, in nodes that would be as much trouble."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    cost: int = 0
    work: int = 0


CURRENT: ContextVar[Tally | None] = ContextVar("tally", default=None)


def current() -> Tally:
    """The tally of the request that is being answered; a new one outside of any."""
    return CURRENT.get() or Tally()


def spend(cost: int) -> None:
    """Note that the request that is being answered costs so much more."""
    if tally := CURRENT.get():
        tally.cost += cost


def weigh(work: int) -> None:
    """Note that the request that is being answered writes so much more."""
    if tally := CURRENT.get():
        tally.work += work
