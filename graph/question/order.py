"""The order of a page, and the place in it where a page begins.

Sorted by keys of which the id is the last, a page goes on from the values of the last node seen. Nodes that are
added or removed meanwhile neither shift nor repeat the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.question.steps import Step

KeyValue: TypeAlias = str | int | float | bool | None
Bound: TypeAlias = tuple[KeyValue, ...]
"""The values of all sort keys of one node, the id last."""


@dataclass(frozen=True, slots=True)
class Key:
    """A sort key: a property, or the number of neighbours on a step.

    Nodes without a value come last in either direction; `optional` says that there may be such nodes. `indexed` says
    that there are none and that an index has them in order.
    """

    by: str | Step
    descending: bool = False
    optional: bool = False
    indexed: bool = False


BY_ID = Key("id", indexed=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a node's key at `place` stands to the bound's: further on in the order, or else equal."""

    place: int
    beyond: bool


def beyond(keys: Sequence[Key]) -> Iterator[tuple[Standing, ...]]:
    """The ways in which a node can come after a bound; one of them must hold.

    After (a, b, id) comes what is beyond a; or equal in a and beyond b; or equal in a and b and beyond the id.
    """
    for last in range(len(keys)):
        yield (*(Standing(place, beyond=False) for place in range(last)), Standing(last, beyond=True))
