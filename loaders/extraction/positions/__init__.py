"""Where they stand: who supports, opposes, condemns, welcomes, fears, mourns, doubts or warns of what."""

from __future__ import annotations

from loaders.extraction.actors import Actors
from loaders.extraction.sentences import ParsedDocument
from ontology.facts import Position, Report


def find_positions(parsed: ParsedDocument, actors: Actors, reports: tuple[Report, ...]) -> tuple[Position, ...]:
    """The positions that a document states, in text order."""
    return ()
