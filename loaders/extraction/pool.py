"""Many documents read side by side, in processes of their own.

A worker that dies takes no document with it but the one that killed it: what was under way is read again,
each alone, and only a document that kills a worker for the second time is given up.
"""

from __future__ import annotations

import itertools
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeAlias

import structlog

from ontology.errors import ReadingError, RostraError
from ontology.facts import Document, Facts

Extract: TypeAlias = Callable[[Document], Facts]
MakeExtract: TypeAlias = Callable[[], Extract]
"""Called once in each worker: loads the pipeline and the register. Must be picklable."""

LOG = structlog.get_logger(__name__)
WINDOW = 8
"""Documents handed out ahead, per worker: keeps workers busy and memory flat."""

_extract: Extract | Exception | None = None
"""What a worker process reads with, or why it can't; one pipeline per process, loaded once."""


class _CannotStartError(Exception):
    """The pipeline or the register could not be loaded: no document can be read."""


def extract_all(
    documents: Iterable[Document], make_extract: MakeExtract, workers: int
) -> Iterator[Facts | ReadingError]:
    """The facts of each document, in order; a ReadingError in the place of one that cannot be read.

    Raises whatever `make_extract` raises.
    """
    remaining = iter(documents)
    under_way: deque[tuple[Document, Future[Facts]]] = deque()
    pool = _open_pool(make_extract, workers)
    try:
        while True:
            for document in itertools.islice(remaining, workers * WINDOW - len(under_way)):
                under_way.append((document, pool.submit(_work, document)))
            if not under_way:
                return
            document, future = under_way.popleft()
            try:
                yield _outcome(document, future)
            except BrokenProcessPool:
                suspects = [document, *(other for other, _ in under_way)]
                under_way.clear()
                pool.shutdown(wait=False)
                yield from (_read_alone(suspect, make_extract) for suspect in suspects)
                pool = _open_pool(make_extract, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class Readers:
    """Workers that stay, for a service that reads a document now and then; the first one read starts them."""

    def __init__(self, make_extract: MakeExtract, workers: int) -> None:
        self._make_extract, self._workers = make_extract, workers
        self._pool: ProcessPoolExecutor | None = None
        self._opening = threading.Lock()

    def read(self, document: Document) -> Facts | ReadingError:
        """The facts of a document, or why it cannot be read; blocks, and may be called from many threads.

        Raises whatever `make_extract` raises.
        """
        with self._opening:
            pool = self._pool = self._pool or _open_pool(self._make_extract, self._workers)
        try:
            return _outcome(document, pool.submit(_work, document))
        except BrokenProcessPool:
            with self._opening:
                self._pool = None if self._pool is pool else self._pool
            pool.shutdown(wait=False)
            return _read_alone(document, self._make_extract)

    def close(self) -> None:
        """End the workers."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _open_pool(make_extract: MakeExtract, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (make_extract,))


def _start_worker(make_extract: MakeExtract) -> None:
    global _extract
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _extract = make_extract()
    except Exception as error:  # told by the first document's outcome, in the process that asked for it
        _extract = error


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(document: Document) -> Facts:
    assert _extract is not None, "the worker was not started by _start_worker"
    if isinstance(_extract, Exception):
        raise _CannotStartError(_extract)
    return _extract(document)


def _read_alone(document: Document, make_extract: MakeExtract) -> Facts | ReadingError:
    with _open_pool(make_extract, 1) as pool:
        try:
            return _outcome(document, pool.submit(_work, document))
        except BrokenProcessPool:
            LOG.error("document killed a worker twice", source=document.source)
            message = "Reading it killed the reading process twice; it is left out."
            return ReadingError(message, "Please report it with the text.", source=document.source)


def _outcome(document: Document, future: Future[Facts]) -> Facts | ReadingError:
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except _CannotStartError as failure:
        raise failure.args[0] from None
    except RostraError as error:
        return ReadingError(error.message, error.advice, source=document.source)
    except Exception as error:  # one document's fault must not end a load of thousands
        LOG.exception("extraction failed", source=document.source)
        message = f"Reading it failed: {type(error).__name__}: {error}."
        return ReadingError(message, "Please report it with the text.", source=document.source)
