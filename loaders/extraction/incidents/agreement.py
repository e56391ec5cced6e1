"""Whether the parties, times and places of two mentions agree, so that they may tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.incidents.parties import core, entities, may_mean
from ontology.facts import Party, Period

SHORT = 4
"""Words of a phrase that may be told to mean an entity by one of them."""


def agreement(a: Sequence[Party], b: Sequence[Party]) -> int:
    """1 where two groups share somebody, -1 where they don't, 0 where one is empty."""
    x, y = entities(a), entities(b)
    if not x or not y:
        return 0
    if all(may_mean(party, b) for party in a) or all(may_mean(party, a) for party in b):
        return 1 if x & y else 0
    return 1 if x & y or _worded_alike(a, b) else -1


def times_conflict(a: Period, b: Period) -> bool:
    """Whether one period ends before the other begins; unknown ends conflict with nothing."""
    if not (a.start and b.start and a.end and b.end):
        return False
    return a.end < b.start or b.end < a.start


def elsewhere(here: Sequence[Party], there: Sequence[Party]) -> bool:
    """Whether two happenings are told of different places."""
    x, y = entities(here), entities(there)
    return bool(x and y) and not x & y


def _worded_alike(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Whether two short phrases end alike, or one names what the other tells of: "Israel" and "innocent Israelis"."""
    for one in a:
        for other in b:
            x, y = core(one), core(other)
            if one.entity and other.entity:
                if _of_one_state(one.entity, other.entity):
                    return True
                continue
            if not (x and y) or max(len(x), len(y)) > SHORT:
                continue
            if x[-1][:5] == y[-1][:5] or (bool(one.entity) != bool(other.entity) and _names(x, y)):
                return True
    return False


def _of_one_state(a: str, b: str) -> bool:
    """Whether one organization is a state and the other, by its name, its army or ministry: Syria, Syrian Arab Army."""
    kinds, names = zip(*(id.split("/", 1) for id in (a, b)), strict=True)
    return (
        kinds == ("organization", "organization")
        and names[0][:5] == names[1][:5]
        and "-" not in min(names, key=len)
    )


def _names(a: list[str], b: list[str]) -> bool:
    beginnings = {word[:5] for word in a if len(word) > 4}
    return any(word[:5] in beginnings for word in b if len(word) > 4)
