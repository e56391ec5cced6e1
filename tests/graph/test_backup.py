"""A graph in a file, put back: into either engine, wholly or not at all, and as good as it was."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.compression import COMPRESSIONS
from graph.backup import filling
from graph.backup.archive import Archive, dump
from graph.decisions.rulings import Judge, Merge, Undo, Withdraw
from graph.engine.addresses import Address
from graph.opening import open_store
from graph.rows import Node
from graph.schema import STATE
from graph.store import Store
from ontology.errors import EngineError, RestoreError
from tests.engines.fixtures import OPTIONS, fixed_clock
from tests.graph.dumps import whole
from tests.graph.samples import harbour_watch, many, port_union
from tests.graph.sides import sides
from tests.graph.test_hubs import unkeyed
from tests.graph.test_resolution import REGISTER

GUARD, PORTS = "organization/coast-guard", "organization/ministry-of-ports"
SEARCH = (
    "CALL db.index.fulltext.queryNodes('Passage[text]', 'raid') YIELD node RETURN node.id AS id ORDER BY id"
)


async def lived_in(store: Store) -> None:
    """A graph with everything in it: a register, versions, decisions, some undone, and what they retracted."""
    await store.load_register(REGISTER)
    await store.write_many([harbour_watch().facts(), port_union().facts(), *sides()])
    await store.write(port_union(issued=date(2023, 1, 29)).facts())
    merge = await store.decide(Merge(GUARD, (PORTS,)), "Ana Brill", "one and the same")
    await store.decide(Undo(merge.id), "Ana Brill", "they are not")
    await store.decide(Merge("organization/tide", ("organization/port-union",)), "Ana Brill")
    demand, *others = await ids(store, "Demand")
    await store.decide(Judge(demand, "confirm"), "Ana Brill")
    await store.decide(Judge(others[-1], "reject"), "Ana Brill")


async def live_on(store: Store) -> None:
    """What happens to a graph later: more is loaded, and more decided."""
    await store.write_many(many(4))
    await store.load_register(REGISTER)
    await store.decide(Merge(GUARD, (PORTS,)), "Ana Brill")
    await store.decide(Withdraw((await ids(store, "Statement"))[0]), "Ana Brill")


async def ids(store: Store, label: str) -> list[str]:
    return [row["id"] for row in await store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


async def state(store: Store) -> list[dict[str, Any]]:
    """What the graph says of itself, but how often it was written to."""
    fields = "s.ontologyVersion AS version, s.register AS register, s.keyed AS keyed, s.filling AS filling"
    return await store.read(f"MATCH (s:{STATE}) RETURN {fields}")


async def dumped(store: Store, path: Path) -> Archive:
    with path.open("wb") as output:
        await dump(store, output)
    return Archive(path)


async def test_a_graph_put_back_is_the_same_and_goes_on_the_same(store: Store, tmp_path: Path) -> None:
    await lived_in(store)
    before, found = await whole(store), await store.read(SEARCH)
    archive = await dumped(store, tmp_path / "graph.dump")
    told = await state(store)
    await live_on(store)
    later = await whole(store)
    await store.reset()
    await store.fill(archive)

    assert archive.counts.nodes + archive.counts.relationships == len(before)
    assert await whole(store) == before
    assert await store.read(SEARCH) == found
    assert len(found) > 2
    assert await unkeyed(store) == {}
    assert (await state(store))[0]["register"] == told[0]["register"]
    await live_on(store)
    assert await whole(store) == later


async def test_a_graph_moves_to_neo4j_and_back(embedded: Address, neo4j: Address, tmp_path: Path) -> None:
    async with (
        open_store(embedded, OPTIONS, fixed_clock, emptied=True) as here,
        open_store(neo4j, OPTIONS, fixed_clock, emptied=True) as there,
    ):
        await lived_in(here)
        before, told = await whole(here), await state(here)
        first = await dumped(here, tmp_path / "first.dump")
        await there.fill(first)
        assert await whole(there) == before
        second = await dumped(there, tmp_path / "second.dump")
        await live_on(there)
        await here.reset()
        await here.fill(second)
        assert await whole(here) == before
        assert await state(here) == told
        await live_on(here)
        assert await whole(here) == await whole(there)
    assert (second.counts, list(second.nodes())) == (first.counts, list(first.nodes()))
    assert list(second.relationships()) == list(first.relationships())


async def test_what_was_interrupted_is_refused_until_it_goes_on_or_is_emptied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived_in(store)
    before = await whole(store)
    archive = await dumped(store, tmp_path / "graph.dump")
    await store.write(many(1)[0])
    other = await dumped(store, tmp_path / "other.dump")
    await store.reset()
    monkeypatch.setattr(filling, "ROWS_PER_BATCH", 20)
    with pytest.raises(InterruptedError):
        await store.fill(Interrupted(archive))

    assert 20 < sum((await store.stats()).nodes.values()) < len(before)
    with pytest.raises(EngineError, match="not whole"):
        await store.write(many(1)[0])
    with pytest.raises(EngineError, match="not whole"):
        async with open_store(store.address, OPTIONS):
            pass
    with pytest.raises(RestoreError, match="something else"):
        await store.fill(other)
    async with open_store(store.address, OPTIONS, filling=True) as again:
        await again.fill(archive)
    assert await whole(store) == before
    await store.reset()
    await store.fill(other)


class Interrupted:
    """Content that breaks off after some rows."""

    def __init__(self, archive: Archive) -> None:
        self.digest, self.register, self.relationships = archive.digest, None, archive.relationships
        self._archive = archive

    def nodes(self) -> Iterator[Node]:
        yield from islice(self._archive.nodes(), 110)
        raise InterruptedError


async def test_a_graph_that_is_not_empty_is_left_alone(store: Store, tmp_path: Path) -> None:
    await store.write(harbour_watch().facts())
    before = await whole(store)
    archive = await dumped(store, tmp_path / "graph.dump")
    with pytest.raises(RestoreError, match="not empty"):
        await store.fill(archive)
    assert await whole(store) == before


async def test_loads_wait_while_a_graph_is_dumped(store: Store) -> None:
    async with open_store(store.address, OPTIONS) as other, store.still():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(other.write(many(1)[0]), 0.5)
    assert await ids(store, "Statement") == []
    await store.write(many(1)[0])


HEADER = {
    "format": "rostra dump",
    "formatVersion": 1,
    "ontologyVersion": "2",
    "made": "2026-01-01",
    "register": None,
}
ROW = {
    "label": "Location",
    "id": "location/dovna",
    "properties": {"name": "Dovna", "provisional": True},
    "relationships": [],
}


def written(path: Path, *lines: dict[str, Any], **trailer: Any) -> Path:  # noqa: ANN401
    """A file of these lines, with the trailer that belongs to them unless another is told."""
    body = b"".join(orjson.dumps(line) + b"\n" for line in lines)
    counts = {
        "nodes": len(lines) - 1,
        "relationships": sum(len(line.get("relationships", ())) for line in lines),
    }
    end = orjson.dumps({**counts, "sha256": hashlib.sha256(body).hexdigest(), **trailer}) + b"\n"
    with path.open("wb") as output, COMPRESSIONS["zstd"].wrap(output) as packed:
        packed.write(body + end)
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    archive = Archive(written(tmp_path / "graph.dump", HEADER, ROW))
    assert [node.id for node in archive.nodes()] == ["location/dovna"]
    assert list(archive.relationships()) == []


@pytest.mark.parametrize(
    ("lines", "trailer", "told"),
    [
        ([HEADER | {"format": "else"}, ROW], {}, "no dump of Rostra"),
        ([HEADER | {"formatVersion": 2}, ROW], {}, "newer Rostra"),
        ([HEADER | {"ontologyVersion": "99"}, ROW], {}, "newer Rostra"),
        ([HEADER | {"ontologyVersion": "1"}, ROW], {}, "version 1 of the ontology"),
        ([HEADER, ROW], {"nodes": 2}, "truncated or was altered"),
        ([HEADER, ROW], {"sha256": "0" * 64}, "truncated or was altered"),
        ([HEADER, ROW | {"label": "Actor"}], {}, "truncated or was altered"),
        ([HEADER, ROW | {"label": "X) DETACH DELETE (n"}], {}, "truncated or was altered"),
        ([HEADER, ROW | {"relationships": [["ISSUER", "Location", "location/x"]]}], {}, "truncated or was"),
        ([ROW], {}, "no dump of Rostra"),
    ],
)
def test_a_foreign_altered_or_newer_file_is_refused(
    tmp_path: Path, lines: list[dict[str, Any]], trailer: dict[str, Any], told: str
) -> None:
    with pytest.raises(RestoreError, match=told):
        Archive(written(tmp_path / "graph.dump", *lines, **trailer))


def test_a_file_cut_anywhere_or_with_any_byte_altered_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "graph.dump", HEADER, ROW)
    data = path.read_bytes()
    for length in range(len(data) - 1):
        path.write_bytes(data[:length])
        with pytest.raises(RestoreError):
            Archive(path)
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        with pytest.raises(RestoreError):
            Archive(path)
    path.write_text("plain words")
    with pytest.raises(RestoreError, match="no dump of Rostra"):
        Archive(path)
