"""Loading: files become documents, documents facts, facts one write each; what is refused is told of."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from api.extraction import extractor_of, identity_of, register_of
from api.settings import Settings
from graph.ids import content_hash
from graph.store import Store
from loaders.extraction.pool import extract_all
from loaders.register.register import Register
from loaders.register.surroundings import with_surroundings
from ontology.errors import EngineError, ReadingError, RostraError
from ontology.facts import Document, EntityId, Facts

BATCH = 16
"""Statements written in one go: enough that the engine, not the wire, sets the pace."""


@dataclass(slots=True)
class LoadReport:
    """What a load came to: statements by outcome, what was found, refusals one by one, and how long it took."""

    outcomes: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    refused: list[ReadingError] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0

    @property
    def statements(self) -> int:
        """Statements that are in the graph after the load, whether new or known."""
        return self.outcomes.total()


async def load(
    store: Store,
    documents: Iterable[Document | ReadingError],
    settings: Settings,
    on_progress: Callable[[LoadReport], None] = lambda _: None,
    *,
    resume: bool = False,
) -> LoadReport:
    """Read, extract and write every document; with `resume`, none whose text this extractor has read before.

    Raises EngineError when the engine goes away; what was written until then stays, and a second load of the
    same input changes nothing of it.
    """
    report = LoadReport()
    writer = _Writer(store, report, register_of(settings))
    start = time.monotonic()
    batch: list[Facts] = []
    read = await store.texts_read_by(identity_of(settings)) if resume else frozenset()
    for outcome in extract_all(_readable(documents, report, read), extractor_of(settings), settings.workers):
        if isinstance(outcome, ReadingError):
            report.refused.append(outcome)
        elif not outcome.issuers:
            report.refused.append(_nobody(outcome))
        else:
            batch.append(outcome)
        if len(batch) == BATCH:
            await writer.write(batch)
            batch = []
        on_progress(report)
    await writer.write(batch)
    report.seconds = time.monotonic() - start
    on_progress(report)
    return report


def _readable(
    documents: Iterable[Document | ReadingError], report: LoadReport, read: frozenset[str]
) -> Iterator[Document]:
    for document in documents:
        if isinstance(document, ReadingError):
            report.refused.append(document)
        elif content_hash(document.text) in read:
            report.outcomes["unchanged"] += 1
        else:
            yield document


def _nobody(facts: Facts) -> ReadingError:
    message = "It is not told who issued the statement."
    return ReadingError(message, "Give it with --issuer.", source=facts.document.source)


@dataclass(slots=True)
class _Writer:
    """Writes batches and counts; `known` are entities whose register entries are in the graph already."""

    store: Store
    report: LoadReport
    register: Register
    known: set[EntityId] = field(default_factory=set)

    async def write(self, batch: list[Facts]) -> None:
        """Write a batch; where its facts contradict themselves, one by one, without those that do."""
        try:
            await self._together(batch)
        except EngineError:
            raise
        except RostraError:
            for facts in batch:
                await self._alone(facts)

    async def _alone(self, facts: Facts) -> None:
        try:
            await self._together([facts])
        except EngineError:
            raise
        except RostraError as error:
            source, advice = facts.document.source, "Please report it with the text."
            self.report.refused.append(ReadingError(error.message, advice, source=source))

    async def _together(self, batch: list[Facts]) -> None:
        named = {entity.id for facts in batch for entity in facts.entities} - self.known
        if named:
            await self.store.load_register(with_surroundings(self.register, named))
            self.known |= named
        for written in await self.store.write_many(batch):
            self.report.outcomes[str(written.outcome)] += 1
        for facts in batch:
            self.report.words += len(facts.document.text.split())
            for kind in ("entities", "reports", "positions", "demands"):
                self.report.found[kind] += len(getattr(facts, kind))
