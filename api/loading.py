"""Loading: files become documents, documents facts, facts one write each; what is refused is told, the rest loads."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from api.settings import Settings
from graph.store import Store
from loaders.extraction.extract import make_extract
from loaders.extraction.pool import extract_all
from ontology.errors import EngineError, ReadingError, RostraError
from ontology.facts import Document, Facts

BATCH = 16
"""Statements written in one go: large enough that the engine, not the wire, sets the pace."""


@dataclass(slots=True)
class LoadReport:
    """What a load came to: statements by outcome, refusals one by one, what was found, and how long it took."""

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
) -> LoadReport:
    """Read, extract and write every document.

    Raises EngineError when the engine goes away; what was written until then stays, and a second load of the
    same input goes on where this one ended.
    """
    report = LoadReport()
    start = time.monotonic()
    readable = _readable(documents, report)
    prepare = partial(make_extract, settings.spacy_model or None)
    batch: list[Facts] = []
    for facts in extract_all(readable, prepare, settings.workers):
        if isinstance(facts, ReadingError):
            report.refused.append(facts)
        else:
            batch.append(facts)
        if len(batch) == BATCH:
            await _write(store, batch, report)
        on_progress(report)
    await _write(store, batch, report)
    report.seconds = time.monotonic() - start
    on_progress(report)
    return report


def _readable(documents: Iterable[Document | ReadingError], report: LoadReport) -> Iterator[Document]:
    for document in documents:
        if isinstance(document, ReadingError):
            report.refused.append(document)
        else:
            yield document


async def _write(store: Store, batch: list[Facts], report: LoadReport) -> None:
    """Write the batch and empty it; where its facts contradict themselves, one by one, without those that do."""
    try:
        await _write_together(store, batch, report)
    except EngineError:
        raise
    except RostraError:
        for facts in batch:
            try:
                await _write_together(store, [facts], report)
            except EngineError:
                raise
            except RostraError as error:
                source = facts.document.source
                report.refused.append(
                    ReadingError(error.message, "Please report it with the text.", source=source)
                )
    batch.clear()


async def _write_together(store: Store, batch: list[Facts], report: LoadReport) -> None:
    for written in await store.write_many(batch):
        report.outcomes[written.outcome] += 1
    for facts in batch:
        report.words += len(facts.document.text.split())
        for kind in ("entities", "reports", "positions", "demands"):
            report.found[kind] += len(getattr(facts, kind))
