"""How fast statements are extracted and written, against the bare driver; start-up and memory of the engine.

    python -m bench.load [STATEMENTS]

The statements are those of examples/, repeated at other times so that they stay different. The bare driver
writes the very rows that the store wrote, in batches, without looking at what is there and without asking which
reports are one incident.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from neo4j import Driver, GraphDatabase

from graph.engine.embedded import open_engine
from graph.opening import open_store
from graph.rows import Node, Relationship
from graph.store import Store
from graph.writing import BATCH
from loaders.extraction.extract import make_extract
from loaders.reading.paths import read_path
from loaders.register.register import built_in_register
from ontology.facts import Document, Facts, Period

EXAMPLES = Path(__file__).parents[1] / "examples"
STATEMENTS = 300
TOGETHER = 50
"""Statements that are given to the store at once."""
APART = timedelta(weeks=8)
"""Time between two copies of an example."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A graph in memory."""

    nodes: list[Node]
    relationships: list[Relationship]

    def __len__(self) -> int:
        return len(self.nodes) + len(self.relationships)


async def main(statements: int) -> None:
    """Measure and print."""
    started = time.perf_counter()
    extract = make_extract()
    print(f"pipeline and register read     {since(started):8.2f} s")
    documents = [each for each in read_path(EXAMPLES) if isinstance(each, Document)]
    started = time.perf_counter()
    facts = [extract(document) for document in documents]
    extraction = since(started) / len(facts)
    print(f"extracted                      {1 / extraction:8.1f} statements/s")
    with tempfile.TemporaryDirectory() as folder:
        rows, writing = await through_store(Path(folder), copies(facts, statements))
        bare = await by_bare_driver(Path(folder) / "bare", rows)
    print(f"extracted and written          {1 / (extraction + writing / statements):8.1f} statements/s")
    print(
        f"memory of this process         {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
    )
    print(f"time of the store against the bare driver: ratio {writing / bare:.2f}")


async def through_store(folder: Path, facts: list[Facts]) -> tuple[Rows, float]:
    """Write all; give the rows that stand in the graph, and the seconds it took."""
    data = folder / "store"
    for name in ("first start of the engine", "second start of the engine"):
        started = time.perf_counter()
        engine = await open_engine(data)
        print(f"{name:30} {since(started):8.2f} s")
        await engine.close()
    engine = await open_engine(data)
    async with open_store(engine.address) as store:
        await store.load_register(built_in_register().entries.values())
        register = await everything(store)
        started = time.perf_counter()
        for first in range(0, len(facts), TOGETHER):
            await store.write_many(facts[first : first + TOGETHER])
        seconds = since(started)
        rows = await everything(store)
        written = len(rows) - len(register)
        print(f"written                        {len(facts) / seconds:8.1f} statements/s")
        print(f"written through the store      {written / seconds:8.0f} rows/s of {written}")
        started = time.perf_counter()
        for one in facts[:TOGETHER]:
            await store.write(one)
        print(f"found unchanged                {TOGETHER / since(started):8.1f} statements/s")
    print(f"memory of the engine           {resident(engine.state.pid):8.0f} MB")
    await engine.close()
    return without(rows, register), seconds


async def by_bare_driver(folder: Path, rows: Rows) -> float:
    """Seconds to write the rows with nothing but the driver, with the same indexes there."""
    engine = await open_engine(folder)
    async with open_store(engine.address) as store:
        await store.load_register(built_in_register().entries.values())
    login = engine.address.writer
    with GraphDatabase.driver(engine.address.uri, auth=(login.user, login.password)) as driver:
        started = time.perf_counter()
        write_bare(driver, engine.address.database, rows)
        seconds = since(started)
    print(f"written by the bare driver     {len(rows) / seconds:8.0f} rows/s of {len(rows)}")
    await engine.close()
    shutil.rmtree(folder)
    return seconds


def write_bare(driver: Driver, database: str, rows: Rows) -> None:
    """All nodes by label, then all relationships by type and labels, in batches."""
    nodes: dict[str, list[dict[str, object]]] = defaultdict(list)
    for node in rows.nodes:
        nodes[node.label].append({"id": node.id, **node.properties})
    for label, group in nodes.items():
        write_batches(driver, database, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", group)
    relationships: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for r in rows.relationships:
        relationships[r.type, r.source_label, r.target_label].append({"source": r.source, "target": r.target})
    for (type, source, target), ends in relationships.items():
        cypher = (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) "
            f"MATCH (b:{target} {{id: row.target}}) CREATE (a)-[:{type}]->(b)"
        )
        write_batches(driver, database, cypher, ends)


def write_batches(driver: Driver, database: str, cypher: str, rows: list[dict[str, object]]) -> None:
    """One transaction a batch."""
    for first in range(0, len(rows), BATCH):
        driver.execute_query(cypher, rows=rows[first : first + BATCH], database_=database)


def copies(facts: list[Facts], number: int) -> list[Facts]:
    """The facts over and over, each time later by `APART`, under other titles and addresses."""
    return [later(facts[n % len(facts)], n // len(facts)) for n in range(number)]


def later(facts: Facts, times: int) -> Facts:
    """The same facts at another time."""

    def moved(day: date | None) -> date | None:
        return day + times * APART if day else None

    document = facts.document
    return replace(
        facts,
        document=replace(document, title=f"{document.title} {times}", url=f"{document.url}#{times}"),
        issued=facts.issued + times * APART,
        reports=tuple(
            replace(report, time=Period(moved(report.time.start), moved(report.time.end)))
            for report in facts.reports
        ),
    )


async def everything(store: Store) -> Rows:
    """The whole graph."""
    return Rows([n async for n in store.nodes()], [r async for r in store.relationships()])


def without(rows: Rows, others: Rows) -> Rows:
    """The rows that aren't among the others."""
    ids, known = {node.id for node in others.nodes}, set(others.relationships)
    return Rows(
        [node for node in rows.nodes if node.id not in ids],
        [relationship for relationship in rows.relationships if relationship not in known],
    )


def resident(pid: int) -> float:
    """Memory of a process in MB, where /proc tells."""
    status = Path(f"/proc/{pid}/status")
    lines: Iterable[str] = status.read_text().splitlines() if status.exists() else ()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), float("nan"))


def since(started: float) -> float:
    """Seconds from then to now."""
    return time.perf_counter() - started


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS))
