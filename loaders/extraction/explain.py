"""What was found in each sentence of a document, where it stands and which rule found it: facts turned round.

Pure data for whoever shows it: nothing is read or found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ontology.facts import Demand, EntityId, Facts, Found, Party, Position, Report, Span

FindingKind = Literal["entity", "report", "position", "demand"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a sentence: `summary` in words; `spans` in code points of the document, the main one first."""

    kind: FindingKind
    summary: str
    found: Found
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence and what was found in it, in text order; `text` is the document's words at `span`."""

    span: Span
    text: str
    findings: tuple[Finding, ...]


def explain(facts: Facts) -> tuple[ExplainedSentence, ...]:
    """All sentences of the document in order, those without findings too."""
    teller = _Teller(facts)
    findings = sorted(teller.findings(), key=lambda finding: (finding.spans[0].start, finding.spans[0].end))
    return tuple(
        ExplainedSentence(
            passage,
            teller.words(passage),
            tuple(f for f in findings if passage.start <= f.spans[0].start < passage.end),
        )
        for passage in facts.passages
    )


class _Teller:
    """Puts facts into words, with the names of the entities they refer to."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._names: dict[EntityId, str] = {entity.id: entity.name for entity in facts.entities}

    def words(self, span: Span) -> str:
        return self._facts.document.text[span.start : span.end]

    def findings(self) -> Iterator[Finding]:
        for entity in self._facts.entities:
            for mention in entity.mentions:
                yield Finding(
                    "entity", f"{entity.kind} {entity.name} ({entity.id})", entity.found, (mention,)
                )
        for report in self._facts.reports:
            yield Finding("report", self._report(report), report.found, (report.trigger, *report.mentions))
        for position in self._facts.positions:
            yield Finding("position", self._position(position), position.found, (position.target,))
        for demand in self._facts.demands:
            yield Finding("demand", self._demand(demand), demand.found, (demand.action,))

    def _report(self, report: Report) -> str:
        """ "ASSAULT (occurred): Army -> Harbour in Port City"."""
        place = f" in {self._parties(report.locations)}" if report.locations else ""
        roles = f"{self._parties(report.actors) or '?'} -> {self._parties(report.targets) or '?'}"
        return f"{report.type} ({report.status}): {roles}{place}"

    def _position(self, position: Position) -> str:
        return f"{self._party(position.holder)} {position.stance}: {self.words(position.target)}"

    def _demand(self, demand: Demand) -> str:
        asked = self._parties(demand.addressees) or "nobody named"
        topics = f" [{', '.join(demand.topics)}]" if demand.topics else ""
        refrain = "refrain: " if demand.polarity == "refrain" else ""
        asks = f"{self._party(demand.issuer)}, {demand.strength} to {asked}"
        return f"{asks}: {refrain}{self.words(demand.action)}{topics}"

    def _parties(self, parties: Iterable[Party]) -> str:
        return ", ".join(self._party(party) for party in parties)

    def _party(self, party: Party) -> str:
        return self._names.get(party.entity, party.words) if party.entity is not None else party.words
