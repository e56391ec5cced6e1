"""Hand-annotated statements: entities, incidents, positions and demands, scored by the scorer of the data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from loaders.extraction.extract import make_extract
from loaders.extraction.gold_form import gold_form
from loaders.reading import ReadOptions, read_path
from loaders.register.register import built_in_register
from ontology.errors import ReadingError
from ontology.facts import Document

Predict = Callable[[Document], dict[str, Any]]
Scores = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Read:
    """A set of statements read: scores by layer, and words read per second."""

    scores: Scores
    words_per_second: float


def extractor(model: str | None = None) -> Predict:
    """Rostra's own reading."""
    extract = make_extract(model)
    return lambda document: gold_form(extract(document))


def register_alone() -> Predict:
    """The baseline: every name of the register that stands in the text, as what the register says it is."""
    register = built_in_register()

    def predict(document: Document) -> dict[str, Any]:
        surfaces: dict[tuple[str, str], list[str]] = {}
        for match in register.index.matches(document.text):
            entry = match.bearers[0]
            surfaces.setdefault((entry.name, entry.kind), []).append(document.text[match.start : match.end])
        entities = [{"name": name, "type": kind, "surfaces": s} for (name, kind), s in surfaces.items()]
        return {"entities": entities, "incidents": [], "positions": [], "demands": []}

    return predict


def evaluate(gold: Path, scorer: Path, predict: Predict) -> Read:
    """Read every NAME.txt of the folder and score it against its NAME.gold.json."""
    words = 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, document in documents(gold):
            words += len(document.text.split())
            (Path(folder) / f"{name}.json").write_text(json.dumps(predict(document)), "utf-8")
        seconds = time.perf_counter() - start
        command = [sys.executable, str(scorer), str(gold), folder, "--json"]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    return Read(json.loads(result.stdout), words / seconds)


def documents(gold: Path) -> Iterator[tuple[str, Document]]:
    """The statements of a folder, with the issuer and date that their metadata tell."""
    for text in sorted(gold.glob("*.txt")):
        about = json.loads(text.with_suffix(".meta.json").read_text("utf-8"))
        issuers = (about["issuer"],) if about.get("issuer") else ()
        options = ReadOptions(issuers=issuers, issued=date.fromisoformat(about["date"]))
        for document in read_path(text, options):
            if isinstance(document, ReadingError):
                raise document
            yield text.stem, document
