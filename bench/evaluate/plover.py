"""How well incidents are typed and cast, on the PLOVER gold standard records: event type, source and target.

The records are single sentences coded by hand (Open Event Data Alliance). A record counts as found when one of the
reports of its sentence has its type; source and target are scored on those, by a shared word of substance.

    python -m bench.evaluate.plover RECORDS.json [--errors]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language

from loaders.extraction.actors.actors import find_actors
from loaders.extraction.incidents import find_reports
from loaders.extraction.parse import parse
from loaders.language.pipeline import load_pipeline
from loaders.register.register import Register, built_in_register
from ontology.facts import Document, Party, Report

LATER_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Categories of the first PLOVER draft under the names of the current one."""

SMALL_WORDS = frozenset({"the", "of", "and", "in", "a", "an", "to", "for"})


@dataclass(slots=True)
class Score:
    """Counts over the records: typed right, source and target named right, and pairs of types confused."""

    records: int = 0
    found: int = 0
    typed: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Shares from 0 to 1: any report at all, type, source, target."""
        return {
            "records": self.records,
            "any": round(self.found / max(1, self.records), 3),
            "type": round(self.typed / max(1, self.records), 3),
            "source": round(self.sources["hit"] / max(1, self.sources["gold"]), 3),
            "target": round(self.targets["hit"] / max(1, self.targets["gold"]), 3),
        }


def evaluate(records: Iterable[dict[str, Any]], nlp: Language, register: Register) -> Score:
    """The score over records in the form of the PLOVER gold standard file."""
    score = Score()
    for record in records:
        if "text" not in record:
            continue
        wanted = LATER_NAMES.get(record["event"], record["event"])
        reports = _reports(record, nlp, register)
        right = [report for report in reports if report.type == wanted]
        score.records += 1
        score.found += bool(reports)
        score.typed += bool(right)
        if not right:
            score.confused[wanted, reports[0].type if reports else "none"] += 1
            score.missed.append((wanted, record["text"], [f"{r.type} {r.found.rule}" for r in reports]))
            continue
        _cast(score.sources, record.get("source"), (p for report in right for p in report.actors))
        _cast(
            score.targets,
            record.get("target"),
            (p for report in right for p in report.targets + report.actors),
        )
    return score


def _reports(record: dict[str, Any], nlp: Language, register: Register) -> tuple[Report, ...]:
    text = f"Report\n\n{record['text'].strip(' {}')}"
    issued = date.fromisoformat(record.get("date") or "2000-01-01")
    parsed = parse(Document(text, "Report", record["id"], issuers=("News Agency",), issued=issued), nlp)
    return find_reports(parsed, find_actors(parsed, register))


def _cast(tally: Counter[str], gold: object, found: Iterable[Party]) -> None:
    """Counts the gold actors, and those that a found party shares a word with."""
    parties = [
        _words(f"{party.words} {(party.entity or '').replace('-', ' ').replace('/', ' ')}") for party in found
    ]
    for actor in _texts(gold):
        tally["gold"] += 1
        tally["hit"] += any(_words(actor) & party for party in parties)


def _texts(gold: object) -> Iterator[str]:
    for actor in gold if isinstance(gold, list) else [gold]:
        text = actor.get("actorText") if isinstance(actor, dict) else actor
        if isinstance(text, str) and text:
            yield text


def _words(text: str) -> set[str]:
    return {word.strip(".,'’s")[:5] for word in text.casefold().split()} - SMALL_WORDS - {""}


def main(arguments: list[str]) -> None:
    """Prints the score of a file of records, and with --errors the sentences of which the type is wrong."""
    records = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    score = evaluate(records, load_pipeline(), built_in_register())
    print(score.row())
    if "--errors" in arguments:
        for wanted, text, got in score.missed:
            print(f"{wanted:10} {got or 'nothing'}  {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
