"""What is written fits; and whatever is broken in a graph is found, told in words, and counted."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncTransaction
from rdflib import RDF, XSD, Graph, Literal, URIRef
from typer.testing import CliRunner

from api.commands import app
from api.linked_data.export import export
from api.linked_data.formats import FORMATS
from api.linked_data.triples import TripleWriter
from api.validation import shapes
from api.validation.faults import Faults
from api.validation.validate import check_statements, validate_file, validate_graph
from graph.engine.addresses import Address
from graph.engine.connection import Connection, rows
from graph.opening import open_store
from graph.store import Store
from ontology.errors import ReadingError
from ontology.vocabulary import ROSTRA, load_vocabulary
from tests.engines.fixtures import OPTIONS
from tests.graph.samples import harbour_watch, many

BASE = "https://example.org/id/"
WRITER = TripleWriter(load_vocabulary(), BASE)


def told(found: Faults) -> set[tuple[str, str, str]]:
    return {(kind.cls, kind.property, kind.wrong) for kind in found.counts}


async def test_what_is_written_is_valid_whatever_the_pages(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.write_many(many(2))
    seen: list[int] = []
    monkeypatch.setattr(shapes, "PAGE", 7)
    found = await validate_graph(store, WRITER, seen.append)
    assert told(found) == set()
    assert found.nodes == seen[-1] == sum((await store.stats()).nodes.values())


async def test_a_graph_that_somebody_broke_is_told_by_class_property_and_place(store: Store) -> None:
    first, _ = await store.write_many(many(2))
    connection = Connection(store.address)

    async def harm(transaction: AsyncTransaction) -> None:
        for cypher in (
            "MATCH (d:Demand) REMOVE d.action",
            "MATCH (p:Position) SET p.polarity = 7",
            "MATCH (m:Mention)-[r:ENTITY]->() WHERE m.words = 'Ana Brill' DELETE r",
            "MATCH (m:Mention) WHERE m.words = 'Coast Guard' SET m.words = 'Coast Card'",
        ):
            await rows(transaction, cypher)

    await connection.write(harm)
    await connection.close()
    wrong = {
        ("Demand", "action", "is missing"),
        ("Position", "polarity", "is not one of -1, 0, 1"),
        ("Mention", "entity", "is missing"),
        ("Mention", "words", "is not what the statement says there"),
    }
    found = await validate_graph(store, WRITER)
    assert told(found) == wrong
    assert next(iter(found.examples.values()))[0].node.startswith(BASE)
    checked = Faults()
    await check_statements(store, WRITER, checked, [first.statement])
    assert told(checked) == {each for each in wrong if each[1] != "polarity"}


@pytest_asyncio.fixture(scope="module")
async def exported(embedded: Address) -> bytes:
    """A small graph as N-Triples."""
    output = io.BytesIO()
    async with open_store(embedded, OPTIONS) as store:
        await store.reset()
        await store.write(harbour_watch().facts())
        await export(store, WRITER, output, FORMATS["nt"])
    return output.getvalue()


@pytest.fixture
def valid(exported: bytes) -> Graph:
    """The same, to be broken."""
    return Graph().parse(data=exported, format="nt")


def _first(graph: Graph, cls: str) -> URIRef:
    return min(URIRef(str(node)) for node in graph.subjects(RDF.type, ROSTRA[cls]))


def _unfinished(graph: Graph) -> None:
    graph.remove((_first(graph, "Position"), ROSTRA.stance, None))


def _twice(graph: Graph) -> None:
    graph.add((_first(graph, "Statement"), ROSTRA.title, Literal("another")))


def _strange_code(graph: Graph) -> None:
    graph.set((_first(graph, "Report"), ROSTRA.status, URIRef("https://w3id.org/rostra/scheme/Stance/warns")))


def _dangling(graph: Graph) -> None:
    graph.set((_first(graph, "Demand"), ROSTRA.passage, URIRef(BASE + "nowhere")))


def _no_day(graph: Graph) -> None:
    graph.set((_first(graph, "Statement"), ROSTRA.issued, Literal("soon", datatype=XSD.date)))


def _backwards(graph: Graph) -> None:
    graph.set((_first(graph, "Passage"), ROSTRA.start, Literal(10_000)))


def _elsewhere(graph: Graph) -> None:
    demand = _first(graph, "Demand")
    others = set(graph.subjects(RDF.type, ROSTRA.Passage)) - set(graph.objects(demand, ROSTRA.passage))
    graph.set((demand, ROSTRA.passage, others.pop()))


@pytest.mark.parametrize(
    ("breaking", "wrong"),
    [
        (_unfinished, ("Position", "stance", "is missing")),
        (_twice, ("Statement", "title", "is there more than once")),
        (_strange_code, ("Report", "status", "is no code of ReportStatus")),
        (_dangling, ("Demand", "passage", "leads to no Passage")),
        (_no_day, ("Statement", "issued", "is no date")),
        (_backwards, ("Passage", "start", "is not less than end")),
        (_elsewhere, ("Demand", "passage", "does not hold the words of the assertion")),
    ],
)
def test_whatever_is_broken_in_a_file_is_found(
    valid: Graph, tmp_path: Path, breaking: Callable[[Graph], None], wrong: tuple[str, str, str]
) -> None:
    breaking(valid)
    file = tmp_path / "graph.ttl.gz"
    file.write_bytes(gzip.compress(valid.serialize(format="turtle").encode()))
    assert wrong in told(validate_file(file))


def test_the_command_prints_a_report_and_ends_with_one(valid: Graph, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    valid.serialize(file, format="turtle")
    run = CliRunner().invoke(app, ["validate", str(file)])
    assert (run.exit_code, "nothing is wrong" in run.stdout) == (0, True)
    _unfinished(valid)
    valid.serialize(file, format="turtle")
    run = CliRunner().invoke(app, ["validate", "--json", str(file)])
    (kind,) = json.loads(run.stdout)["kinds"]
    assert (run.exit_code, kind["number"], kind["wrong"]) == (1, 1, "is missing")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.docx", b"", "no RDF format"),
        ("graph.ttl", b"<a> <b", "line 1"),
        ("graph.ttl.gz", b"not packed", "cannot be unpacked"),
        ("graph.nt", b'<urn:a> <urn:b> "c" .', "nothing of the classes"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ReadingError, match=message):
        validate_file(file)
