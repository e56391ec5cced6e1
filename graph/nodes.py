"""Facts become nodes and relationships: pure, without any engine.

What belongs to a statement takes its id from the statement's and its own offsets. The run's id holds a digest
of everything that was found, so that one id tells whether a statement is in the graph just as it is read now.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.decisions.findings import findings
from graph.ids import content_hash, digest, name_of, slug, statement_id
from graph.rows import Collector, Node, Relationship, Value
from graph.terms import known_days
from ontology.errors import RostraError
from ontology.facts import Count, Demand, Entity, EntityId, Facts, Found, Party, Position, Report, Span


@dataclass(frozen=True, slots=True)
class StatementRows:
    """One statement as rows.

    `own` belongs to it alone, the Statement node first, and goes when it is withdrawn; `shared` are entities
    and offices that other statements may name too. Relationships start from own nodes or from offices. The Run
    node is the last of `own` and lacks `endedAt`, which the store adds.
    """

    id: str
    run: str
    url: str | None
    own: tuple[Node, ...]
    shared: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def statement_rows(facts: Facts) -> StatementRows:
    """The rows of a statement.

    Raises RostraError where the facts name an entity or a report that they don't list, VocabularyError where
    a code is in no scheme of the ontology.
    """
    return _Statement(facts).rows()


class _Statement:
    """Turns the facts of one statement into rows, part by part."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.text = facts.document.text
        self.id = statement_id(facts.issued, facts.document.title, self.text)
        self.kinds = {entity.id: entity.kind for entity in facts.entities}
        self.starts = [span.start for span in facts.passages]
        self.reports: dict[str, str] = {}
        self.own = Collector()
        self.shared = Collector()

    def rows(self) -> StatementRows:
        self._statement()
        for ordinal, span in enumerate(self.facts.passages):
            self._passage(ordinal, span)
        for entity in self.facts.entities:
            self._entity(entity)
        for report in self.facts.reports:
            self.reports[report.key] = self._report(report)
        for report in self.facts.reports:
            self._to_reports("CAUSED_BY", "Report", self.reports[report.key], report.causes)
        for position in self.facts.positions:
            self._position(position)
        for demand in self.facts.demands:
            self._demand(demand)
        run = self._run()
        relationships = {**self.own.relationships, **self.shared.relationships}
        named = {relationship.target for relationship in relationships}
        return StatementRows(
            id=self.id,
            run=run,
            url=self.facts.document.url,
            own=tuple(self.own.nodes.values()),
            shared=tuple(node for node in self.shared.nodes.values() if node.id in named),
            relationships=tuple(relationships),
        )

    def _statement(self) -> None:
        document = self.facts.document
        self.own.node(
            "Statement",
            self.id,
            title=document.title,
            issued=self.facts.issued.isoformat(),
            url=document.url,
            language=document.language,
            text=self.text,
            contentHash=content_hash(self.text),
            source=document.source,
        )
        for issuer in self.facts.issuers:
            self._to_entity("ISSUER", "Statement", self.id, issuer)

    def _passage(self, ordinal: int, span: Span) -> None:
        id = self._id("passage", span)
        text = self._words(span)
        self.own.shared("Passage", id, text=text, start=span.start, end=span.end, ordinal=ordinal)
        self.own.relate("STATEMENT", "Passage", id, "Statement", self.id)

    def _entity(self, entity: Entity) -> None:
        self.shared.shared(entity.kind, entity.id, name=entity.name, provisional=entity.provisional)
        for span in entity.mentions:
            words, score = self._words(span), entity.link_score
            id = self._assertion(
                "Mention", self._id("mention", span), span, entity.found, words=words, linkScore=score
            )
            self._to_entity("ENTITY", "Mention", id, entity.id)
        if entity.kind == "Official" and entity.office and entity.mentions:
            self._tenure(entity, entity.office, entity.mentions[0])

    def _tenure(self, entity: Entity, name: str, evidence: Span) -> None:
        holder = f"{name_of(entity.organization)}-" if entity.organization else ""
        office = self.shared.shared("Office", f"office/{holder}{slug(name) or digest(name)}", name=name)
        if entity.organization:
            label = self._kind(entity.organization)
            self.shared.relate("ORGANIZATION", "Office", office, label, entity.organization)
        days = known_days(entity.term, self.facts.issued)
        id = self._assertion(
            "Tenure",
            f"{self.id}/tenure/{name_of(entity.id)}",
            evidence,
            entity.found,
            earliestStart=_iso(days.earliest_start),
            latestStart=_iso(days.latest_start),
            earliestEnd=_iso(days.earliest_end),
            latestEnd=_iso(days.latest_end),
        )
        self._to_entity("OFFICIAL", "Tenure", id, entity.id)
        self.own.relate("OFFICE", "Tenure", id, "Office", office)

    def _report(self, report: Report) -> str:
        id = self._assertion(
            "Report",
            self._id("report", report.trigger),
            report.trigger,
            report.found,
            report.passage,
            type=report.type,
            trigger=self._words(report.trigger),
            status=report.status,
            startDate=_iso(report.time.start),
            endDate=_iso(report.time.end),
            **_bounds("killed", report.killed),
            **_bounds("injured", report.injured),
        )
        for role, parties in _roles(report).items():
            for place, party in enumerate(parties, 1):
                self._participation(report, id, role, place, party)
        for location in self._locations(report):
            self._to_entity("LOCATION", "Report", id, location)
        return id

    def _participation(self, report: Report, report_id: str, role: str, place: int, party: Party) -> None:
        id = self._assertion(
            "Participation",
            f"{report_id}/{role}-{place}",
            self._find(party.words, report.passage),
            report.found,
            report.passage,
            role=role,
            words=party.words,
        )
        self.own.relate("REPORT", "Participation", id, "Report", report_id)
        self._to_entity("ACTOR", "Participation", id, party.entity)

    def _position(self, position: Position) -> None:
        id = self._assertion(
            "Position",
            self._id("position", position.target),
            position.target,
            position.found,
            position.passage,
            stance=position.stance,
            polarity=position.polarity,
            target=self._words(position.target),
            holderWords=position.holder.words,
        )
        self._to_entity("HOLDER", "Position", id, position.holder.entity)
        self._to_entity("TARGET_ENTITY", "Position", id, position.target_entity)
        self._to_topics("Position", id, position.topics)
        if position.target_report is not None:
            self._to_reports("TARGET_REPORT", "Position", id, [position.target_report])

    def _demand(self, demand: Demand) -> None:
        id = self._assertion(
            "Demand",
            self._id("demand", demand.action),
            demand.action,
            demand.found,
            demand.passage,
            action=self._words(demand.action),
            polarity=demand.polarity,
            strength=demand.strength,
            answeredBy=demand.answered_by,
            brokenBy=demand.broken_by,
            issuerWords=demand.issuer.words,
            addresseesWords=[party.words for party in demand.addressees] or None,
        )
        self._to_entity("ISSUER", "Demand", id, demand.issuer.entity)
        for party in demand.addressees:
            self._to_entity("ADDRESSEE", "Demand", id, party.entity)
        self._to_topics("Demand", id, demand.topics)
        self._to_reports("RESPONDS_TO", "Demand", id, demand.responds_to)

    def _run(self) -> str:
        """The Run node, and the relationship to it from every assertion."""
        extractor = self.facts.extractor
        collected = (self.own, self.shared)
        found = [
            [extractor.name, extractor.version, extractor.pipeline],
            [[n.label, n.id, {**n.properties, "source": ""}] for c in collected for n in c.nodes.values()],
            [[r.type, r.source, r.target] for c in collected for r in c.relationships],
        ]
        id = f"{self.id}/run/{digest(json.dumps(found, ensure_ascii=False, sort_keys=True))}"
        for node in list(self.own.nodes.values()):
            if "rule" in node.properties:
                self.own.relate("RUN", node.label, node.id, "Run", id)
        self.own.node(
            "Run",
            id,
            extractor=extractor.name,
            version=extractor.version,
            pipeline=extractor.pipeline,
            findings=findings(self.facts),
        )
        self.own.relate("STATEMENT", "Run", id, "Statement", self.id)
        return id

    def _assertion(
        self,
        label: str,
        id: str,
        span: Span,
        found: Found,
        passage: Span | None = None,
        **properties: Value | None,
    ) -> str:
        """A node with its evidence: where it stands, in which passage, by which rule."""
        id = self.own.node(
            label,
            id,
            start=span.start,
            end=span.end,
            rule=found.rule,
            confidence=found.confidence,
            **properties,
        )
        self.own.relate("STATEMENT", label, id, "Statement", self.id)
        self.own.relate(
            "PASSAGE", label, id, "Passage", self._id("passage", self._passage_of(passage or span))
        )
        return id

    def _to_entity(self, type: str, label: str, source: str, entity: EntityId | None) -> None:
        if entity is not None:
            self.own.relate(type, label, source, self._kind(entity), entity)

    def _to_topics(self, label: str, source: str, topics: Iterable[str]) -> None:
        for topic in topics:
            self.own.relate("TOPIC", label, source, "Topic", f"topic/{topic}")

    def _to_reports(self, type: str, label: str, source: str, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in self.reports:
                raise RostraError(f"The facts of {self.id} speak of a report “{key}” that they don't list.")
            self.own.relate(type, label, source, "Report", self.reports[key])

    def _kind(self, entity: EntityId) -> str:
        if entity not in self.kinds:
            raise RostraError(f"The facts of {self.id} name {entity}, which is none of their entities.")
        return self.kinds[entity]

    def _locations(self, report: Report) -> list[EntityId]:
        named = (party.entity for party in report.locations if party.entity)
        return [entity for entity in named if self._kind(entity) == "Location"]

    def _passage_of(self, span: Span) -> Span:
        """The passage in which the span begins."""
        place = bisect_right(self.starts, span.start) - 1
        if place < 0:
            raise RostraError(f"The facts of {self.id} have no passage at {span.start}.")
        return self.facts.passages[place]

    def _find(self, words: str, passage: Span) -> Span:
        """Where the words stand in the passage; the whole passage if they don't stand there as they are."""
        start = self.text.find(words, passage.start, passage.end)
        return passage if start < 0 else Span(start, start + len(words))

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _id(self, kind: str, span: Span) -> str:
        return f"{self.id}/{kind}/{span.start}-{span.end}"


def _roles(report: Report) -> dict[str, tuple[Party, ...]]:
    return {"actor": report.actors, "target": report.targets, "mediator": report.mediators}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _bounds(name: str, count: Count | None) -> dict[str, int | None]:
    return {f"{name}Min": count.minimum, f"{name}Max": count.maximum} if count else {}
