"""Reports found in short texts, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from loaders.extraction.actors.actors import find_actors
from loaders.extraction.incidents import find_reports
from loaders.extraction.parse import parse
from loaders.language.pipeline import load_pipeline
from loaders.register.register import built_in_register
from ontology.facts import Document, Party, Report

ISSUED = date(2023, 6, 15)
"""A Thursday."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its trigger as a word."""

    report: Report
    trigger: str

    @property
    def actors(self) -> list[str]:
        return [named(party) for party in self.report.actors]

    @property
    def targets(self) -> list[str]:
        return [named(party) for party in self.report.targets]

    @property
    def locations(self) -> list[str]:
        return [named(party) for party in self.report.locations]


def named(party: Party) -> str:
    """The slug of the entity, else the words."""
    return party.entity.partition("/")[2] if party.entity else party.words


@cache
def told_in(
    text: str, title: str = "Remarks on recent events", issuer: str = "Port Authority"
) -> tuple[Told, ...]:
    """What a statement of 15 June 2023 tells of."""
    document = Document(f"{title}\n\n{text}", title, "test", issuers=(issuer,), issued=ISSUED)
    parsed = parse(document, load_pipeline())
    reports = find_reports(parsed, find_actors(parsed, built_in_register()))
    return tuple(Told(report, parsed.words(report.trigger)) for report in reports)
