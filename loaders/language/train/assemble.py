"""Puts the two trained halves, syntax and names, into the one folder that is shipped."""

import json
from pathlib import Path

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language


def assemble(syntax: Path, names: Path) -> Language:
    """The syntax pipeline with the entity recognizer of the names pipeline behind it."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    return nlp


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
