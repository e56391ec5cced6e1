"""Which reports tell of one happening: pure, deterministic, and the same in whatever order they came.

Dated reports are one incident if each of them agrees with each other one (`graph.agreement`) by `THRESHOLD` or more; an
undated one is of the recent past, and joins them if it agrees so with one of them and contradicts none. Those that
people told apart never come together, and the incidents of two that tell of one happening are one, unless others of
their reports were told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.agreement import Account, Surroundings, agreement, likeness
from graph.ids import digest, name_of
from ontology.vocabulary import load_vocabulary

THRESHOLD = 0.5


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
        and all(likeness(one, other, around) for other in dated)
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
