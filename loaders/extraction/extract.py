"""From a document to what it asserts: parse, actors, incidents, positions, demands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language

from loaders.extraction.actors.actors import find_actors
from loaders.extraction.demands import find_demands
from loaders.extraction.incidents import find_reports
from loaders.extraction.parse import parse
from loaders.extraction.positions import find_positions
from loaders.language.pipeline import load_pipeline
from loaders.register.register import Register, built_in_register, load_register
from ontology.errors import ReadingError
from ontology.facts import Document, Entity, Extractor, Facts, Found

NAME = "rostra"


def extract(document: Document, nlp: Language, register: Register | None = None) -> Facts:
    """Everything that the rules find in one document; without a register, the built-in one.

    Raises ReadingError when the document has no date: times in it could not be resolved.
    """
    if document.issued is None:
        raise ReadingError("The statement has no date.", "Give it one with --date.", source=document.source)
    parsed = parse(document, nlp)
    register = register or built_in_register()
    actors = find_actors(parsed, register)
    reports = find_reports(parsed, actors)
    facts = Facts(
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
    return replace(facts, entities=(*facts.entities, *_known_but_unnamed(facts, register)))


def _known_but_unnamed(facts: Facts, register: Register) -> Iterator[Entity]:
    """Entities of the register that the facts refer to though the text doesn't name them: without mentions."""
    parties = [party for report in facts.reports for party in (*report.actors, *report.targets)]
    parties += [party for report in facts.reports for party in (*report.mediators, *report.locations)]
    parties += [position.holder for position in facts.positions]
    parties += [party for demand in facts.demands for party in (demand.issuer, *demand.addressees)]
    referred = [*facts.issuers, *(party.entity for party in parties)]
    referred += [position.target_entity for position in facts.positions]
    referred += [entity.organization for entity in facts.entities]
    named = {entity.id for entity in facts.entities}
    for id in dict.fromkeys(each for each in referred if each and each not in named):
        if entry := register.get(id):
            yield Entity(id, entry.name, entry.kind, (), Found("register", 1.0))


def make_extract(
    model: str | None = None, register_folder: Path | None = None
) -> Callable[[Document], Facts]:
    """`extract` with its pipeline and register loaded, ready for many documents.

    `register_folder` holds tables of a user's own. Raises ModelError where the pipeline cannot be had.
    """
    nlp, register = load_pipeline(model), load_register(register_folder)
    return lambda document: extract(document, nlp, register)


def extractor(nlp: Language) -> Extractor:
    """What made the facts."""
    pipeline = f"{nlp.meta.get('name', 'pipeline')}-{nlp.meta.get('version', '0')}"
    return Extractor(NAME, version("rostra"), pipeline)
