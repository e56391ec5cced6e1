"""Run as a process: `python -m api.sparql.building` makes a snapshot of the graph and ends.

An `Order`, pickled, comes in on standard input; a line of JSON goes out: the snapshot's key, or what went wrong. A
process of its own, so that the service goes on answering meanwhile and its memory stays as it was.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from api.linked_data.export import quads_of_nodes
from api.linked_data.triples import TripleWriter
from api.sparql.current import place_of
from api.sparql.snapshot import LOCK, QUADS, UNFINISHED, Snapshot, delete_old, find, finish, hold, key_of
from graph.engine.addresses import Address
from graph.engine.connection import Connection
from graph.engine.locking import locked
from graph.marks import change_mark
from graph.reading import dump_with_relationships
from ontology.errors import RostraError
from ontology.vocabulary import FILES, ONTOLOGY, load_vocabulary

POLITE = 10
BATCH = 50_000
"""Triples that are put in at once: keeps memory flat, where the store itself would gather a million."""
BUILD_LOCK = "build.lock"
LONGEST_WAIT = 3600.0
"""Seconds to wait for another process that builds in the same folder."""


@dataclass(frozen=True, slots=True)
class Order:
    """Where the graph is, the base of its addresses, and the folder of the snapshots."""

    address: Address
    base: str
    root: Path


async def build(order: Order) -> str:
    """Make the snapshot of the graph as it is, unless it is there; its key.

    Raises RostraError where the graph can't be read.
    """
    connection = Connection(order.address)
    try:
        async with locked(order.root / BUILD_LOCK, LONGEST_WAIT):
            taken = datetime.now(UTC)
            mark = await change_mark(connection)
            version = load_vocabulary().version
            key = key_of(mark, place_of(order.address), order.base, version)
            if find(order.root, key) is None:
                await _build(connection, order, key, taken)
            delete_old(order.root, key)
            return key
    finally:
        await connection.close()


async def _build(connection: Connection, order: Order, key: str, taken: datetime) -> None:
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=order.root))
    (folder / LOCK).touch()
    with hold(folder):
        triples = await asyncio.to_thread(_write, connection, order.base, folder, asyncio.get_running_loop())
        seconds = round(time.monotonic() - started, 3)
        finish(Snapshot(folder, taken.isoformat(timespec="milliseconds"), triples, seconds), order.root, key)


def _write(connection: Connection, base: str, folder: Path, loop: asyncio.AbstractEventLoop) -> int:
    """Fill the folder with a store, and the same as N-Quads; how many triples the graph has."""
    writer = TripleWriter(load_vocabulary(), base)
    source = quads_of_nodes(dump_with_relationships(connection), writer, loop)
    store = Store(str(folder))
    count = 0
    with (folder / QUADS).open("wb") as lines:
        while batch := list(islice(source, BATCH)):
            store.bulk_extend(batch)
            serialize(batch, lines, RdfFormat.N_QUADS)
            count += len(batch)
    store.bulk_extend(ontology_quads())
    store.optimize()
    store.flush()
    return count


def ontology_quads() -> Iterator[Quad]:
    """The ontology with its code schemes, in the graph that bears its address."""
    graph = NamedNode(ONTOLOGY)
    for name in FILES:
        for quad in parse(files("ontology").joinpath(name).read_bytes(), RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def main() -> None:
    """Do what standard input says."""
    order: Order = pickle.load(sys.stdin.buffer)
    with suppress(OSError):
        os.nice(POLITE)
    try:
        told = {"key": asyncio.run(build(order))}
    except RostraError as error:
        told = {"message": error.message, "advice": error.advice}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
