"""Bad files read in a process of its own, within bounds of time and memory: each gives documents or our errors."""

from __future__ import annotations

import io
import multiprocessing
import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeAlias

from bench.inputs.files import good_files
from bench.inputs.mutations import bad_file
from loaders.reading import ReadOptions, read_stream
from ontology.errors import ReadingError
from ontology.facts import Document

SECONDS = 20.0
"""What one file may take."""
MEMORY = 1_500_000_000
"""Bytes that reading may take beyond what the process has from the start."""
OPTIONS = ReadOptions(max_bytes=1_000_000)
Outcome: TypeAlias = Counter[str]


def outcome(number: int, good: dict[str, bytes]) -> Outcome:
    """How many documents and refusals come of a bad file. Raises AssertionError on anything else."""
    name, content = bad_file(number, good)
    found: Outcome = Counter()
    for each in read_stream(io.BytesIO(content), name, OPTIONS):
        assert isinstance(each, Document | ReadingError), each
        if isinstance(each, ReadingError):
            assert each.message, each
            assert "\n" not in each.message, each
        found["documents" if isinstance(each, Document) else "refusals"] += 1
    return found


def read_all(first: int, number: int) -> tuple[Outcome, list[str]]:
    """What came of so many bad files, and a line on each that was lost: crashed, hung, or raised something else."""
    total: Outcome = Counter()
    lost: list[str] = []
    at = first
    while at < first + number:
        with _reader(range(at, first + number)) as told:
            for at in range(at, first + number):  # noqa: B020  (goes on after one that was lost)
                found = told.recv() if told.poll(SECONDS) and not _is_over(told) else "hung or died"
                if isinstance(found, str):
                    lost.append(f"input {at}: {found}")
                    break
                total += found
        at += 1
    return total, lost


def _is_over(told: Connection) -> bool:
    """Whether the other end is gone."""
    try:
        return not told.poll(0)
    except (EOFError, OSError):
        return True


@contextmanager
def _reader(numbers: range) -> Iterator[Connection]:
    """A process that reads these files and tells of each; it is ended with the block."""
    told, telling = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_read, args=(numbers, telling))
    process.start()
    telling.close()
    try:
        yield told
    finally:
        process.kill()
        process.join()


def _read(numbers: range, telling: Connection) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    resource.setrlimit(resource.RLIMIT_AS, (used + 4 * MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_DATA, (used + MEMORY, resource.RLIM_INFINITY))
    good = good_files()
    for number in numbers:
        try:
            telling.send(outcome(number, good))
        except BaseException as error:
            telling.send(f"{type(error).__name__}: {error}"[:300])
            return
