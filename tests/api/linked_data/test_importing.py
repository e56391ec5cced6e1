"""What the export wrote comes back the same; what is wrong is refused whole."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from api.compression import COMPRESSIONS, compressed
from api.linked_data.export import export
from api.linked_data.formats import FORMATS, write_rdf
from api.linked_data.importing import Imported, imported
from api.linked_data.parsing import quads_of
from api.linked_data.triples import TripleWriter
from graph.rows import Node
from graph.store import Store
from ontology.errors import ReadingError, RestoreError
from ontology.vocabulary import load_vocabulary
from tests.api.linked_data.generated import Graph, graphs
from tests.graph.dumps import whole
from tests.graph.test_backup import lived_in

BASE = "https://example.org/id/"
WRITER = TripleWriter(load_vocabulary(), BASE)
ROSTRA = load_vocabulary().namespace


def quads(graph: Graph) -> list[Quad]:
    """A graph as RDF."""
    leaving: dict[str, list[Any]] = {id: [] for id in graph.rows}
    for each in graph.leaving:
        leaving[each.source].append(each)
    return [quad for node in graph.rows.values() for quad in WRITER.quads(node, leaving[node.id])]


def same(content: Imported, graph: Graph) -> bool:
    """Whether these are the nodes and relationships, whatever their order. A store has all topics of the scheme."""
    assert sorted(content.relationships()) == sorted(graph.relationships())
    nodes = {node.id: node for node in content.nodes() if node.label != "Topic" or node.id in graph.rows}
    return nodes == graph.rows


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), st.sampled_from([*FORMATS]), st.sampled_from([None, *COMPRESSIONS]), st.randoms())
def test_whatever_the_ontology_has_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    graph: Graph,
    form: str,
    way: str | None,
    random: Any,  # noqa: ANN401
) -> None:
    compression = COMPRESSIONS[way] if way else None
    path = tmp_path_factory.mktemp("rdf") / f"graph.{form}{compression.suffix if compression else ''}"
    with path.open("wb") as output, compressed(output, compression) as stream:
        write_rdf(quads(graph), stream, FORMATS[form])

    with imported(quads_of([path])) as content:
        assert same(content, graph)
    shuffled = list(quads_of([path]))
    random.shuffle(shuffled)
    with imported(shuffled) as content:
        assert sorted(content.relationships()) == sorted(graph.relationships())
        assert {node.id for node in content.nodes()} == graph.rows.keys()


@settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # nothing smaller is looked for: that takes an engine minutes
@given(graph=graphs())
async def test_it_comes_back_in_either_engine(
    opened: Store, tmp_path_factory: pytest.TempPathFactory, graph: Graph
) -> None:
    path = tmp_path_factory.mktemp("rdf") / "graph.nq"
    await opened.reset()
    await opened.fill(graph)
    before = await exported(opened, path)
    with imported(quads_of([path])) as content:
        assert same(content, graph)
        await opened.reset()
        await opened.fill(content)
    assert await exported(opened, path) == before


async def exported(store: Store, path: Path) -> list[bytes]:
    """The lines of the export to a file, sorted: without blank nodes that makes equal what is isomorphic."""
    output = io.BytesIO()
    await export(store, WRITER, output, FORMATS[path.suffix[1:]])
    await asyncio.to_thread(path.write_bytes, output.getvalue())
    return sorted(output.getvalue().splitlines())


@pytest.mark.parametrize("form", [*FORMATS])
async def test_a_graph_comes_back_from_every_format(store: Store, tmp_path: Path, form: str) -> None:
    await lived_in(store)
    before = await whole(store)
    triples = await exported(store, tmp_path / "before.nq")
    await exported(store, tmp_path / f"graph.{form}")
    await store.reset()
    with imported(quads_of([tmp_path / f"graph.{form}"])) as content:
        await store.fill(content)

    assert await whole(store) == before
    assert await exported(store, tmp_path / "after.nq") == triples


DOVNA = Node("Location", "location/dovna", {"name": "Dovna", "provisional": True, "latitude": 1.5})
PLACE = NamedNode(f"{BASE}location/dovna")


def dovna(*more: tuple[str, Any], without: str = "") -> list[Quad]:
    """A place, with more said of it or something left out."""
    said = [
        quad for quad in WRITER.quads(DOVNA, []) if not without or not quad.predicate.value.endswith(without)
    ]
    return said + [Quad(PLACE, NamedNode(ROSTRA + name), value) for name, value in more]


def test_a_place_is_read() -> None:
    with imported(dovna()) as content:
        assert list(content.nodes()) == [DOVNA]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (dovna(("nonsense", Literal("x"))), "nonsense>, which the ontology hasn't"),
        (dovna(("issued", Literal("2023-01-01"))), "issued>, which the ontology gives no Location"),
        (dovna(without="name"), "name is missing"),
        (dovna(without="#id"), "id is missing"),
        (dovna(without="type"), "is of no class"),
        (dovna(("name", Literal("Dovna again"))), "name has 2 values"),
        (dovna(("countryCode", Literal("Farland"))), "countryCode is 'Farland'"),
        (dovna(("countryCode", Literal("FL", language="en"))), "not an xsd:string"),
        (
            dovna(
                (
                    "longitude",
                    Literal("200.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
                )
            ),
            "more than 180",
        ),
        (
            dovna(
                ("longitude", Literal("east", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
            ),
            "xsd:decimal",
        ),
        (dovna(("within", NamedNode(f"{BASE}location/farland"))), "of which nothing is said"),
        (dovna(("within", Literal("Farland"))), "no address"),
        (dovna(("within", BlankNode())), "without an address"),
        ([*dovna(), *WRITER.quads(Node("Run", "location/dovna-run", {}), [])], "is missing"),
        (
            [Quad(NamedNode("https://other.example/x"), quad.predicate, quad.object) for quad in dovna()],
            "has the id",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_given(said: list[Quad], told: str) -> None:
    with pytest.raises(RestoreError, match=told), imported(said):
        pytest.fail("This should not be given away.")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("graph.ttl", b"<a> <b>", "line 1"),
        ("graph.ttl", b"no turtle", "line 1"),
        ("graph.jsonld", b"[", "graph.jsonld"),
        ("graph.nq.gz", b"plain", "cannot be unpacked"),
        ("graph.nq.zst", b"plain", "cannot be unpacked"),
        ("graph.docx", b"", "no RDF format"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError, match=told):
        list(quads_of([tmp_path / name]))
