"""`python -m bench.rdf [STATEMENTS…]`: how fast the graph goes out as RDF and comes back, and in how much memory.

One Neo4j holds a made-up graph of so many statements: 14 and 140 unless told otherwise, which are some 25,000 and
some 100,000 triples; `make bench NAME='rdf 140 1400'` goes to a million and takes longer. What is compared is
measured some times, and the best of them counts: other work on the machine only makes things slower. Each line ends
in a ratio, or in how many lines of N-Quads were lost on a way there and back.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import uvloop

from bench.graphql.__main__ import JAVA, PAGE_CACHE, load
from bench.graphql.data import make
from bench.rdf.exporting import exporting
from bench.rdf.memory import Peaks, peaks_of, tell_peaks
from bench.rdf.moving import MOVED_MOST, moving
from graph.opening import open_store
from tests.engines.neo4j_server import neo4j_server

STATEMENTS = (14, 140)


async def main(sizes: list[int]) -> None:
    """Measure and print, the sizes one after the other."""
    peaks: Peaks = {}
    for statements in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with neo4j_server(folder / "neo4j", JAVA, PAGE_CACHE) as address:
                await load(address, make(statements, hub_neighbours=10 * statements))
                async with open_store(address) as store:
                    export = await exporting(store, folder)
                    if export.triples <= MOVED_MOST or len(sizes) == 1:
                        await moving(store, export, folder)
                peaks[export.triples] = peaks_of(address, folder)
    tell_peaks(peaks)


if __name__ == "__main__":
    uvloop.run(main([int(each) for each in sys.argv[1:]] or list(STATEMENTS)))
