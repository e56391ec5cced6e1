"""What they want: who asks whom to do, or refrain from, what."""

from __future__ import annotations

from loaders.extraction.actors import Actors
from loaders.extraction.sentences import ParsedDocument
from ontology.facts import Demand, Report


def find_demands(parsed: ParsedDocument, actors: Actors, reports: tuple[Report, ...]) -> tuple[Demand, ...]:
    """The demands that a document makes or reports, in text order."""
    return ()
