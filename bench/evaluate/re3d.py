"""Entities of the re3d documents (Syria and Iraq; UK Government, CENTCOM, Wikipedia), mention by mention.

A mention of the gold counts as found when an entity of its kind is mentioned by words that overlap it. Gold
candidates of confidence 0 are rejected ones; kinds that Rostra does not know (weapons, money …) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ontology.facts import Document

KINDS = {"Organisation": "Organization", "Person": "Official", "Location": "Location"}
UNDATED = date(2016, 1, 1)
Spans = Callable[[Document], list[tuple[str, int, int]]]
"""Kind, start and end of every mention that a reader finds."""


@dataclass(slots=True)
class Tally:
    """Mentions in the gold, predicted, and hit from either side."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over mentions."""
        recall = self.found / self.gold if self.gold else 0.0
        precision = self.right / self.predicted if self.predicted else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def evaluate(folder: Path, spans: Spans) -> Tally:
    """Score the mentions of every document below the folder."""
    tally = Tally()
    for source in sorted(folder.glob("*/documents.json")):
        wanted: dict[str, list[tuple[str, int, int]]] = {}
        for row in _rows(source.with_name("entities.json")):
            if row["type"] in KINDS and float(row.get("confidence", 1)) > 0:
                span = (KINDS[row["type"]], row["begin"], row["end"])
                wanted.setdefault(row["documentId"], []).append(span)
        for row in _rows(source):
            document = Document(row["text"], "", row["_id"], issuers=(row["sourceName"],), issued=UNDATED)
            gold, predicted = wanted.get(row["_id"], []), spans(document)
            tally.gold += len(gold)
            tally.found += sum(any(_meet(g, p) for p in predicted) for g in gold)
            tally.predicted += len(predicted)
            tally.right += sum(any(_meet(g, p) for g in gold) for p in predicted)
    return tally


def _meet(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
