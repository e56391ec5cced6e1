"""`python -m bench.sparql [TRIPLES…]`: queries at `/sparql` against pyoxigraph alone, on the same snapshot.

A made-up graph of about so many triples is loaded into the embedded engine and served by `rostra serve`. The first
query has the snapshot made, which is timed. Then each query is put in turns to the service, over HTTP, and to
pyoxigraph in this process, which opens the very snapshot and serializes the answer: both answers must be the same.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from api.sparql.snapshot import FOLDER, Snapshot, find
from api.sparql.terms import PREFIXES
from bench.graphql.__main__ import load
from bench.graphql.data import Made, Maker
from bench.graphql.services import cpu_seconds
from graph.engine.launch import free_ports

TRIPLES = (100_000, 1_000_000)
OF_A_STATEMENT = 560
"""Triples of a made-up statement, about."""
ROUNDS = 9
PATIENCE = 1_800.0
SURE = 0.3
"""Seconds of processor time that the system's clock, of ten milliseconds, measures well enough."""
QUERIES = {
    "point: one organization": "SELECT ?p ?o { <https://w3id.org/rostra/id/%(organization)s> ?p ?o }",
    "stances, counted": "SELECT ?s (COUNT(*) AS ?n) { ?p rostra:stance ?s } GROUP BY ?s ORDER BY ?s",
    "who asks whom": """SELECT ?a ?b (COUNT(DISTINCT ?d) AS ?n) {
        ?d rostra:issuer/rostra:name ?a ; rostra:addressee/rostra:name ?b } GROUP BY ?a ?b
        ORDER BY DESC(?n) ?a ?b LIMIT 50""",
    "sentences with a word": """SELECT ?t ?i { ?m rostra:passage/rostra:text ?t ; rostra:statement/rostra:issued ?i
        FILTER(CONTAINS(?t, "bafe")) } ORDER BY ?i ?t LIMIT 100""",
    "mentions by year and kind": """SELECT ?y ?k (COUNT(*) AS ?n) {
        ?m rostra:entity ?e ; rostra:statement/rostra:issued ?i . ?e a ?k BIND(YEAR(?i) AS ?y) } GROUP BY ?y ?k
        ORDER BY ?y ?k""",
    "a table of 20,000 rows": "SELECT ?m ?w ?e { ?m rostra:words ?w ; rostra:entity ?e } LIMIT 20000",
}


def made_of(triples: int) -> Made:
    """A graph of about so many triples."""
    maker = Maker(seed=1)
    for number in range(max(1, triples // OF_A_STATEMENT)):
        maker.statement(number, 0)
    return maker.made


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Address and process of `rostra serve` on the folder."""
    (port,) = free_ports(1)
    environment = {**os.environ, "ROSTRA_DATA_DIR": str(folder), "ROSTRA_QUERY_TIMEOUT": "120"}
    command = [sys.executable, "-c", "from api.commands import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/sparql", process.pid
    finally:
        process.terminate()
        process.wait(60)


def first_answer(client: httpx.Client, url: str) -> None:
    """Ask until the snapshot is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if client.get(url, params={"query": "ASK {}"}).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise RuntimeError("the snapshot isn't made")


class Peak(threading.Thread):
    """Watches the most memory that any process of a module takes, in MB, where /proc tells."""

    def __init__(self, module: str, parent: int) -> None:
        super().__init__(daemon=True)
        self._module, self._parent, self.megabytes = module, parent, 0.0

    def run(self) -> None:
        """Look every half second."""
        while True:
            self.megabytes = max(
                [self.megabytes, *(memory(pid, "VmHWM") for pid in processes(self._module, self._parent))]
            )
            time.sleep(0.5)


def processes(module: str, parent: int) -> list[int]:
    """The processes that run a module, of those that another one started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            started_by = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if started_by == parent and module.encode() in words:
            found.append(int(folder.name))
    return found


def memory(pid: int, line: str) -> float:
    """A line of /proc/PID/status in MB; 0 where it can't be had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(each.split()[1]) / 1024 for each in status.splitlines() if each.startswith(line)), 0.0)


def alone(store: Store, query: str) -> bytes:
    """What pyoxigraph answers."""
    results = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(results, QuerySolutions)
    return results.serialize(format=QueryResultsFormat.JSON) or b""


def contest(name: str, query: str, client: httpx.Client, service: tuple[str, int], store: Store) -> None:
    """Ask both in turns; print the fastest of each, and the processor time that they took.

    Other work on the machine makes no query faster, and little of it comes into the processor time.
    """
    url, pid = service
    ours, theirs, size = [], [], 0
    used, own = 0.0, 0.0
    for number in range(ROUNDS + 1):
        used -= used_by(pid)
        started = time.perf_counter()
        here = client.get(url, params={"query": query}).content
        between = time.perf_counter()
        used += used_by(pid)
        own -= time.process_time()
        begun = time.perf_counter()
        there = alone(store, query)
        ended = time.perf_counter()
        own += time.process_time()
        if json.loads(here) != json.loads(there):
            raise RuntimeError(f"{name} is answered differently: {here[:300]!r} {there[:300]!r}")
        if number:  # the first one warms up
            ours.append(between - started)
            theirs.append(ended - begun)
        size = len(here)
    ratio = min(theirs) / min(ours)
    print(
        f"{name}: {1 / min(ours):.1f}/s, alone {1 / min(theirs):.1f}/s,"
        f" {1000 * min(ours):.1f} ms against {1000 * min(theirs):.1f} ms,"
        f" {size:,} bytes: ratio {ratio:.2f}",
        flush=True,
    )
    if used > SURE:
        print(
            f"{name}, processor: {1000 * used / (ROUNDS + 1):.0f} ms, alone {1000 * own / (ROUNDS + 1):.0f} ms:"
            f" ratio {own / used:.2f}",
            flush=True,
        )


def used_by(service: int) -> float:
    """Seconds of processor time that the service and its workers have used."""
    return sum(cpu_seconds(pid) for pid in (service, *processes("api.sparql.asking", service)))


def snapshot_in(folder: Path) -> Snapshot:
    """The finished snapshot of a data folder."""
    root = folder / FOLDER
    return next(found for each in root.iterdir() if (found := find(root, each.name)))


def measure(triples: int) -> None:
    """Everything on a graph of about so many triples."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = made_of(triples)
        started = time.perf_counter()
        asyncio.run(load(folder, made))
        print(f"\n{len(made.nodes):,} nodes loaded in {time.perf_counter() - started:.0f} s", flush=True)
        with served(folder) as (url, pid), httpx.Client(timeout=PATIENCE) as client:
            peak = Peak("api.sparql.building", pid)
            peak.start()
            first_answer(client, url)
            snapshot = snapshot_in(folder)
            disk = sum(file.stat().st_size for file in snapshot.folder.iterdir()) / 1e6
            print(
                f"{snapshot.triples:,} triples: snapshot made in {snapshot.seconds:.1f} s,"
                f" {snapshot.triples / snapshot.seconds:,.0f} triples/s; builder's peak {peak.megabytes:.0f} MB;"
                f" {disk:.0f} MB on disk"
            )
            store = Store.read_only(str(snapshot.folder))
            organization = next(id for id in made.actors if id.startswith("organization/"))
            for title, query in QUERIES.items():
                filled = query.replace("%(organization)s", organization)
                contest(f"{triples:,} triples, {title}", filled, client, (url, pid), store)
            resident = [memory(each, "VmRSS") for each in processes("api.sparql.asking", pid)]
            print(f"memory: service {memory(pid, 'VmRSS'):.0f} MB, worker {max(resident):.0f} MB", flush=True)


if __name__ == "__main__":
    for number in [int(each) for each in sys.argv[1:]] or TRIPLES:
        measure(number)
