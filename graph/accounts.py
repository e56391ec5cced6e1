"""A statement's reports as the resolution of incidents sees them, taken from its rows: pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from graph.agreement import Account
from graph.nodes import StatementRows
from graph.rows import Value


def accounts(rows: StatementRows) -> list[Account]:
    """One account for each report, in the order of the rows."""
    statement, *own = rows.own
    issued = _day(statement.properties["issued"])
    assert issued is not None
    roles = {node.id: str(node.properties["role"]) for node in own if node.label == "Participation"}
    reports = {r.source: r.target for r in rows.relationships if r.type == "REPORT"}
    parties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for r in rows.relationships:
        if r.type == "ACTOR" and r.source in reports:
            place = roles[r.source] == "target" and r.target_label == "Location"
            if place or r.target_label != "Location":
                parties[reports[r.source], "place" if place else roles[r.source]].add(r.target)
        elif r.type == "LOCATION" and r.source_label == "Report":
            parties[r.source, "place"].add(r.target)
    return [
        Account(
            report=node.id,
            statement=rows.id,
            type=str(node.properties["type"]),
            status=str(node.properties["status"]),
            issued=issued,
            start=_day(node.properties.get("startDate")),
            end=_day(node.properties.get("endDate")),
            places=frozenset(parties[node.id, "place"]),
            actors=frozenset(parties[node.id, "actor"]),
            targets=frozenset(parties[node.id, "target"]),
        )
        for node in own
        if node.label == "Report"
    ]


def _day(text: Value | None) -> date | None:
    return date.fromisoformat(str(text)) if text else None
