"""Rebuilds the shipped pipeline: `python -m loaders.language.train --data DIR` (pip install '.[train]').

DIR holds the annotated corpora in `training/` and unannotated texts in `statements/` (docs/model-card.md). It
takes about an hour on one core. Seeds are fixed and one thread does the work.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.tokens import DocBin

from loaders.language.arithmetic import single_core
from loaders.language.evaluate import score
from loaders.language.pipeline import OWN
from loaders.language.train import augment as augment  # registers the augmenter that pipeline.cfg names
from loaders.language.train import corpora, statements, vectors
from loaders.language.train.shipping import describe, save

CONFIGURATION = Path(__file__).with_name("pipeline.cfg")


def write_corpora(annotated: Path, work: Path) -> None:
    """Converts the corpora into the files `train.spacy` and `dev.spacy`."""
    vocab = spacy.blank("en").vocab
    treebanks = (corpora.ewt(vocab, annotated, "train"), corpora.gum(vocab, annotated))
    learned = chain(*treebanks, corpora.crossner(vocab, annotated))
    DocBin(docs=learned).to_disk(work / "train.spacy")
    DocBin(docs=corpora.ewt(vocab, annotated, "dev")).to_disk(work / "dev.spacy")


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
    """Runs every step and saves the pipeline that was best on the dev part, scored on the test part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with training/ and statements/")
    parser.add_argument("--output", type=Path, default=OWN, help="where the pipeline goes")
    parser.add_argument("--work", type=Path, help="keep intermediate files in this folder")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    arguments = parser.parse_args()
    annotated = arguments.data / "training"
    with working_folder(arguments.work) as work:
        write_corpora(annotated, work)
        statements.write_tokens(spacy.blank("en"), arguments.data / "statements", work / "statements.txt")
        settings: dict[str, object] = {
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "paths.vectors": str(vectors.train_vectors(work / "statements.txt", work)),
        }
        if arguments.steps:
            settings["training.max_steps"] = arguments.steps
        with single_core():
            train(CONFIGURATION, work / "run", overrides=settings)
            nlp = spacy.load(work / "run" / "model-best")
        describe(nlp, score(nlp, corpora.ewt(nlp.vocab, annotated, "test")))
        save(nlp, arguments.output)


if __name__ == "__main__":
    main()
