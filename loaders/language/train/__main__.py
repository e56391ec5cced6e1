"""Rebuilds the shipped pipeline: `python -m loaders.language.train --data DIR` (pip install '.[train]').

DIR holds the annotated corpora in `training/` and unannotated texts in `statements/` (docs/model-card.md). It
takes a bit over an hour on one core. Seeds are fixed and one thread does the work.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import DocBin

from loaders.language.evaluate import score
from loaders.language.pipeline import OWN
from loaders.language.train import augment as augment  # registers the augmenter that pipeline.cfg names
from loaders.language.train import corpora, statements, vectors

CONFIG = Path(__file__).with_name("pipeline.cfg")
SOURCES = [
    {"name": "UD English-EWT 2.15", "license": "CC BY-SA 4.0"},
    {"name": "Universal NER English-EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "CC BY 4.0 (annotations)"},
    {"name": "CrossNER politics", "license": "MIT"},
]


def write_corpora(data: Path, work: Path) -> dict[str, str]:
    """Converts the annotated corpora; gives the paths that the configuration needs."""
    vocab = spacy.blank("en").vocab
    learned = [*corpora.ewt(vocab, data, "train"), *corpora.gum(vocab, data), *corpora.crossner(vocab, data)]
    DocBin(docs=learned).to_disk(work / "train.spacy")
    DocBin(docs=corpora.ewt(vocab, data, "dev")).to_disk(work / "dev.spacy")
    return {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}


def write_vectors(texts: Path, work: Path) -> dict[str, str]:
    """Learns word vectors from the unannotated texts; gives the path that the configuration needs."""
    tokens = work / "statements.txt"
    statements.write_tokens(spacy.blank("en"), texts, tokens)
    return {"paths.vectors": str(vectors.train_vectors(tokens, work))}


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


@contextmanager
def working_folder(path: Path | None) -> Iterator[Path]:
    """The folder asked for, made and kept; or one that is removed afterwards."""
    if path is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        path.mkdir(parents=True, exist_ok=True)
        yield path


def main() -> None:
    """Runs every step and saves the best pipeline of the run, scored on the test part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with training/ and statements/")
    parser.add_argument("--output", type=Path, default=OWN, help="where the pipeline goes")
    parser.add_argument("--work", type=Path, help="keep intermediate files in this folder")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    arguments = parser.parse_args()
    annotated = arguments.data / "training"
    with working_folder(arguments.work) as work:
        settings: dict[str, object] = {**write_corpora(annotated, work)}
        settings |= write_vectors(arguments.data / "statements", work)
        if arguments.steps:
            settings["training.max_steps"] = arguments.steps
        train(CONFIG, work / "run", overrides=settings)
        nlp = spacy.load(work / "run" / "model-best")
        describe(nlp, score(nlp, corpora.ewt(nlp.vocab, annotated, "test")))
        nlp.to_disk(arguments.output)


if __name__ == "__main__":
    main()
