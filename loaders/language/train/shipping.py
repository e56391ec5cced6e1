"""What goes into the folder that is shipped: the trained pipeline, what it is made of, and nothing else."""

import json
from pathlib import Path

import srsly  # type: ignore[import-untyped]
from spacy.language import Language

SOURCES = [
    {"name": "UD English-EWT 2.15", "license": "CC BY-SA 4.0"},
    {"name": "Universal NER English-EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "CC BY 4.0 (annotations)"},
    {"name": "CrossNER politics", "license": "MIT"},
]


def describe(nlp: Language, scores: dict[str, float]) -> None:
    """Writes into the pipeline's meta data what it is, what it learned from and how it scores."""
    nlp.meta.update(
        name="rostra",
        version="1.0.0",
        description="English statements: tags, lemmas, Universal Dependencies, sentences, names.",
        license="CC BY-SA 4.0",
        sources=SOURCES,
        performance=scores,
    )


def save(nlp: Language, folder: Path) -> None:
    """Writes the pipeline, of its strings only labels and parts of lemmas.

    The words of the training texts, which spaCy would write as well, are 0.8 MB that nothing needs.
    """
    nlp.to_disk(folder)
    trees = srsly.read_msgpack(folder / "trainable_lemmatizer" / "trees")["trees"]
    parts = {nlp.vocab.strings[tree[side]] for tree in trees for side in ("orig", "subst") if tree.get(side)}
    labels = {label for pipe in nlp.pipe_labels.values() for label in pipe if isinstance(label, str)}
    strings = json.dumps(sorted(parts | labels), ensure_ascii=False)
    (folder / "vocab" / "strings.json").write_text(strings, encoding="utf-8")
