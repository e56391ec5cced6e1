"""From a document to what it asserts: parse, actors, incidents, positions, demands."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from spacy.language import Language

from loaders.extraction.actors import find_actors
from loaders.extraction.demands import find_demands
from loaders.extraction.incidents import find_reports
from loaders.extraction.parse import parse
from loaders.extraction.positions import find_positions
from loaders.language.pipeline import load_pipeline
from loaders.register.register import Register, built_in_register
from ontology.errors import ReadingError
from ontology.facts import Document, Extractor, Facts

NAME = "rostra"


def extract(document: Document, nlp: Language, register: Register | None = None) -> Facts:
    """Everything that the rules find in one document; without a register, the built-in one.

    Raises ReadingError when the document has no date: times in it could not be resolved.
    """
    if document.issued is None:
        raise ReadingError("The statement has no date.", "Give it one with --date.", source=document.source)
    parsed = parse(document, nlp)
    actors = find_actors(parsed, register or built_in_register())
    reports = find_reports(parsed, actors)
    return Facts(
        document=document,
        extractor=extractor(nlp),
        issuers=actors.issuers,
        issued=document.issued,
        passages=tuple(sentence.span for sentence in parsed.sentences),
        entities=actors.entities,
        reports=reports,
        positions=find_positions(parsed, actors, reports),
        demands=find_demands(parsed, actors, reports),
    )


def make_extract(model: str | None = None) -> Callable[[Document], Facts]:
    """`extract` with its pipeline and register loaded, ready for many documents."""
    nlp, register = load_pipeline(model), built_in_register()
    return lambda document: extract(document, nlp, register)


def extractor(nlp: Language) -> Extractor:
    """What made the facts."""
    pipeline = f"{nlp.meta.get('name', 'pipeline')}-{nlp.meta.get('version', '0')}"
    return Extractor(NAME, version("rostra"), pipeline)
