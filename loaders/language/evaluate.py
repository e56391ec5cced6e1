"""Scores a pipeline on the English Web Treebank: `python -m loaders.language.evaluate --data DIR`.

DIR is the folder of the training data (docs/model-card.md lists what is in it). Every paragraph is read from
its raw text; a token that the treebank cuts otherwise counts as wrong. As everywhere in spaCy, dependencies
are scored without punctuation.
"""

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from loaders.language.pipeline import load_pipeline
from loaders.language.train import corpora

MEASURES = {
    "tokens": "token_acc",
    "tags": "tag_acc",
    "universal tags": "pos_acc",
    "lemmas": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentences F1": "sents_f",
    "names P": "ents_p",
    "names R": "ents_r",
    "names F1": "ents_f",
}
NAMES = ("PER", "ORG", "LOC")
BATCH = 64


def score(nlp: Language, gold: Iterable[Doc]) -> dict[str, float]:
    """Reads the paragraphs of `gold` anew: measure -> percent, and `words per second` of one core's time."""
    references = list(gold)
    started = time.process_time()
    read = list(nlp.pipe((doc.text for doc in references), batch_size=BATCH))
    seconds = time.process_time() - started
    examples = [Example(*pair) for pair in zip(read, references, strict=True)]
    raw = Scorer(nlp).score(examples)
    scores = {name: raw.get(key) or 0.0 for name, key in MEASURES.items()}
    scores["verb lemmas"] = _verb_lemmas(examples)
    for kind in NAMES:
        for part, value in (raw["ents_per_type"] or {}).get(kind, {}).items():
            scores[f"{kind} {'F1' if part == 'f' else part.upper()}"] = value
    percent = {name: round(100 * value, 1) for name, value in scores.items()}
    return percent | {"words per second": round(sum(map(len, read)) / seconds, -2)}


def _verb_lemmas(examples: Iterable[Example]) -> float:
    """The share of the treebank's verbs whose lemma is right: rules are looked up by it."""
    right = total = 0
    for example in examples:
        found = example.get_aligned("LEMMA", as_string=True)
        gold = example.get_aligned("POS", as_string=True)
        for token, lemma, pos in zip(example.predicted, found, gold, strict=True):
            if pos == "VERB":
                total += 1
                right += token.lemma_ == lemma
    return right / total if total else 0.0


def main() -> None:
    """Prints the table, or JSON with --json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--model", help="another spaCy pipeline, by name or folder")
    parser.add_argument("--part", choices=("dev", "test"), default="test", help="part of the treebank")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.model)
    scores = score(nlp, corpora.ewt(nlp.vocab, arguments.data, arguments.part))
    if arguments.json:
        print(json.dumps(scores, indent=2))  # noqa: T201
        return
    table = Table("measure", "score", title=f"English Web Treebank, {arguments.part}")
    for name, value in sorted(scores.items()):
        table.add_row(name, f"{value:g}")
    Console().print(table)


if __name__ == "__main__":
    main()
