"""Export against what it cannot be faster than.

That is pyoxigraph writing the very same quads from memory, and the bare driver reading the same rows without making
anything of them; and beside them rdflib writing the same triples.
"""

from __future__ import annotations

import io
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from neo4j import AsyncGraphDatabase
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph

from api.linked_data.export import export
from api.linked_data.formats import FORMATS, Format, write_rdf
from api.linked_data.triples import TripleWriter
from api.sparql.building import Order, build
from api.sparql.snapshot import FOLDER
from graph.engine.addresses import Address
from graph.store import Store
from ontology.vocabulary import load_vocabulary

ROUNDS = 3
BASE = "https://example.org/id/"
RDFLIB_MOST = 200_000
"""Triples that rdflib is asked to write: more take it minutes."""
OF_RDFLIB = {"nq": "nt", "ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class Exported:
    """The graph as N-Quads in a file, how many triples it has, and the seconds that the bare driver reads its rows."""

    file: Path
    triples: int
    bare: float


async def exporting(store: Store, folder: Path) -> Exported:
    """Print how fast exports are, from the graph and from a snapshot of it, and how fast others are."""
    writer, file = TripleWriter(load_vocabulary(), BASE), folder / "graph.nq"
    with file.open("wb") as output:
        await export(store, writer, output, FORMATS["nq"])
    quads = list(parse(path=str(file), format=RdfFormat.N_QUADS))
    print(f"\n{len(quads):,} triples", flush=True)
    rows = await best(lambda: bare(store.address))
    taken = await build(Order(store.address, BASE, made(folder / FOLDER)))
    assert taken
    for name in OF_RDFLIB:
        await _contest(store, writer, FORMATS[name], quads, rows, folder)
    return Exported(file, len(quads), rows)


async def _contest(
    store: Store, writer: TripleWriter, form: Format, quads: list[Quad], rows: float, folder: Path
) -> None:
    """One format: from the graph, from the snapshot, and by others."""
    graph = await best(lambda: export(store, writer, io.BytesIO(), form))
    snapshot = await best(lambda: export(store, writer, io.BytesIO(), form, data_dir=folder))
    floor = await best(lambda: in_memory(lambda: write_rdf(quads, io.BytesIO(), form)))
    what = f"{form.name} of {len(quads):,}"
    for source, seconds in (("the graph", graph), ("the snapshot", snapshot)):
        rate = f"{what} from {source}, {len(quads) / seconds:,.0f} triples/s"
        print(f"{rate}, against pyoxigraph from memory: ratio {floor / seconds:.3f}")
        print(f"{rate}, against the bare driver's reading: ratio {rows / seconds:.2f}")
    print(f"{what} from the snapshot against from the graph: ratio {graph / snapshot:.1f}", flush=True)
    if len(quads) <= RDFLIB_MOST:
        theirs = by_rdflib(quads, OF_RDFLIB[form.name])
        print(f"{what} from the graph against rdflib from memory: ratio {theirs / graph:.2f}", flush=True)


def made(folder: Path) -> Path:
    """The folder, which there is now."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def best(work: Callable[[], Awaitable[None]]) -> float:
    """Seconds of the quickest of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await work()
        taken.append(time.perf_counter() - started)
    return min(taken)


async def in_memory(work: Callable[[], None]) -> None:
    """Work that waits for nothing."""
    work()


async def bare(address: Address) -> None:
    """Read every node and what leaves it, each class in one query, and make nothing of it."""
    login = (address.writer.user, address.writer.password)
    async with AsyncGraphDatabase.driver(address.uri, auth=login) as driver:
        for label in load_vocabulary().labels:
            async with driver.session(database=address.database) as session:
                result = await session.run(
                    f"MATCH (n:{label}) RETURN properties(n), [(n)-[r]->(b) | [type(r), b.id]]"
                )
                async for _ in result:
                    pass


def by_rdflib(quads: list[Quad], form: str) -> float:
    """Seconds that rdflib takes to write the triples, which it has read before."""
    lines = io.BytesIO()
    write_rdf(quads, lines, FORMATS["nt"])
    graph = Graph().parse(data=lines.getvalue(), format="nt")
    started = time.perf_counter()
    graph.serialize(format=form)
    return time.perf_counter() - started
