"""Word vectors of the statements, as the vocabulary that training starts from.

floret (https://github.com/explosion/floret) hashes words and their parts into one small table. A word is
the sum of a few of its rows, so every word has a vector, and the table is as small as one likes. Words are
learned and looked up in lower case: the encoder sees their shape apart.
"""

from pathlib import Path

import floret  # type: ignore[import-untyped]
import spacy
from spacy.training.initialize import convert_vectors

BUCKETS, DIMENSIONS, EPOCHS = 20_000, 64, 4
"""The table of 20,000 x 64 floats is 5 MB, a third of what the shipped folder may weigh."""


def train_vectors(tokens: Path, work: Path) -> Path:
    """Learns from a file of blank-separated tokens; gives the folder of a blank pipeline with the vectors."""
    model = floret.train_unsupervised(
        str(tokens),
        model="skipgram",
        mode="floret",
        dim=DIMENSIONS,
        bucket=BUCKETS,
        hashCount=2,
        minn=3,
        maxn=5,
        minCount=3,
        neg=10,
        epoch=EPOCHS,
        thread=1,  # more threads would make the result depend on their timing
    )
    table, folder = work / "statements.floret", work / "vectors"
    model.save_floret_vectors(str(table))
    nlp = spacy.blank("en")
    convert_vectors(nlp, table, truncate=0, prune=-1, name="statements", mode="floret", attr="LOWER")
    nlp.to_disk(folder)
    return folder
