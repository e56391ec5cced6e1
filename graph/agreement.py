"""How sure it is that two reports tell of one happening: pure.

They are scored by what they agree on: the PLOVER type (it must be the same), the time, the place (a camp lies within
its town) and those who took part, summed up as independent evidence ("noisy or"). What people decided of two reports
goes before all that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import prod

SAME_PLACE, WITHIN_PLACE, SAME_COUNTRY = 0.65, 0.55, 0.25
SAME_ACTORS, SAME_TARGETS, SAME_MEETING = 0.5, 0.4, 0.7
OTHER_TARGETS = 0.6
SAME_DAY, NEXT_DAY, OVERLAPPING, RECENT, UNDATED = 1.0, 0.9, 0.7, 0.8, 0.65
LONGEST_SPAN = timedelta(days=7)
"""A happening told to last longer overlaps with too much to be known by its time."""
JUST_NOW = timedelta(days=3)
"""What a statement tells of without a day happened so shortly before it, most likely."""
MUTUAL_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose actors and targets are the same parties, told from either side."""
TO_COME = frozenset({"planned", "threatened"})


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells, as far as it shows which happening it means.

    `places` include targets that are places; `actors` and `targets` are organizations and officials. Ids all.
    """

    report: str
    statement: str
    type: str
    status: str
    issued: date
    start: date | None = None
    end: date | None = None
    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known besides: what contains or owns each entity, which places are too broad; and what was decided.

    `decided` says of pairs of reports whether they tell of one happening.
    """

    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broad: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[frozenset[str], bool] = field(default_factory=dict)

    def decision(self, one: Account, other: Account) -> bool | None:
        """Whether two reports tell of one happening, if that was decided."""
        return self.decided.get(frozenset((one.report, other.report)))

    def related(self, one: str, other: str) -> bool:
        """Whether they are the same, or one is part of the other."""
        return one == other or one in self.above.get(other, ()) or other in self.above.get(one, ())


def agreement(one: Account, other: Account, around: Surroundings) -> float:
    """How sure it is that two reports tell of one happening, from 0 to 1.

    Of one statement two only do if somebody decided so.
    """
    decision = around.decision(one, other)
    if decision is not None:
        return float(decision)
    if not (one.start and other.start) and (_place(one, other, around) or 0.0) < WITHIN_PLACE:
        return 0.0
    return likeness(one, other, around)


def likeness(one: Account, other: Account, around: Surroundings) -> float:
    """Their agreement, whether or not an undated one tells enough to be known by; 0 where they contradict."""
    decision = around.decision(one, other)
    if decision is not None:
        return float(decision)
    if one.type != other.type or one.statement == other.statement:
        return 0.0
    if (one.status in TO_COME) != (other.status in TO_COME):
        return 0.0
    time, place = _time(one, other), _place(one, other, around)
    if place is None:
        return 0.0
    if one.type in MUTUAL_TYPES:
        return _meeting(one, other, around, time, place)
    actors = _covered(one.actors, other.actors, around)
    targets = _covered(one.targets, other.targets, around)
    if actors is False:
        return 0.0
    doubt = OTHER_TARGETS if targets is False else 1.0
    return doubt * _sure(time, place, SAME_ACTORS * bool(actors), SAME_TARGETS * bool(targets))


def days_around(account: Account) -> list[date]:
    """The days on which reports may begin that agree with this one."""
    if account.start is None:
        first, last = _moved(account.issued, -LONGEST_SPAN), account.issued
    else:
        first = _moved(account.start, -LONGEST_SPAN)
        last = max(_end(account), _moved(account.start, timedelta(1)))
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _moved(day: date, by: timedelta) -> date:
    """A day so much later, or the first or last that calendars know."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _meeting(one: Account, other: Account, around: Surroundings, time: float, place: float) -> float:
    """Agreement where actors and targets are one company; a single shared party shows little."""
    company, others = one.actors | one.targets, other.actors | other.targets
    shared = _covered(company, others, around)
    if shared is False:
        return 0.0
    weight = SAME_MEETING if min(len(company), len(others)) > 1 else SAME_ACTORS
    return _sure(time, place, weight * bool(shared))


def _time(one: Account, other: Account) -> float:
    if one.start and other.start:
        apart = abs(one.start - other.start)
        if apart <= timedelta(1):
            return NEXT_DAY if apart else SAME_DAY
        return OVERLAPPING if one.start <= _end(other) and other.start <= _end(one) else 0.0
    if one.start or other.start:
        dated, undated = (one, other) if one.start else (other, one)
        day = dated.start or dated.issued
        if _moved(undated.issued, -JUST_NOW) <= day <= undated.issued:
            return RECENT
        return UNDATED if _moved(undated.issued, -LONGEST_SPAN) <= day <= undated.issued else 0.0
    return RECENT if one.issued == other.issued else 0.0


def _end(account: Account) -> date:
    """The last day of a dated report, as far as it helps to know the happening."""
    start = account.start or account.issued
    told = account.end or start
    return told if start <= told <= _moved(start, LONGEST_SPAN) else start


def _place(one: Account, other: Account, around: Surroundings) -> float | None:
    """What the places show; None where both are known and none of them go together."""
    if not one.places or not other.places:
        return 0.0
    pairs = [(a, b) for a in one.places for b in other.places if around.related(a, b)]
    return max((_pair(a, b, around) for a, b in pairs), default=None)


def _pair(a: str, b: str, around: Surroundings) -> float:
    if a in around.broad or b in around.broad:
        return SAME_COUNTRY
    return SAME_PLACE if a == b else WITHIN_PLACE


def _covered(some: frozenset[str], others: frozenset[str], around: Surroundings) -> bool | None:
    """Whether each of the fewer goes together with one of the more; None where a side is unknown."""
    if not some or not others:
        return None

    def covered(these: frozenset[str], those: frozenset[str]) -> bool:
        return all(any(around.related(a, b) for b in those) for a in these)

    return (len(some) > len(others) or covered(some, others)) and (
        len(others) > len(some) or covered(others, some)
    )


def _sure(time: float, *evidence: float) -> float:
    return round(time * (1 - prod(1 - weight for weight in evidence)), 3)
