"""The graph as RDF: every format holds the same triples, they fit the shapes, and runs keep graphs of their own."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import DefaultGraph, parse
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from api.linked_data.claims import GENERATED_BY, REIFIES
from api.linked_data.export import export
from api.linked_data.formats import FORMATS, find_format, negotiate
from api.linked_data.triples import TripleWriter
from graph.decisions.rulings import Judge, Merge, Undo, Withdraw
from graph.excerpts import Wanted
from graph.store import Store
from ontology.errors import QuestionError
from ontology.vocabulary import ROSTRA, load_vocabulary
from tests.api.linked_data.shapes import violations
from tests.graph.samples import harbour_watch
from tests.graph.sides import WATCH, sides

BASE = "https://example.org/id/"
RDFLIB_NAMES = {
    "ttl": "turtle",
    "nt": "nt",
    "trig": "trig",
    "nq": "nquads",
    "jsonld": "json-ld",
    "rdf": "xml",
}


async def exported(store: Store, name: str, wanted: Wanted | None = None) -> bytes:
    output = io.BytesIO()
    await export(store, TripleWriter(load_vocabulary(), BASE), output, find_format(name), wanted)
    return output.getvalue()


def parsed(data: bytes, name: str) -> Graph:
    """All triples of a document, whichever graph they stand in."""
    dataset = Dataset()
    dataset.parse(data=data, format=RDFLIB_NAMES[name])
    together = Graph()
    for subject, predicate, value, _ in dataset.quads():
        together.add((subject, predicate, value))
    return together


async def test_every_format_holds_the_same_triples(store: Store) -> None:
    await store.write(harbour_watch().facts())
    turtle = parsed(await exported(store, "ttl"), "ttl")
    assert len(turtle) > 100
    for name in FORMATS:
        assert isomorphic(parsed(await exported(store, name), name), turtle), name


async def test_what_is_written_fits_the_shapes(store: Store) -> None:
    await store.write(harbour_watch().facts())
    assert violations(parsed(await exported(store, "ttl"), "ttl")) == ""


async def test_decisions_and_what_they_retract_fit_the_shapes_too(store: Store) -> None:
    written = await store.write(harbour_watch().facts())
    guard, ports = "organization/coast-guard", "organization/ministry-of-ports"
    (report,) = await store.read("MATCH (r:Report) RETURN r.id AS id")
    merge = await store.decide(Merge(guard, (ports,)), "Ana Brill", "one and the same")
    await store.decide(Judge(report["id"], "reject"), "Ana Brill")
    await store.decide(Undo(merge.id), "Ana Brill")
    await store.decide(Merge(guard, (ports,)), "Ana Brill")
    graph = parsed(await exported(store, "ttl"), "ttl")

    assert len(set(graph.subjects(RDF.type, ROSTRA.Decision))) == 4
    assert (URIRef(BASE + ports), ROSTRA.into, URIRef(BASE + guard)) in graph
    assert violations(graph) == ""
    await store.decide(Withdraw(written.statement), "Ana Brill")
    assert violations(parsed(await exported(store, "ttl"), "ttl")) == ""


@pytest.mark.parametrize(
    ("cls", "term"), [("Position", ROSTRA.stance), ("Demand", ROSTRA.passage), ("Report", ROSTRA.incident)]
)
async def test_a_graph_that_lacks_what_the_shapes_ask_fails(store: Store, cls: str, term: URIRef) -> None:
    await store.write(harbour_watch().facts())
    graph = parsed(await exported(store, "ttl"), "ttl")
    node = next(graph.subjects(RDF.type, ROSTRA[cls]))
    graph.remove((node, term, None))
    assert term.removeprefix(str(ROSTRA)) in violations(graph)


async def test_a_passage_that_ends_before_it_starts_fails(store: Store) -> None:
    await store.write(harbour_watch().facts())
    graph = parsed(await exported(store, "ttl"), "ttl")
    passage = next(graph.subjects(RDF.type, ROSTRA.Passage))
    graph.set((passage, ROSTRA.start, Literal(10_000)))
    assert "LessThan" in violations(graph)


async def test_assertions_stand_in_the_graph_of_their_run(store: Store) -> None:
    await store.write(harbour_watch().facts())
    dataset = Dataset()
    dataset.parse(data=await exported(store, "nq"), format="nquads")
    for demand, _, _, graph in dataset.quads((None, RDF.type, ROSTRA.Demand, None)):
        assert (demand, ROSTRA.run, graph) in parsed(await exported(store, "nq"), "nq")


@pytest.mark.parametrize("name", ["ttl", "nt", "trig", "nq", "rdf"])
async def test_triple_terms_say_which_run_asserted_what(store: Store, name: str) -> None:
    """Read by pyoxigraph, rdflib knowing no RDF 1.2: what is claimed is what the runs' graphs hold, and no more."""
    await store.write(harbour_watch().facts())
    form, output = find_format(name), io.BytesIO()
    await export(store, TripleWriter(load_vocabulary(), BASE), output, form, triple_terms=True)
    quads = list(parse(output.getvalue(), form.rdf))
    reified = {(quad.subject, quad.object) for quad in quads if quad.predicate == REIFIES}
    runs = {quad.subject: quad.object for quad in quads if quad.predicate == GENERATED_BY}
    told = {(runs[claim].value, triple) for claim, triple in reified}

    asserted = parse(await exported(store, "nq"), find_format("nq").rdf)
    assert told == {
        (quad.graph_name.value, quad.triple) for quad in asserted if quad.graph_name != DefaultGraph()
    }


async def test_triple_terms_are_refused_where_a_format_holds_none(store: Store) -> None:
    with pytest.raises(QuestionError, match="jsonld holds no triple terms"):
        await export(
            store,
            TripleWriter(load_vocabulary(), BASE),
            io.BytesIO(),
            find_format("jsonld"),
            triple_terms=True,
        )


def test_an_unknown_format_is_told_with_those_that_exist() -> None:
    with pytest.raises(QuestionError, match=r"ttl.*jsonld"):
        find_format("docx")


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "ttl"),
        ("*/*", "ttl"),
        ("application/ld+json", "jsonld"),
        ("text/turtle;q=0.4, application/rdf+xml;q=0.9", "rdf"),
        ("application/json", "jsonld"),
        ("application/n-quads, */*;q=0.1", "nq"),
    ],
)
def test_the_accept_header_chooses_the_format(accept: str, name: str) -> None:
    form = negotiate(accept)
    assert form is not None
    assert form.name == name


@pytest.mark.parametrize("accept", ["text/html", "image/png", "nonsense"])
def test_an_accept_header_that_takes_no_rdf_gets_none(accept: str) -> None:
    assert negotiate(accept) is None


async def test_some_statements_come_back_whole_and_fit_the_shapes(store: Store) -> None:
    """Of four statements those of one issuer, read back by rdflib: two, with nothing left dangling."""
    await store.write_many(sides())
    for name in ("ttl", "nq", "jsonld"):
        graph = parsed(await exported(store, name, Wanted(issuers=(WATCH,))), name)
        statements = set(graph.subjects(RDF.type, ROSTRA.Statement))
        assert len(statements) == len(set(graph.subjects(RDF.type, ROSTRA.Run))) == 2
        assert set(graph.objects(None, ROSTRA.statement)) == statements
        assert len(set(graph.subjects(RDF.type, ROSTRA.Demand))) == 2
    assert violations(graph) == ""
