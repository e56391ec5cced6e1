"""Which reports tell of one happening: pure, deterministic, and the same in whatever order they came.

Two reports of different statements are scored by what they agree on: the PLOVER type (it must be the same),
the time, the place (a camp lies within its town) and those who took part, summed up as independent evidence
("noisy or"). Dated reports are one incident if each of them agrees with each other one by `THRESHOLD` or more; an
undated one is of the recent past, and joins them if it agrees so with one of them and contradicts none.

What people decided of two reports goes before all that: those told apart never come together, and the incidents of
two that tell of one happening are one, unless others of their reports were told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import prod

from graph.ids import digest, name_of
from ontology.vocabulary import load_vocabulary

THRESHOLD = 0.5
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


@dataclass(frozen=True, slots=True)
class Resolved:
    """One incident, and the score of each of its reports by report id."""

    id: str
    name: str
    type: str
    start: date | None
    end: date | None
    places: tuple[str, ...]
    reports: Mapping[str, float]


def agreement(one: Account, other: Account, around: Surroundings) -> float:
    """How sure it is that two reports tell of one happening, from 0 to 1.

    Of one statement two only do if somebody decided so.
    """
    decision = around.decision(one, other)
    if decision is not None:
        return float(decision)
    if not (one.start and other.start) and (_place(one, other, around) or 0.0) < WITHIN_PLACE:
        return 0.0
    return _likeness(one, other, around)


def _likeness(one: Account, other: Account, around: Surroundings) -> float:
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


def resolve(accounts: Iterable[Account], around: Surroundings) -> list[Resolved]:
    """The incidents that the reports tell of.

    Reports of one day come together first. Two days' then do if each is the only one that the other agrees with:
    in a series of alike happenings the days stay apart. An undated report joins the only incident it agrees with.
    """
    ordered = sorted(accounts, key=_order)
    dated = _clusters([account for account in ordered if account.start], around)
    known = _bridged(dated, around)
    unknown = []
    for cluster in _clusters([account for account in ordered if not account.start], around):
        fitting = [incident for incident in known if _joins(cluster, incident, around)]
        if len(fitting) == 1 and not _statements(cluster) & _statements(fitting[0]):
            fitting[0].extend(cluster)
        else:
            unknown.append(cluster)
    bearers = Counter[str]()
    resolved = []
    incidents = _joined([*known, *unknown], around)
    for incident in sorted(incidents, key=lambda reports: _order(reports[0])):
        name = stem(incident[0], around)
        resolved.append(_resolved(incident, around, alone=not bearers[name]))
        bearers[name] += 1
    return resolved


def _clusters(accounts: Iterable[Account], around: Surroundings) -> list[list[Account]]:
    """Reports of one day (of issue, if undated) in groups of which all agree."""
    clusters: list[list[Account]] = []
    for account in accounts:
        day = day_of(account)
        fits = [_fit(account, each, around) if day_of(each[0]) == day else 0.0 for each in clusters]
        best = max(fits, default=0.0)
        if best >= THRESHOLD:
            clusters[fits.index(best)].append(account)
        else:
            clusters.append([account])
    return clusters


def _fit(account: Account, cluster: Iterable[Account], around: Surroundings) -> float:
    return min(agreement(account, other, around) for other in cluster)


def _bridged(clusters: list[list[Account]], around: Surroundings) -> list[list[Account]]:
    """The clusters, those two joined that agree with each other and with none else."""
    near = {
        n: [m for m, other in enumerate(clusters) if m != n and _agree(cluster, other, around)]
        for n, cluster in enumerate(clusters)
    }
    joined = []
    for n, cluster in enumerate(clusters):
        partner = near[n][0] if len(near[n]) == 1 and len(near[near[n][0]]) == 1 else None
        if partner is None:
            joined.append(cluster)
        elif n < partner:
            joined.append([*cluster, *clusters[partner]])
    return joined


def _joined(incidents: list[list[Account]], around: Surroundings) -> list[list[Account]]:
    """The incidents, those joined of which somebody decided that they are one."""
    if not around.decided:
        return incidents
    joined: list[list[Account]] = []
    for incident in sorted(incidents, key=lambda reports: _order(reports[0])):
        group, apart = incident, []
        for other in joined:
            found = {around.decision(a, b) for a in group for b in other}
            if True in found and False not in found:
                group = sorted([*group, *other], key=_order)
            else:
                apart.append(other)
        joined = [*apart, group]
    return joined


def _agree(some: Sequence[Account], others: Sequence[Account], around: Surroundings) -> bool:
    """Whether each report agrees with each dated one of the others."""
    return all(agreement(one, other, around) >= THRESHOLD for one in some for other in others if other.start)


def _joins(undated: Sequence[Account], incident: Sequence[Account], around: Surroundings) -> bool:
    """Whether each of the undated reports agrees with one dated report of the incident and contradicts none."""
    dated = [account for account in incident if account.start]
    return all(
        any(agreement(one, other, around) >= THRESHOLD for other in dated)
        and all(_likeness(one, other, around) for other in dated)
        for one in undated
    )


def _statements(accounts: Iterable[Account]) -> set[str]:
    return {account.statement for account in accounts}


def day_of(account: Account) -> tuple[bool, date]:
    """The day that a report is filed under: of the happening, else of the statement."""
    return account.start is not None, account.start or account.issued


def stem(account: Account, around: Surroundings) -> str:
    """The readable part of an incident's id, made of its first report: day, type, and place or actor."""
    day = account.start.isoformat() if account.start else "undated"
    subjects = _specific(account.places, around) or sorted(account.actors)
    return "-".join([day, account.type.lower(), *map(name_of, subjects[:1])])


def tells_enough(account: Account) -> bool:
    """Whether the `stem` is name enough: a day, and a place or an actor."""
    return account.start is not None and bool(account.places or account.actors)


def days_around(account: Account) -> list[date]:
    """The days on which reports may begin that agree with this one."""
    if account.start is None:
        first, last = account.issued - LONGEST_SPAN, account.issued
    else:
        first, last = account.start - LONGEST_SPAN, max(_end(account), account.start + timedelta(1))
    return [first + timedelta(n) for n in range((last - first).days + 1)]


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
        if undated.issued - JUST_NOW <= day <= undated.issued:
            return RECENT
        return UNDATED if undated.issued - LONGEST_SPAN <= day <= undated.issued else 0.0
    return RECENT if one.issued == other.issued else 0.0


def _end(account: Account) -> date:
    """The last day of a dated report, as far as it helps to know the happening."""
    start = account.start or account.issued
    told = account.end or start
    return told if start <= told <= start + LONGEST_SPAN else start


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


def _order(account: Account) -> tuple[bool, date, str]:
    """Reports in the order in which they found incidents: dated ones first."""
    dated, day = day_of(account)
    return not dated, day, account.report


def _specific(places: Iterable[str], around: Surroundings) -> list[str]:
    """The places that contain none of the others, by id."""
    known = sorted(places)
    return [place for place in known if not any(place in around.above.get(other, ()) for other in known)]


def _resolved(reports: Sequence[Account], around: Surroundings, *, alone: bool) -> Resolved:
    """One incident; a mark of its first report sets it apart where the readable part doesn't say enough."""
    first = reports[0]
    id = f"incident/{stem(first, around)}"
    if not alone or not tells_enough(first):
        id += f"-{digest(first.report, 6)}"
    start = min((account.start for account in reports if account.start), default=None)
    end = max((account.end for account in reports if account.end), default=None)
    return Resolved(
        id=id,
        name=_name(first, around),
        type=first.type,
        start=start,
        end=end if not (start and end) or end >= start else None,
        places=tuple(_specific({place for account in reports for place in account.places}, around)),
        reports={a.report: _score(a, reports, around) for a in reports},
    )


def _score(account: Account, reports: Sequence[Account], around: Surroundings) -> float:
    """How sure it is that the report tells of its incident: by its agreement with the first, or by decision."""
    if account is reports[0] or any(around.decision(account, other) for other in reports):
        return 1.0
    return agreement(reports[0], account, around)


def _name(first: Account, around: Surroundings) -> str:
    kind = load_vocabulary().schemes["PloverType"].by_notation[first.type].label
    subjects = _specific(first.places, around) or sorted(first.actors)
    words = [around.names.get(subject, name_of(subject)) for subject in subjects[:1]]
    day = [first.start.isoformat()] if first.start else []
    return ", ".join([kind[:1].upper() + kind[1:], *words, *day])
