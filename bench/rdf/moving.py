"""Import against pyoxigraph's bulk load of the same file, and dump and restore beside them.

What was exported, and what was dumped, goes into an embedded engine on a new folder each; what that exports must be
the same, line by line.
"""

from __future__ import annotations

import time
from pathlib import Path

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Triples

from api.linked_data.export import export
from api.linked_data.formats import FORMATS
from api.linked_data.importing import imported
from api.linked_data.parsing import quads_of
from api.linked_data.triples import TripleWriter
from bench.rdf.exporting import BASE, Exported
from graph.backup.archive import Archive, dump
from graph.opening import open_store
from graph.store import Store
from ontology.vocabulary import load_vocabulary

MOVED_MOST = 200_000
"""Triples that are moved in an ordinary run: more take minutes."""


async def moving(store: Store, exported: Exported, folder: Path) -> None:
    """Print how fast the graph comes back from its export, goes into a dump, and comes back from that."""
    bulk = _bulk_loaded(exported.file, folder / "bulk")
    filled = await _imported(exported, folder / "imported")
    rate = (
        f"import of {exported.triples:,} into the embedded engine, {exported.triples / filled:,.0f} triples/s"
    )
    print(f"{rate}, against pyoxigraph's bulk load: ratio {bulk / filled:.3f}", flush=True)
    archive = folder / "graph.dump"
    started = time.perf_counter()
    with archive.open("wb") as output:
        counts = await dump(store, output)
    dumped = time.perf_counter() - started
    rate = f"dump of {counts.nodes:,} nodes, {counts.nodes / dumped:,.0f} nodes/s"
    print(f"{rate}, against the bare driver's reading: ratio {exported.bare / dumped:.2f}", flush=True)
    restored = await _restored(archive, exported, folder / "restored")
    rate = (
        f"restore of {counts.nodes:,} nodes into the embedded engine, {counts.nodes / restored:,.0f} nodes/s"
    )
    print(f"{rate}, against the import: ratio {filled / restored:.2f}", flush=True)


async def _imported(exported: Exported, folder: Path) -> float:
    """Seconds from the file to the graph, checks and all, without the start of the engine."""
    async with open_store(folder, filling=True) as store:
        started = time.perf_counter()
        with imported(quads_of([exported.file])) as content:
            await store.fill(content)
        taken = time.perf_counter() - started
        await _tell_lost("export and import", store, exported.file)
    return taken


async def _restored(archive: Path, exported: Exported, folder: Path) -> float:
    """The same from a dump."""
    async with open_store(folder, filling=True) as store:
        started = time.perf_counter()
        await store.fill(Archive(archive))
        taken = time.perf_counter() - started
        await _tell_lost("dump and restore", store, exported.file)
    return taken


async def _tell_lost(way: str, store: Store, before: Path) -> None:
    """Print how many lines of N-Quads aren't the same after a way there and back."""
    after = before.with_suffix(".again.nq")
    with after.open("wb") as output:
        await export(store, TripleWriter(load_vocabulary(), BASE), output, FORMATS["nq"])
    lines = [frozenset(file.read_bytes().splitlines()) for file in (before, after)]
    print(f"lines that differ after {way} of {len(lines[0]):,}: lost {len(lines[0] ^ lines[1])}", flush=True)


def _bulk_loaded(file: Path, folder: Path) -> float:
    """Seconds that pyoxigraph takes to put the file into a store on disk."""
    started = time.perf_counter()
    triples = Triples(str(folder))
    triples.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    triples.flush()
    return time.perf_counter() - started
