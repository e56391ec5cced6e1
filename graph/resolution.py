"""Incidents follow the reports: after a write or a withdrawal, those concerned are resolved anew.

Whatever agrees with a changed report, and whatever agrees with that, is read from the graph, clustered by
`graph.incidents`, and written back. So the incidents are those of the reports at hand, in whatever order
these came or went. Past `LIMIT` reports that hang together, farther ones stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from neo4j import AsyncTransaction

from graph.engine.connection import Row, rows
from graph.incidents import (
    THRESHOLD,
    Account,
    Resolved,
    Surroundings,
    agreement,
    days_around,
    resolve,
    stem,
)
from graph.rows import Node, Relationship, Value
from graph.writing import create_relationships, replace_nodes

LIMIT = 500

_TOLD = """
MATCH (r)-[:STATEMENT]->(s:Statement)
OPTIONAL MATCH (r)-[:INCIDENT]->(i:Incident)
RETURN r.id AS report, r.type AS type, r.status AS status, r.startDate AS start, r.endDate AS end,
  r.matchScore AS score, s.id AS statement, s.issued AS issued, i.id AS incident,
  [(r)-[:LOCATION]->(l:Location) | l.id] AS places,
  [(r)<-[:REPORT]-(p:Participation)-[:ACTOR]->(e) | [p.role, e.id]] AS parties
"""
_OF_STATEMENTS = "UNWIND $ids AS id MATCH (r:Report)-[:STATEMENT]->(:Statement {id: id}) WITH r" + _TOLD
_OF_DAYS = "UNWIND $days AS day MATCH (r:Report {startDate: day}) WHERE r.type IN $types WITH r" + _TOLD
_OF_PLACES = (
    "UNWIND $places AS place MATCH (:Location {id: place})<-[:LOCATION]-(r:Report) "
    "WHERE r.startDate IS NULL AND r.type IN $types WITH DISTINCT r" + _TOLD
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A report in the graph: what it tells, and the incident it stands under so far."""

    account: Account
    incident: str | None
    score: float | None


async def standings(transaction: AsyncTransaction, statements: Sequence[str]) -> list[Standing]:
    """The reports of some statements."""
    return [_standing(row) for row in await rows(transaction, _OF_STATEMENTS, ids=list(statements))]


async def settle(transaction: AsyncTransaction, new: Sequence[Account], removed: Sequence[Standing]) -> None:
    """Resolve the incidents of new reports, and of those that agreed with removed ones.

    The new reports' nodes are in the graph already, the removed ones' are no more.
    """
    if not new and not removed:
        return
    reach = _Reach(transaction)
    await reach.extend(new, [standing.account for standing in removed])
    left = {standing.incident for standing in (*removed, *reach.found.values()) if standing.incident}
    for incident in resolve(reach.accounts.values(), reach.around):
        await _place(transaction, incident, reach.found)
        left.discard(incident.id)
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (i:Incident {id: id}) WHERE NOT (i)<-[:INCIDENT]-() DETACH DELETE i",
        ids=sorted(left),
    )


class _Reach:
    """All reports that hang together with some, by agreement or by the name they would give an incident."""

    def __init__(self, transaction: AsyncTransaction) -> None:
        self.transaction = transaction
        self.accounts: dict[str, Account] = {}
        self.found: dict[str, Standing] = {}
        self.around = Surroundings()

    async def extend(self, new: Sequence[Account], removed: Sequence[Account]) -> None:
        self.accounts = {account.report: account for account in new}
        gone = {account.report for account in removed}
        frontier = [*new, *removed]
        while frontier and len(self.accounts) < LIMIT:
            near = await self._near(frontier)
            linked = [
                standing
                for standing in near
                if standing.account.report not in self.accounts
                and standing.account.report not in gone
                and self._hangs_together(standing.account, frontier)
            ]
            self.found.update((standing.account.report, standing) for standing in linked)
            frontier = [standing.account for standing in linked]
            self.accounts.update((account.report, account) for account in frontier)

    async def _near(self, accounts: Sequence[Account]) -> list[Standing]:
        days = sorted({day.isoformat() for account in accounts for day in days_around(account)})
        types = sorted({account.type for account in accounts})
        near = await rows(self.transaction, _OF_DAYS, days=days, types=types)
        await self._look_around([*accounts, *(_standing(row).account for row in near)])
        places = sorted({place for account in accounts for place in account.places} - self.around.broad)
        near += await rows(self.transaction, _OF_PLACES, places=places, types=types)
        standings = [_standing(row) for row in near]
        await self._look_around([standing.account for standing in standings])
        return standings

    def _hangs_together(self, account: Account, others: Iterable[Account]) -> bool:
        name = stem(account, self.around)
        return any(
            account.type == other.type
            and (
                agreement(account, other, self.around) >= THRESHOLD
                or (account.start is not None and name == stem(other, self.around))
            )
            for other in others
        )

    async def _look_around(self, accounts: Iterable[Account]) -> None:
        """Learn of entities that aren't known yet what is above them."""
        ids = {id for a in accounts for id in (*a.places, *a.actors, *a.targets)} - self.around.names.keys()
        above, names, broad = dict(self.around.above), dict(self.around.names), set(self.around.broad)
        for label, upward in (("Location", "WITHIN"), ("Organization", "PARENT"), ("Official", "PARENT")):
            cypher = (
                f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) OPTIONAL MATCH (e)-[:{upward}*1..6]->(a) "
                "RETURN e.id AS id, e.name AS name, collect(DISTINCT a.id) AS above, "
                "coalesce(e.countryCode, head([(e)<-[:WITHIN]-(c) | c.countryCode])) AS country"
            )
            for row in await rows(self.transaction, cypher, ids=sorted(ids)):
                names[row["id"]] = row["name"]
                above[row["id"]] = frozenset(row["above"])
                if row["country"]:
                    broad.update((row["id"], *row["above"]))
        self.around = Surroundings(above, frozenset(broad), names)


async def _place(transaction: AsyncTransaction, incident: Resolved, found: dict[str, Standing]) -> None:
    """Write an incident and put its reports under it; nothing is touched where all stands so already."""
    moved = {report for report in incident.reports if _incident_of(found.get(report)) != incident.id}
    await replace_nodes(transaction, [_node(incident)])
    await rows(transaction, "MATCH (:Incident {id: $id})-[r:LOCATION]->() DELETE r", id=incident.id)
    await create_relationships(
        transaction,
        [Relationship("LOCATION", "Incident", incident.id, "Location", place) for place in incident.places],
    )
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (:Report {id: id})-[r:INCIDENT]->() DELETE r",
        ids=sorted(moved & found.keys()),
    )
    await create_relationships(
        transaction, [Relationship("INCIDENT", "Report", report, "Incident", incident.id) for report in moved]
    )
    scores = [{"id": report, "score": score} for report, score in incident.reports.items()]
    await rows(
        transaction,
        "UNWIND $rows AS row MATCH (r:Report {id: row.id}) SET r.matchScore = row.score",
        rows=scores,
    )


def _incident_of(standing: Standing | None) -> str | None:
    return standing.incident if standing else None


def _node(incident: Resolved) -> Node:
    told: dict[str, Value | None] = {
        "name": incident.name,
        "type": incident.type,
        "startDate": incident.start.isoformat() if incident.start else None,
        "endDate": incident.end.isoformat() if incident.end else None,
    }
    return Node("Incident", incident.id, {name: value for name, value in told.items() if value is not None})


def _standing(row: Row) -> Standing:
    by_role: dict[str, set[str]] = defaultdict(set)
    for role, entity in row["parties"]:
        by_role[role].add(entity)
    places = {*row["places"], *(t for t in by_role["target"] if _is_place(t))}
    account = Account(
        report=row["report"],
        statement=row["statement"],
        type=row["type"],
        status=row["status"],
        issued=date.fromisoformat(row["issued"]),
        start=_day(row["start"]),
        end=_day(row["end"]),
        places=frozenset(places),
        actors=frozenset(a for a in by_role["actor"] if not _is_place(a)),
        targets=frozenset(t for t in by_role["target"] if not _is_place(t)),
    )
    return Standing(account, row["incident"], row["score"])


def _is_place(entity: str) -> bool:
    return entity.startswith("location/")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
