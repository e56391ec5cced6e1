"""What a person may decide, as it is asked for: each becomes a decision when it is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Merge:
    """Entities are one: `sources` are merged into another."""

    into: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Some mentions of an entity name another: those of these ids, and those with one of these words.

    `into` is the other's id if it is in the graph already, `name` its name if it is new.
    """

    entity: str
    mentions: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    into: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """An assertion is right, or wrong."""

    assertion: str
    verdict: Literal["confirm", "reject"]


@dataclass(frozen=True, slots=True)
class Resolve:
    """A report tells of an incident, or doesn't."""

    report: str
    incident: str
    same: bool


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A statement is to stay out of the graph."""

    statement: str


@dataclass(frozen=True, slots=True)
class Undo:
    """A decision is to hold no longer."""

    decision: str


Ruling: TypeAlias = Merge | Split | Judge | Resolve | Withdraw | Undo
