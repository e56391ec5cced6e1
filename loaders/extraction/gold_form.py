"""Facts in the form of hand-annotated statements: names instead of ids, words instead of offsets.

`rostra extract --json` prints it, and extraction is scored in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontology.facts import Count, Demand, Entity, EntityId, Facts, Party, Period, Position, Report, Span


def gold_form(facts: Facts) -> dict[str, Any]:
    """The whole of the facts as one JSON object. Entities that the text doesn't name are left out."""
    form = _Form(facts)
    return {
        "file": facts.document.source,
        "issuer": " and ".join(form.name(id) for id in facts.issuers),
        "date": facts.issued.isoformat(),
        "entities": [form.entity(entity) for entity in facts.entities if entity.mentions],
        "incidents": [form.report(report) for report in facts.reports],
        "positions": [form.position(position) for position in facts.positions],
        "demands": [form.demand(demand) for demand in facts.demands],
        "notes": "",
    }


class _Form:
    def __init__(self, facts: Facts) -> None:
        self.text = facts.document.text
        self.names: dict[EntityId, str] = {entity.id: entity.name for entity in facts.entities}

    def name(self, id: EntityId) -> str:
        return self.names.get(id, id)

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def party(self, party: Party) -> str:
        return self.name(party.entity) if party.entity else party.words

    def parties(self, parties: Iterable[Party]) -> list[str]:
        return list(dict.fromkeys(self.party(party) for party in parties))

    def entity(self, entity: Entity) -> dict[str, Any]:
        surfaces = dict.fromkeys(self.words(span) for span in entity.mentions)
        form: dict[str, Any] = {"name": entity.name, "type": entity.kind, "surfaces": list(surfaces)}
        if entity.office:
            form["office"] = entity.office
        if entity.office and entity.organization:
            form["organization"] = self.name(entity.organization)
        return form

    def report(self, report: Report) -> dict[str, Any]:
        form: dict[str, Any] = {
            "id": report.key,
            "type": report.type,
            "trigger": self.words(report.trigger),
            "evidence": self.words(report.passage),
            "actors": self.parties(report.actors),
            "targets": self.parties(report.targets),
            "locations": self.parties(report.locations),
            "time": _period(report.time),
            "status": report.status,
            "caused_by": list(report.causes),
        }
        counts = {"killed": _count(report.killed), "injured": _count(report.injured)}
        return form | {key: count for key, count in counts.items() if count}

    def position(self, position: Position) -> dict[str, Any]:
        return {
            "holder": self.party(position.holder),
            "stance": position.stance,
            "polarity": position.polarity,
            "target": self.words(position.target),
            "evidence": self.words(position.passage),
        }

    def demand(self, demand: Demand) -> dict[str, Any]:
        return {
            "issuer": self.party(demand.issuer),
            "addressees": self.parties(demand.addressees),
            "action": self.words(demand.action),
            "polarity": demand.polarity,
            "strength": demand.strength,
            "evidence": self.words(demand.passage),
        }


def _count(count: Count | None) -> dict[str, int]:
    if count is None:
        return {}
    return {"min": count.minimum} | ({"max": count.maximum} if count.maximum is not None else {})


def _period(period: Period) -> dict[str, str]:
    ends = {"start": period.start, "end": period.end}
    return {key: day.isoformat() for key, day in ends.items() if day is not None}
