"""The extractor and the register that the settings describe."""

from __future__ import annotations

from functools import partial

from api.settings import Settings
from loaders.extraction.extract import extractor, make_extract
from loaders.extraction.pool import MakeExtract
from loaders.language.pipeline import load_pipeline
from loaders.register.register import Register, load_register
from ontology.facts import Extractor


def extractor_of(settings: Settings) -> MakeExtract:
    """Makes the extractor when called: with the pipeline that is named, and the user's own register."""
    return partial(make_extract, settings.spacy_model or None, settings.register_dir)


def identity_of(settings: Settings) -> Extractor:
    """What the runs of that extractor are called in the graph."""
    return extractor(load_pipeline(settings.spacy_model or None))


def register_of(settings: Settings) -> Register:
    """The register that ships with Rostra and the user's own."""
    return load_register(settings.register_dir)
