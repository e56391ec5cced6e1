"""`python -m bench.evaluate DATA`: one table of scores, each beside its baseline.

DATA has `eval/score.py`, `data/gold`, and where they are there `data/re3d`, `data/events` and `data/training`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.evaluate import plover, re3d, statements
from loaders.extraction.extract import make_extract
from loaders.language.evaluate import score as score_treebank
from loaders.language.pipeline import load_pipeline
from loaders.language.train import corpora
from loaders.register.register import built_in_register
from ontology.facts import Document


def main(data: Path, *more_gold: Path) -> None:
    """Print the table; `more_gold` are further folders in the form of `data/gold`."""
    table = Table("what", "measure", "Rostra", "baseline")
    for gold in (data / "data" / "gold", *more_gold):
        _statements(table, gold, data / "eval" / "score.py")
    if (folder := data / "data" / "re3d").is_dir():
        ours, theirs = re3d.evaluate(folder, _mentions()), re3d.evaluate(folder, _register_mentions)
        table.add_row("re3d", "mentions F1", f"{ours.f1:.3f}", f"{theirs.f1:.3f}")
    if (records := data / "data" / "events" / "plover_gold_half.json").is_file():
        found = plover.evaluate(json.loads(records.read_text("utf-8")), load_pipeline(), built_in_register())
        for measure, value in found.row().items():
            table.add_row("PLOVER records", measure, f"{value}", "")
    if (training := data / "data" / "training").is_dir():
        nlp = load_pipeline()
        for name, value in score_treebank(nlp, corpora.ewt(nlp.vocab, training, "test")).items():
            table.add_row("EWT test", name, f"{value:g}", "")
    Console(width=140).print(table)


def _statements(table: Table, gold: Path, scorer: Path) -> None:
    ours = statements.evaluate(gold, scorer, statements.extractor())
    theirs = statements.evaluate(gold, scorer, statements.register_alone())
    for layer, row in ours.scores.items():
        table.add_row(gold.name, f"{layer} F1", f"{row['f1']:.3f}", f"{theirs.scores[layer]['f1']:.3f}")
    table.add_row(gold.name, "words/s", f"{ours.words_per_second:,.0f}", f"{theirs.words_per_second:,.0f}")


def _mentions() -> re3d.Spans:
    extract = make_extract()

    def spans(document: Document) -> list[tuple[str, int, int]]:
        return [(e.kind, m.start, m.end) for e in extract(document).entities for m in e.mentions]

    return spans


def _register_mentions(document: Document) -> list[tuple[str, int, int]]:
    matches = built_in_register().index.matches(document.text)
    return [(match.bearers[0].kind, match.start, match.end) for match in matches]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: make evaluate DATA=DIR, a folder with eval/score.py and data/gold")
    main(*(Path(argument) for argument in sys.argv[1:]))
