"""Loading: files become documents, documents facts, facts one write each; what is refused is told of."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from api.extraction import extractor_of, identity_of, register_of
from api.settings import Settings
from graph.ids import content_hash
from graph.store import Store
from graph.versions import STAYING, Outcome
from loaders.extraction.pool import extract_all
from loaders.reading import Extent
from loaders.register.register import Register
from loaders.register.surroundings import with_surroundings
from ontology.errors import EngineError, ReadingError, RostraError
from ontology.facts import Document, EntityId, Facts

BATCH = 16
"""Statements written in one go: enough that the engine, not the wire, sets the pace."""
T = TypeVar("T")
Check = Callable[[Sequence[str]], Awaitable[None]]


@dataclass(slots=True)
class LoadReport:
    """What a load came to: statements by outcome, what was found, refusals one by one, and how long it took.

    `extent` is the part of the input that is dealt with: in the graph, refused, or about to be written.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    refused: list[ReadingError] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0
    extent: Extent = field(default_factory=Extent)

    @property
    def statements(self) -> int:
        """Statements that are in the graph after the load, whether new or known."""
        return self.outcomes.total() - self.outcomes[Outcome.WITHDRAWN]


async def load(
    store: Store,
    documents: Iterable[Document | ReadingError],
    settings: Settings,
    on_progress: Callable[[LoadReport], None] = lambda _: None,
    *,
    resume: bool = False,
    extent: Extent | None = None,
    check: Check | None = None,
) -> LoadReport:
    """Read, extract and write every document; with `resume`, none whose text this extractor has read before.

    `extent` is what the reading of the documents keeps up to date. The event loop goes on meanwhile. `check` is given
    the ids of the statements of each batch once they are in the graph.
    Raises EngineError when the engine goes away; what was written until then stays, and a second load of the
    same input changes nothing of it.
    """
    source = extent or Extent()
    report = LoadReport(extent=Extent(source.total))
    writer = _Writer(store, report, await asyncio.to_thread(register_of, settings), check)
    start = time.monotonic()
    batch: list[Facts] = []
    read = (
        await store.texts_read_by(await asyncio.to_thread(identity_of, settings)) if resume else frozenset()
    )
    places: deque[int] = deque()
    readable = _readable(documents, report, read, source, places)
    async for outcome in _in_thread(extract_all(readable, extractor_of(settings), settings.workers)):
        report.extent.read = places.popleft()
        if isinstance(outcome, ReadingError):
            report.refused.append(outcome)
        elif not outcome.issuers:
            report.refused.append(_nobody(outcome))
        else:
            batch.append(outcome)
        if len(batch) == BATCH:
            await writer.write(batch)
            batch = []
        report.seconds = time.monotonic() - start
        on_progress(report)
    await writer.write(batch)
    report.seconds = time.monotonic() - start
    report.extent.read = source.total
    on_progress(report)
    return report


async def _in_thread(blocking: Iterator[T]) -> AsyncIterator[T]:
    """The elements of an iterator, each waited for in a thread."""
    while element := await asyncio.to_thread(lambda: list(islice(blocking, 1))):
        yield element[0]


def _readable(
    documents: Iterable[Document | ReadingError],
    report: LoadReport,
    read: frozenset[str],
    source: Extent,
    places: deque[int],
) -> Iterator[Document]:
    """The documents to extract; `places` notes for each where in the source it ends."""
    for document in documents:
        if isinstance(document, ReadingError):
            report.refused.append(document)
        elif content_hash(document.text) in read:
            report.outcomes["unchanged"] += 1
        else:
            places.append(source.read)
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
    check: Check | None = None
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
        outcomes = await self.store.write_many(batch)
        for written in outcomes:
            self.report.outcomes[str(written.outcome)] += 1
        for facts in batch:
            self.report.words += len(facts.document.text.split())
            for kind in ("entities", "reports", "positions", "demands"):
                self.report.found[kind] += len(getattr(facts, kind))
        new = [written.statement for written in outcomes if written.outcome not in STAYING]
        if self.check and new:
            await self.check(new)
