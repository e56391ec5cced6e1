"""Rebuilds the shipped pipeline: `python -m loaders.language.train --data DIR` (pip install '.[train]').

DIR holds the annotated corpora in `training/` and unannotated texts in `statements/` (docs/model-card.md). Word
vectors, syntax and names are learned one after the other, in about two hours on one core. Seeds are fixed and one
thread does the work.
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

from loaders.language.arithmetic import single_core
from loaders.language.evaluate import score
from loaders.language.pipeline import OWN
from loaders.language.train import augment as augment  # registers the augmenter that the configurations name
from loaders.language.train import corpora, statements, vectors
from loaders.language.train.assemble import assemble, save
from loaders.language.train.silver import silver

CONFIGURATIONS = Path(__file__).parent
SOURCES = [
    {"name": "UD English-EWT 2.15", "license": "CC BY-SA 4.0"},
    {"name": "Universal NER English-EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "CC BY 4.0 (annotations)"},
    {"name": "CrossNER politics", "license": "MIT"},
]


def write_corpora(data: Path, work: Path) -> None:
    """Converts the corpora into three files: `dev`, `train/syntax` (which has names, too) and `train/names`."""
    nlp = spacy.blank("en")
    annotated, vocab = data / "training", nlp.vocab
    treebanks = [*corpora.ewt(vocab, annotated, "train"), *corpora.gum(vocab, annotated)]
    names = [*corpora.crossner(vocab, annotated), *silver(nlp, data / "statements")]
    (work / "train").mkdir(exist_ok=True)
    DocBin(docs=treebanks).to_disk(work / "train" / "syntax.spacy")
    # Names and nothing else: what is not annotated must not be read as annotated with nothing.
    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=names).to_disk(work / "train" / "names.spacy")
    DocBin(docs=corpora.ewt(vocab, annotated, "dev")).to_disk(work / "dev.spacy")


def train_half(name: str, corpus: Path, work: Path, steps: int | None) -> Path:
    """Trains by the configuration `name`; gives the folder of the pipeline that was best on the dev part."""
    settings: dict[str, object] = {
        "paths.train": str(corpus),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(work / "vectors"),
    }
    if steps:
        settings["training.max_steps"] = steps
    with single_core():
        train(CONFIGURATIONS / f"{name}.cfg", work / name, overrides=settings)
    return work / name / "model-best"


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
    """Runs every step and saves the pipeline, scored on the test part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with training/ and statements/")
    parser.add_argument("--output", type=Path, default=OWN, help="where the pipeline goes")
    parser.add_argument("--work", type=Path, help="keep intermediate files in this folder")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    arguments = parser.parse_args()
    with working_folder(arguments.work) as work:
        write_corpora(arguments.data, work)
        statements.write_tokens(spacy.blank("en"), arguments.data / "statements", work / "statements.txt")
        vectors.train_vectors(work / "statements.txt", work)
        syntax = train_half("syntax", work / "train" / "syntax.spacy", work, arguments.steps)
        names = train_half("names", work / "train", work, arguments.steps)
        nlp = assemble(syntax, names)
        describe(nlp, score(nlp, corpora.ewt(nlp.vocab, arguments.data / "training", "test")))
        save(nlp, arguments.output)


if __name__ == "__main__":
    main()
