"""Incidents follow the reports: after a write or a withdrawal, those concerned are resolved anew.

What `graph.reach` asks for is read from the graph, what it gives is written back, where it differs. So the
incidents are those of the reports at hand, in whatever order these came or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neo4j import AsyncTransaction

from graph.agreement import Account, Surroundings, days_around
from graph.decisions.decision import Decision, resolving
from graph.engine.connection import Row, rows
from graph.incidents import Resolved
from graph.reach import Reach
from graph.rows import Node, Relationship, Value
from graph.writing import create_relationships, replace_nodes

UPWARD = {"Location": "WITHIN", "Organization": "PARENT", "Official": "PARENT"}
"""Relationships that lead to what contains or owns an entity, by its label."""

_TOLD = """
MATCH (r)-[:STATEMENT]->(s:Statement)
OPTIONAL MATCH (r)-[:INCIDENT]->(i:Incident)
RETURN r.id AS report, r.type AS type, r.status AS status, r.startDate AS start, r.endDate AS end,
  r.matchScore AS score, s.id AS statement, s.issued AS issued, i.id AS incident,
  [(r)-[:LOCATION]->(l:Location) | l.id] AS places,
  [(r)<-[:REPORT]-(p:Participation)-[:ACTOR]->(e) | [p.role, e.id]] AS parties
"""
_OF_STATEMENTS = "UNWIND $ids AS id MATCH (:Statement {id: id})<-[:STATEMENT]-(r:Report) WITH r" + _TOLD
_OF_REPORTS = "UNWIND $ids AS id MATCH (r:Report {id: id}) WITH r" + _TOLD
_OF_DAYS = "UNWIND $days AS day MATCH (r:Report {startDate: day}) WHERE r.type IN $types WITH r" + _TOLD
_OF_PLACES = (
    "UNWIND $places AS place MATCH (:Location {id: place})<-[:LOCATION]-(r:Report) "
    "WHERE r.startDate IS NULL AND r.type IN $types WITH DISTINCT r" + _TOLD
)
_WITHIN_PLACES = (
    "UNWIND $places AS place MATCH (:Location {id: place})<-[:WITHIN*1..6]-(:Location)<-[:LOCATION]-(r:Report) "
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

    The new reports' nodes are in the graph already, the removed ones' are no more. A report that tells something
    else than before is both.
    """
    if not new and not removed:
        return
    reach = Reach(new, [standing.account for standing in removed])
    place = _Surveyor(transaction, pairs(await resolving(transaction)))
    while reach.frontier:
        near = await place.near(reach.frontier)
        reach.step([standing.account for standing in near], place.around)
    fresh = {account.report for account in new}
    now = [
        incident
        for incident in reach.changed(place.around)
        if fresh & incident.reports.keys() or not place.stands(incident)
    ]
    moved = {report for incident in now for report in incident.reports}
    left = {standing.incident for standing in removed} | {
        place.found[report].incident for report in moved & place.found.keys()
    }
    await _put(transaction, now)
    await _clear(transaction, sorted(id for id in left if id))


def pairs(decisions: Iterable[Decision]) -> dict[frozenset[str], bool]:
    """What decisions on incidents say of pairs of reports: their first subject against each other one."""
    return {
        frozenset((decision.subjects[0], other)): decision.kind == "same-incident"
        for decision in decisions
        for other in decision.subjects[1:]
    }


class _Surveyor:
    """Reads reports around others, and what is known of their entities; remembers what it has read."""

    def __init__(self, transaction: AsyncTransaction, decided: Mapping[frozenset[str], bool]) -> None:
        self.transaction = transaction
        self.found: dict[str, Standing] = {}
        self.around = Surroundings(decided=decided)

    def stands(self, incident: Resolved) -> bool:
        """Whether the incident is in the graph just so."""
        found = {id: s.score for id, s in self.found.items() if s.incident == incident.id}
        return found == dict(incident.reports)

    async def near(self, accounts: Sequence[Account]) -> list[Standing]:
        """The reports that begin on days around these, and undated ones of places in or around theirs."""
        days = sorted({day.isoformat() for account in accounts for day in days_around(account)})
        types = sorted({account.type for account in accounts})
        await self._look_around(accounts)
        places = {place for account in accounts for place in account.places} - self.around.broad
        wider = {above for place in places for above in self.around.above.get(place, ())} - self.around.broad
        found = await rows(self.transaction, _OF_DAYS, days=days, types=types)
        found += await rows(self.transaction, _OF_PLACES, places=sorted(places | wider), types=types)
        found += await rows(self.transaction, _WITHIN_PLACES, places=sorted(places), types=types)
        if partners := self._partners(accounts):
            found += await rows(self.transaction, _OF_REPORTS, ids=partners)
        standings = [_standing(row) for row in found]
        self.found.update((standing.account.report, standing) for standing in standings)
        await self._look_around([standing.account for standing in standings])
        return standings

    def _partners(self, accounts: Sequence[Account]) -> list[str]:
        """Reports of which it was decided whether they are one with these."""
        ids = {account.report for account in accounts}
        return sorted({id for pair in self.around.decided if pair & ids for id in pair - ids})

    async def _look_around(self, accounts: Iterable[Account]) -> None:
        """Learn of entities that aren't known yet what is above them."""
        ids = {id for a in accounts for id in (*a.places, *a.actors, *a.targets)} - self.around.names.keys()
        above, names, broad = dict(self.around.above), dict(self.around.names), set(self.around.broad)
        for label, upward in UPWARD.items():
            asked = sorted(id for id in ids if id.startswith(f"{label.lower()}/"))
            for row in await rows(self.transaction, _above(label, upward), ids=asked) if asked else []:
                names[row["id"]] = row["name"]
                above[row["id"]] = frozenset(row["above"])
                if row["country"]:
                    broad.update((row["id"], *row["above"]))
        self.around = replace(self.around, above=above, broad=frozenset(broad), names=names)


def _above(label: str, upward: str) -> str:
    """What contains or owns entities; a place is as broad as a country if it is one or contains one."""
    return (
        f"UNWIND $ids AS id MATCH (e:{label} {{id: id}}) OPTIONAL MATCH (e)-[:{upward}*1..6]->(a) "
        "RETURN e.id AS id, e.name AS name, collect(DISTINCT a.id) AS above, "
        "coalesce(e.countryCode, head([(e)<-[:WITHIN]-(c) | c.countryCode])) AS country"
    )


async def _put(transaction: AsyncTransaction, incidents: Sequence[Resolved]) -> None:
    """Write incidents, and put their reports under them and nowhere else."""
    if not incidents:
        return
    ids = [incident.id for incident in incidents]
    scores = [{"id": id, "score": score} for each in incidents for id, score in each.reports.items()]
    await replace_nodes(transaction, [_node(incident) for incident in incidents])
    await rows(transaction, "UNWIND $ids AS id MATCH (:Incident {id: id})-[r:LOCATION]->() DELETE r", ids=ids)
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (:Report {id: id})-[r:INCIDENT]->() DELETE r",
        ids=[score["id"] for score in scores],
    )
    await rows(
        transaction,
        "UNWIND $rows AS row MATCH (r:Report {id: row.id}) SET r.matchScore = row.score",
        rows=scores,
    )
    relationships = [
        Relationship("LOCATION", "Incident", each.id, "Location", place)
        for each in incidents
        for place in each.places
    ] + [
        Relationship("INCIDENT", "Report", report, "Incident", each.id)
        for each in incidents
        for report in each.reports
    ]
    await create_relationships(transaction, relationships)


async def _clear(transaction: AsyncTransaction, incidents: Sequence[str]) -> None:
    """Delete those of the incidents that no report tells of any more."""
    await rows(
        transaction,
        "UNWIND $ids AS id MATCH (i:Incident {id: id}) WHERE NOT (i)<-[:INCIDENT]-() DETACH DELETE i",
        ids=list(incidents),
    )


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
