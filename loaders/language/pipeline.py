"""The English pipeline that statements are read with: tokens, tags, lemmas, dependencies, sentences, names.

Without a name it is Rostra's own, trained by `loaders.language.train` and kept in `loaders/language/model`
(scores and limits: docs/model-card.md). Any other installed spaCy pipeline can be named instead; one that
speaks ClearNLP and OntoNotes gets `loaders.language.labels` behind it, so that the same rules run on it.
"""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from loaders.language import labels
from loaders.language.arithmetic import single_core
from ontology.errors import ModelError

OWN = Path(__file__).parent / "model"


@cache
def load_pipeline(model: str | None = None) -> Language:
    """The pipeline `model` (package name or folder), or Rostra's own; loaded once in a process.

    Raises ModelError when it is not installed, or when it does not parse and find names in English.
    """
    try:
        with single_core():
            nlp = spacy.load(model or OWN)
    except OSError as error:
        raise ModelError(
            f"The spaCy pipeline '{model or OWN}' is not installed.",
            "Install it, or leave ROSTRA_SPACY_MODEL unset to use the pipeline that ships with Rostra.",
        ) from error
    missing = sorted({"parser", "ner"}.difference(nlp.pipe_names))
    if nlp.lang != "en" or missing:
        lack = f"without {' and '.join(missing)}" if missing else f"for the language '{nlp.lang}'"
        raise ModelError(
            f"The spaCy pipeline '{model or OWN}' is {lack}.",
            "Name an English pipeline with a parser and an entity recognizer in ROSTRA_SPACY_MODEL.",
        )
    if labels.needed(nlp):
        nlp.add_pipe(labels.NAME, last=True)
    return nlp
