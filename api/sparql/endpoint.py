"""A query put to the snapshot, within the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.settings import Settings
from api.sparql.asking import Job
from api.sparql.following import Follower
from api.sparql.protocol import Asked
from api.sparql.query import Query
from api.sparql.results import ResultFormat
from api.sparql.snapshot import Snapshot
from api.sparql.terms import PREFIXES
from api.sparql.workers import SnapshotGoneError, Workers
from graph.store import Store
from ontology.errors import EngineError, QuestionError

PAGE_ROWS = 500
"""Rows that a page for people shows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out, whether it was cut, and from which snapshot; `age` as `Follower.age`."""

    body: bytes
    cut: bool
    snapshot: Snapshot
    age: float


class SparqlEndpoint:
    """Answers queries about the graph of a store. Starts no process before the first."""

    def __init__(self, store: Callable[[], Store], settings: Settings) -> None:
        self.enabled = settings.sparql_workers > 0
        self._settings, self.base = settings, str(settings.base)
        self.follower = Follower(store, settings.data_dir, self.base)
        self.workers = Workers(max(settings.sparql_workers, 1), settings.sparql_max_memory)

    async def answer(self, query: Query, asked: Asked, form: ResultFormat, *, latest: bool = False) -> Answer:
        """The answer in a format; with `latest` about the graph as it is now, however long a snapshot takes.

        Raises QuestionError where the query is wrong or over a limit, EngineError where it can't be answered now.
        """
        if not self.enabled:
            raise QuestionError("SPARQL is off here.", "Set ROSTRA_SPARQL_WORKERS to 1 or more.")
        patience = None if latest else self._settings.query_timeout
        for _ in range(2):
            snapshot = await self.follower.snapshot(patience, latest=latest)
            age = self.follower.age
            try:
                body, cut = await self.workers.answer(self._job(query, asked, form, snapshot))
            except SnapshotGoneError:
                self.follower.forget(snapshot)
                continue
            return Answer(body, cut, snapshot, age)
        raise EngineError("The snapshot for SPARQL is gone.", "Try again in some seconds.")

    async def close(self) -> None:
        """End all processes."""
        await self.follower.close()
        await self.workers.close()

    def _job(self, query: Query, asked: Asked, form: ResultFormat, snapshot: Snapshot) -> Job:
        return Job(
            snapshot=str(snapshot.folder),
            query=query.text,
            format=form.name,
            prefixes=PREFIXES,
            base=self.base,
            union=not (asked.names_dataset or query.own_dataset),
            default_graphs=list(asked.default_graphs) if asked.names_dataset else None,
            named_graphs=list(asked.named_graphs) if asked.names_dataset else None,
            rows=PAGE_ROWS,
            most_bytes=self._settings.sparql_max_bytes,
            seconds=self._settings.query_timeout,
        )
