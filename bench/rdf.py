"""`python -m bench.rdf [STATEMENTS…]`: how fast the graph goes out as RDF, and in how much memory.

One Neo4j holds a made-up graph of so many statements (a statement is some 600 triples). `rostra`'s export is measured
in this process against what it cannot be faster than: pyoxigraph writing the very same quads from memory, and the bare
driver reading the same rows without making anything of them; and against rdflib writing the same triples. Peak memory
is that of a process of its own, `rostra export`, which does nothing else. All are measured in turns, and the best of
them counts: other work on the machine only makes things slower.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop
from neo4j import AsyncGraphDatabase
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph

from api.linked_data.export import export
from api.linked_data.formats import FORMATS, write_rdf
from api.linked_data.triples import TripleWriter
from bench.graphql.__main__ import JAVA, PAGE_CACHE, load
from bench.graphql.data import make
from graph.engine.addresses import Address
from graph.opening import open_store
from graph.store import Store
from ontology.vocabulary import load_vocabulary
from tests.engines.neo4j_server import neo4j_server

STATEMENTS = (150, 1_500)
ROUNDS = 3
BASE = "https://example.org/id/"
RDFLIB_MOST = 200_000
"""Triples that rdflib is asked to write: more take it minutes."""


async def main(sizes: list[int]) -> None:
    """Measure and print, the sizes one after the other."""
    peaks: dict[int, dict[str, float]] = {}
    for statements in sizes:
        with (
            tempfile.TemporaryDirectory() as folder,
            neo4j_server(Path(folder), JAVA, PAGE_CACHE) as address,
        ):
            await load(address, make(statements, hub_neighbours=10 * statements))
            async with open_store(address) as store:
                triples = await speed(store, address)
            peaks[triples] = {name: peak_memory(address, name) for name in FORMATS}
    memory(peaks)


async def speed(store: Store, address: Address) -> int:
    """Print triples per second here and elsewhere; give how many there are."""
    writer = TripleWriter(load_vocabulary(), BASE)
    written = io.BytesIO()
    await export(store, writer, written, FORMATS["nq"])
    quads = list(parse(written.getvalue(), RdfFormat.N_QUADS))
    print(f"\n{len(quads):,} triples")
    rows = await best(lambda: bare(address))
    print(f"  {'rows read by the bare driver':36} {len(quads) / rows:10,.0f} triples/s")
    for name in ("nq", "ttl"):
        form = FORMATS[name]
        ours = await best(lambda form=form: export(store, writer, io.BytesIO(), form))  # type: ignore[misc]
        floor = await best(lambda form=form: in_memory(lambda: write_rdf(quads, io.BytesIO(), form)))  # type: ignore[misc]
        print(f"  {name + ' exported':36} {len(quads) / ours:10,.0f} triples/s")
        print(f"  {name + ' by pyoxigraph from memory':36} {len(quads) / floor:10,.0f} triples/s")
        print(f"{name} of {len(quads):,} against pyoxigraph from memory: ratio {floor / ours:.2f}")
        print(f"{name} of {len(quads):,} against the bare driver's reading: ratio {rows / ours:.2f}")
        if len(quads) <= RDFLIB_MOST:
            theirs = by_rdflib(quads, {"nq": "nt", "ttl": "turtle"}[name])
            print(
                f"{name} of {len(quads):,} against rdflib from memory: ratio {theirs / ours:.2f}", flush=True
            )
    return len(quads)


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


def peak_memory(address: Address, form: str) -> float:
    """Most memory in MB that `rostra export` has had, where the system tells."""
    environment = {
        "ROSTRA_NEO4J_URI": address.uri,
        "ROSTRA_NEO4J_USER": "neo4j",
        "ROSTRA_NEO4J_PASSWORD": "none",
    }
    command = [sys.executable, "-c", "from api.commands import main; main()", "export", "--format", form]
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, form
    return usage.ru_maxrss / 1024


def memory(peaks: dict[int, dict[str, float]]) -> None:
    """Print the peaks, and how they grow from the fewest triples to the most."""
    few, most = min(peaks), max(peaks)
    for form in FORMATS:
        told = ", ".join(f"{peaks[number][form]:.0f} MB at {number:,}" for number in sorted(peaks))
        print(
            f"peak memory of `rostra export --format {form}`: {told}: ratio {peaks[most][form] / peaks[few][form]:.2f}"
        )


if __name__ == "__main__":
    uvloop.run(main([int(each) for each in sys.argv[1:]] or list(STATEMENTS)))
