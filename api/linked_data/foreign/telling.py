"""Records become statements of whoever publishes the dataset: one line each, which is the evidence of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from api.linked_data.foreign.events import Happened
from api.linked_data.foreign.records import Records
from api.linked_data.foreign.tenures import Held
from loaders.register.entries import Entry, entity_id
from loaders.register.register import Register
from ontology.facts import Document, Entity, Extractor, Facts, Found, Party, Period, Report, Span, Term

RECORDS = 1_000
"""Of one statement, at most."""
IMPORTER = Extractor("rostra.import", "1", "ORG, FOAF, schema.org, SEM, Popolo")
TENURE, EVENT = Found("import.tenure", 1.0), Found("import.event", 1.0)
ISSUER = Found("import.issuer", 1.0)


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published a dataset, under which title, when, and in which file it is."""

    title: str
    issuers: tuple[str, ...]
    issued: date
    source: str


def facts_of(records: Records, publication: Publication, register: Register) -> list[Facts]:
    """The statements, by the order of their lines, so that the order of the triples doesn't matter."""
    told: list[Held | Happened] = sorted([*records.held, *records.happened], key=_words)
    parts = [told[start : start + RECORDS] for start in range(0, len(told), RECORDS)]
    return [
        _Statement(publication, f" ({number} of {len(parts)})" if len(parts) > 1 else "").facts(
            part, register
        )
        for number, part in enumerate(parts, 1)
    ]


@dataclass
class _Statement:
    """One statement in the making, line by line."""

    publication: Publication
    part: str
    lines: list[str] = field(default_factory=list)
    passages: list[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def facts(self, records: Sequence[Held | Happened], register: Register) -> Facts:
        told = self.publication
        title = told.title + self.part
        self._line(title)
        for record in records:
            line = self._line(_words(record))
            if isinstance(record, Held):
                self._held(record, line)
            else:
                self._happened(record, line)
        return Facts(
            document=Document("\n\n".join(self.lines), title, told.source, told.issuers, told.issued),
            extractor=IMPORTER,
            issuers=tuple(self._issuer(name, register) for name in told.issuers),
            issued=told.issued,
            passages=tuple(self.passages),
            entities=tuple(self.entities),
            reports=tuple(self.reports),
            positions=(),
            demands=(),
        )

    def _line(self, words: str) -> Span:
        start = self.passages[-1].end + 2 if self.passages else 0
        span = Span(start, start + len(words))
        self.lines.append(words)
        self.passages.append(span)
        return span

    def _held(self, held: Held, line: Span) -> None:
        holder, within = held.official, held.organization
        self._mention(
            holder,
            line,
            TENURE,
            held.office,
            within.id if within else None,
            Term(held.first, held.last),
        )
        if within:
            self._mention(within, line, TENURE)

    def _happened(self, event: Happened, line: Span) -> None:
        named = {entry.id: entry for _, _, entry in event.parties if entry}
        for entry in (named | {place.id: place for place in event.places}).values():
            self._mention(entry, line, EVENT)
        by_role: dict[str, list[Party]] = {"actor": [], "target": [], "mediator": []}
        for role, words, actor in event.parties:
            by_role[role].append(Party(words, actor.id if actor else None))
        self.reports.append(
            Report(
                key=f"i{len(self.reports) + 1}",
                type=event.type,
                trigger=Span(line.start, line.start + len(event.name)),
                passage=line,
                found=EVENT,
                actors=tuple(by_role["actor"]),
                targets=tuple(by_role["target"]),
                mediators=tuple(by_role["mediator"]),
                locations=tuple(Party(place.name, place.id) for place in event.places),
                time=event.time,
            )
        )

    def _mention(
        self,
        entry: Entry,
        line: Span,
        found: Found,
        office: str | None = None,
        organization: str | None = None,
        term: Term | None = None,
    ) -> None:
        start = line.start + self.lines[-1].index(entry.name)
        span = Span(start, start + len(entry.name))
        entity = Entity(entry.id, entry.name, entry.kind, (span,), found)
        if office:
            entity = replace(entity, office=office, organization=organization, term=term or Term())
        self.entities.append(entity)

    def _issuer(self, name: str, register: Register) -> str:
        known = next((each for each in register.named(name) if each.kind == "Organization"), None)
        id = known.id if known else entity_id("Organization", name)
        entity = Entity(id, known.name if known else name, "Organization", (), ISSUER, provisional=not known)
        self.entities.append(entity)
        return id


def _words(record: Held | Happened) -> str:
    if isinstance(record, Held):
        within = f" of {record.organization.name}" if record.organization else ""
        times = [f"from {_told(record.first)}" if record.first.start else ""]
        times.append(f"until {_told(record.last)}" if record.last.start else "")
        return ", ".join(filter(None, [f"{record.official.name}, {record.office}{within}", *times])) + "."
    parts = [f"{record.name} ({record.type})"]
    parts += [f"{role} {words}" for role, words, _ in record.parties]
    parts += [f"at {place.name}" for place in record.places]
    parts += [f"on {_told(record.time)}"] if record.time.start or record.time.end else []
    return "; ".join(parts) + "."


def _told(period: Period) -> str:
    days = [day.isoformat() for day in (period.start, period.end) if day]
    return " to ".join(dict.fromkeys(days))
