"""Run as a process: `python -m api.sparql.asking` answers queries over a snapshot, one after the other.

A line of JSON comes in on standard input for each (`Job`). A line of JSON goes out on standard output for each
(`Told`), followed by as many bytes as it says. The process holds little and writes nothing, so that it may be killed
at any time. It ends with its standard input, and by itself where a query runs on long after nobody waits for it.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from api.sparql.snapshot import hold

TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLES = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
PREFIXED = ("ttl", "trig", "rdf")
PAGE = "html"
NEAR = 30
OVERTIME = 5
"""Seconds after the time limit in which the process is killed from outside; then it ends by itself."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query on a snapshot's folder.

    The default graph is the union of all graphs if `union`, else `default_graphs`, else what the query says. `format`
    is a short name; "html" gives JSON of `rows` rows, or Turtle of as many triples. At most `most_bytes` come back.
    """

    snapshot: str
    query: str
    format: str
    prefixes: dict[str, str]
    base: str
    union: bool
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    rows: int
    most_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a job: `size` bytes follow. `refused` says what is wrong with the query, `broken` with us.

    `cut` says that there were more rows than were asked for.
    """

    size: int = 0
    refused: str = ""
    broken: str = ""
    cut: bool = False


class _TooLargeError(Exception):
    """The answer is longer than the limit."""


class _Answer:
    """Takes what is written, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        """Keep it. Raises where it becomes too much."""
        self.size += len(data)
        if self.size > self._most:
            raise _TooLargeError
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def main(memory: int) -> None:
    """Answer until standard input ends, with at most so many bytes of memory."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    snapshots = _Snapshots()
    while line := source.readline():
        job = Job(**json.loads(line))
        answer = _Answer(job.most_bytes)
        signal.alarm(int(job.seconds) + OVERTIME)
        told = _answered(snapshots, job, answer)
        signal.alarm(0)
        sink.write(json.dumps(asdict(told)).encode() + b"\n")
        sink.writelines(answer.parts if told.size else ())
        sink.flush()


class _Snapshots:
    """The snapshot that was asked last, kept open."""

    def __init__(self) -> None:
        self._folder, self._store = "", Store()
        self._held: IO[bytes] | None = None

    def get(self, folder: str) -> Store:
        """The store in the folder. Raises OSError where there is none."""
        if folder != self._folder:
            held = hold(Path(folder))
            self._store = Store.read_only(folder)
            if self._held:
                self._held.close()
            self._folder, self._held = folder, held
        return self._store


def _answered(snapshots: _Snapshots, job: Job, answer: _Answer) -> Told:
    try:
        store = snapshots.get(job.snapshot)
    except OSError as error:
        return Told(broken=f"The snapshot cannot be opened: {error}.")
    try:
        cut = _write(_results(store, job), job, cast("IO[bytes]", answer))
    except SyntaxError as error:
        return Told(refused=_readable(str(error), job.query))
    except _TooLargeError:
        return Told(
            refused=f"The answer is longer than {job.most_bytes:,} bytes. Add a LIMIT, or ask for less."
        )
    except MemoryError:
        return Told(refused="The query needed too much memory. Narrow it, or add a LIMIT.")
    except (ValueError, OSError, RuntimeError) as error:
        return Told(refused=f"The query failed: {error}.")
    return Told(answer.size, cut=cut)


def _results(store: Store, job: Job) -> QuerySolutions | QueryTriples | QueryBoolean:
    return store.query(
        job.query,
        base_iri=job.base,
        prefixes=job.prefixes,
        use_default_graph_as_union=job.union,
        default_graph=None
        if job.default_graphs is None
        else [NamedNode(each) for each in job.default_graphs],
        named_graphs=None if job.named_graphs is None else [NamedNode(each) for each in job.named_graphs],
    )


def _write(results: QuerySolutions | QueryTriples | QueryBoolean, job: Job, output: IO[bytes]) -> bool:
    """Write an answer; whether it was cut."""
    if isinstance(results, QueryTriples):
        return _write_triples(results, job, output)
    if job.format == PAGE and isinstance(results, QuerySolutions):
        rows = [_row(results, solution) for solution in islice(results, job.rows + 1)]
        table = {
            "head": {"vars": [v.value for v in results.variables]},
            "results": {"bindings": rows[: job.rows]},
        }
        output.write(json.dumps(table).encode())
        return len(rows) > job.rows
    results.serialize(output, TABLES.get(job.format, QueryResultsFormat.JSON))
    return False


def _write_triples(results: QueryTriples, job: Job, output: IO[bytes]) -> bool:
    if job.format == PAGE:
        triples = list(islice(results, job.rows + 1))
        serialize(triples[: job.rows], output, RdfFormat.TURTLE, prefixes=job.prefixes)
        return len(triples) > job.rows
    prefixes = job.prefixes if job.format in PREFIXED else None
    serialize(results, output, TRIPLES[job.format], prefixes=prefixes)
    return False


def _row(results: QuerySolutions, solution: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401  (a tuple by names)
    terms = ((variable.value, solution[variable]) for variable in results.variables)
    return {name: dict(_term(term)) for name, term in terms if term is not None}


def _term(term: NamedNode | BlankNode | Literal | Triple) -> Iterator[tuple[str, str]]:
    """As in the JSON format of results, but for triple terms, which are written out."""
    if isinstance(term, Triple):
        yield from (("type", "literal"), ("value", str(term)))
        return
    kind = {NamedNode: "uri", BlankNode: "bnode", Literal: "literal"}[type(term)]
    yield from (("type", kind), ("value", term.value))
    if isinstance(term, Literal) and term.language:
        yield "xml:lang", term.language
    elif isinstance(term, Literal):
        yield "datatype", term.datatype.value


def _readable(message: str, query: str) -> str:
    """Where the query cannot be read, without the sets of characters that the engine might have liked better."""
    place, _, expected = message.removeprefix("error at ").partition(": ")
    line, _, column = place.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return f"The query cannot be read: {message}."
    rest = [*query.split("\n"), ""][int(line) - 1][int(column) - 1 :].strip()
    near = f", near “{rest[:NEAR]}”" if rest else ""
    why = ": its prefix isn't declared" if "Prefix not found" in expected else ""
    return f"The query cannot be read at line {line}, column {column}{near}{why}."


if __name__ == "__main__":
    main(int(sys.argv[1]))
