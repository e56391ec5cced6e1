"""What the service writes when it is asked to: one statement at a time, read by workers that stay; decisions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api.extraction import extractor_of, register_of
from api.settings import Settings
from graph.decisions.decision import Decision
from graph.decisions.rulings import Ruling
from graph.store import Store
from graph.versions import Written
from loaders.extraction.pool import Readers
from loaders.reading import ReadOptions
from loaders.reading.assembly import to_document
from loaders.reading.normalize import blocks_of_unknown
from loaders.reading.opening import too_large
from loaders.reading.record import Record
from loaders.register.register import Register
from loaders.register.surroundings import with_surroundings
from ontology.errors import ReadingError
from ontology.facts import Document, Facts


@dataclass(frozen=True, slots=True)
class Submitted:
    """A statement as somebody hands it in; what isn't told is looked for in the text."""

    text: str
    title: str | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    url: str | None = None
    language: str | None = None


class StatementWriter:
    """Writes single statements and decisions; `store` gives the open store or raises EngineError."""

    def __init__(self, store: Callable[[], Store], settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._readers = Readers(extractor_of(settings), settings.workers)
        self._register: Register | None = None

    async def load(self, submitted: Submitted, source: str) -> Written:
        """Put a statement in the graph; `source` says where it comes from.

        Raises ReadingError where it cannot be read as one, EngineError where the engine fails.
        """
        document = read_submitted(submitted, source, self._settings.max_statement_bytes)
        store = self._store()
        facts = await asyncio.to_thread(self._readers.read, document)
        if isinstance(facts, ReadingError):
            raise facts
        if not facts.issuers:
            raise ReadingError(
                "It is not told who issued the statement.", "Give it with --issuer.", source=source
            )
        await store.load_register(with_surroundings(await self._known(), _named(facts)))
        return await store.write(facts)

    async def decide(self, ruling: Ruling, by: str, reason: str) -> Decision:
        """Carry a ruling out. Raises QuestionError where it doesn't fit, EngineError where the engine fails."""
        return await self._store().decide(ruling, by, reason)

    async def close(self) -> None:
        """End the workers."""
        await asyncio.to_thread(self._readers.close)

    async def _known(self) -> Register:
        if self._register is None:
            self._register = await asyncio.to_thread(register_of, self._settings)
        return self._register


def read_submitted(submitted: Submitted, source: str, max_bytes: int) -> Document:
    """The document that was handed in, as plain text, Markdown or HTML. Raises ReadingError where it is none."""
    if len(submitted.text.encode()) > max_bytes:
        raise too_large(source, max_bytes)
    options = ReadOptions(
        issuers=submitted.issuers,
        issued=submitted.issued,
        url=submitted.url,
        language=submitted.language,
    )
    return to_document(Record(source, blocks_of_unknown(submitted.text), submitted.title), options)


def _named(facts: Facts) -> set[str]:
    return {entity.id for entity in facts.entities}
