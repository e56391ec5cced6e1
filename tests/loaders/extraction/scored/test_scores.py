"""Six invented statements, annotated by hand: extraction does not fall behind what it reached on them.

They are no material to tune rules on: a rule belongs to the language, and has its own examples.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.extraction.extract import make_extract
from loaders.extraction.gold_form import gold_form
from loaders.reading import read_path
from ontology.facts import Document
from tests.loaders.extraction.scored.scoring import LAYERS, Form, Tally, score

HERE = Path(__file__).parent
STATEMENTS = sorted(HERE.glob("*.md"))
REACHED = {"entities": 0.876, "incidents": 0.689, "positions": 0.885, "demands": 0.962}
"""The best F1 of each layer so far, November 2026; raised when extraction has become better."""

SLACK = 0.03
"""About one fact of a layer."""


def gold(statement: Path) -> Form:
    form: Form = json.loads(statement.with_suffix(".gold.json").read_text("utf-8"))
    return form


def document(statement: Path) -> Document:
    (read,) = read_path(statement)
    assert isinstance(read, Document), read
    return read


@pytest.fixture(scope="module")
def scores() -> dict[str, Tally]:
    extract = make_extract()
    return score((gold(path), gold_form(extract(document(path)))) for path in STATEMENTS)


@pytest.mark.parametrize("layer", LAYERS)
def test_f1_is_what_it_was(layer: str, scores: dict[str, Tally]) -> None:
    assert scores[layer].f1 >= REACHED[layer] - SLACK, scores[layer]


def quoted(form: Form) -> list[str]:
    """Every string of an annotation that is copied from the text."""
    facts: list[dict[str, Any]] = [fact for layer in LAYERS[1:] for fact in form[layer]]
    surfaces = [surface for entity in form["entities"] for surface in entity["surfaces"]]
    return surfaces + [
        fact[key] for fact in facts for key in ("evidence", "trigger", "target", "action") if key in fact
    ]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda path: path.stem)
def test_annotations_quote_the_text(statement: Path) -> None:
    read = document(statement)
    missing = [words for words in quoted(gold(statement)) if words not in f"{read.title}\n{read.text}"]
    assert not missing


def test_annotations_score_full_marks_on_themselves() -> None:
    tallies = score((gold(path), gold(path)) for path in STATEMENTS)
    assert {layer: tally.f1 for layer, tally in tallies.items()} == dict.fromkeys(LAYERS, 1.0)
