"""Answers as graphs: whatever is asked, what comes out is true of the graph, and the same in every format."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator

import httpx
import networkx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from rdflib import RDF, Dataset, Graph, URIRef

from api.graphql.graph_files import graph_type
from api.graphql.router import graphql_router
from api.linked_data.export import export
from api.linked_data.formats import find_format
from api.linked_data.triples import TripleWriter
from ontology.context import context_path, read_context
from ontology.vocabulary import ROSTRA, load_vocabulary
from tests.api.graphql.conftest import Recorder

BASE = "https://example.org/id/"
DEMANDS = """query ($first: Int!) {
  asked: demands(first: $first) {
    totalCount
    edges { cursor node { ...Told } }
  }
}
fragment Told on Demand {
  words: action strength polarity confidence: evidence { confidence statement { title issued } run { version } }
  to: addressees { __typename id: name ... on Organization { kind: organizationType aliases } }
  issuer { name demandsReceived(first: 2) { nodes { action } pageInfo { hasNextPage } } }
}"""
VALID = DEMANDS.replace("id: name", "name")
QUESTIONS = [
    VALID,
    "{ organizations { nodes { name mentions(first: 1) { nodes { words passage { text } } } } } }",
    "{ organizations { nodes { demandsReceived { groups(by: STRENGTH) { count } nodes { topics { notation } } } } } }",
    '{ neighborhood(id: "organization/harbour-watch") { nodes { id } edges { source target type } } }',
    '{ search(text: "harbour") { node { id } score } }',
    "{ reports { nodes { killedMin incident { name reports { nodes { start } } } } } }",
]


@pytest_asyncio.fixture
async def client(harbour: Recorder) -> AsyncIterator[httpx.AsyncClient]:
    """The endpoint over the graph of harbour.py."""
    vocabulary = load_vocabulary()
    app = FastAPI()
    app.include_router(graphql_router(vocabulary, harbour, triples=TripleWriter(vocabulary, BASE)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        yield client


async def asked(client: httpx.AsyncClient, query: str, accept: str, **variables: object) -> httpx.Response:
    body = {"query": query, "variables": variables}
    return await client.post("/graphql", json=body, headers={"Accept": accept})


async def shown(client: httpx.AsyncClient, query: str, **variables: object) -> Graph:
    """The triples of an answer in JSON-LD, as rdflib reads them with the context that it names."""
    answer = await asked(client, query, "application/ld+json", **variables)
    assert answer.status_code == 200, answer.text
    document = answer.json()
    assert document["@context"] == f"http://rostra/{context_path()}"
    document["@context"] = json.loads(read_context())["@context"]
    return plain(Graph().parse(data=json.dumps(document), format="json-ld"))


def plain(graph: Graph) -> Graph:
    """The triples with strings that say that they are strings and those that don't alike."""
    return Graph().parse(
        data=graph.serialize(format="nt").replace("^^<http://www.w3.org/2001/XMLSchema#string>", "")
    )


async def everything(harbour: Recorder) -> Graph:
    output = io.BytesIO()
    await export(harbour.store, TripleWriter(load_vocabulary(), BASE), output, find_format("nt"))
    return Graph().parse(data=output.getvalue(), format="nt")


@pytest.mark.parametrize("query", QUESTIONS)
async def test_an_answer_in_json_ld_says_nothing_but_what_the_graph_says(
    client: httpx.AsyncClient, harbour: Recorder, query: str
) -> None:
    answer = await shown(client, query, first=3)
    assert len(answer) > 5
    assert set(answer) <= set(await everything(harbour))


@pytest.mark.parametrize("query", QUESTIONS)
async def test_every_format_shows_the_same(client: httpx.AsyncClient, query: str) -> None:
    linked = await shown(client, query, first=3)
    for media_type, name in (("text/turtle", "turtle"), ("application/n-quads", "nquads")):
        answer = await asked(client, query, media_type, first=3)
        dataset = Dataset()
        dataset.parse(data=answer.content, format=name)
        assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(linked), media_type
    answer = await asked(client, query, "application/graphml+xml", first=3)
    network = networkx.read_graphml(io.BytesIO(answer.content))
    assert {URIRef(BASE + id) for id in network} == set(linked.subjects(RDF.type))


async def test_json_ld_keeps_the_shape_of_the_answer_under_the_names_of_the_ontology(
    client: httpx.AsyncClient,
) -> None:
    answer = await asked(client, VALID, "application/ld+json", first=1)
    (demand,) = answer.json()["@graph"]
    assert demand["@type"] == "Demand"
    assert demand["@id"] == BASE + demand["id"]
    assert demand["addressees"][0]["@type"] in ("Organization", "Official")
    assert demand["issuer"]["demandsReceived"] is not None
    assert {"words", "to", "asked", "totalCount", "edges", "cursor"}.isdisjoint(demand)
    assert answer.headers["vary"] == "Accept"


async def test_a_demand_and_its_addressee_are_drawn_for_gephi(client: httpx.AsyncClient) -> None:
    answer = await asked(client, VALID, "application/gexf+xml", first=3)
    network = networkx.read_gexf(io.BytesIO(answer.content), version="1.3")
    demand = next(id for id, data in network.nodes(data=True) if data["class"] == "Demand")
    assert {data["label"] for _, _, data in network.out_edges(demand, data=True)} >= {"ADDRESSEE", "ISSUER"}


async def test_what_went_wrong_is_told_as_graphql_tells_it(client: httpx.AsyncClient) -> None:
    wrong = {
        "{ nothing }": "nothing",
        DEMANDS: "conflict",
        "{ demands(first: -1) { nodes { id } } }": "first",
    }
    for query, told in wrong.items():
        answer = await asked(client, query, "application/ld+json", first=1)
        assert answer.status_code == 400, answer.text
        assert answer.headers["content-type"].startswith("application/graphql-response+json")
        assert told in answer.text
    mutation = 'mutation { undo(input: {decision: "x"}) { __typename } }'
    assert (await asked(client, mutation, "text/turtle")).status_code == 406


async def test_a_question_by_get_is_answered_as_turtle(client: httpx.AsyncClient) -> None:
    params = {"query": "{ organizations { nodes { name } } }"}
    answer = await client.get("/graphql", params=params, headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    assert set(graph.subjects(RDF.type)) == set(graph.subjects(RDF.type, ROSTRA.Organization))


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("application/ld+json", "application/ld+json"),
        ("text/html, text/turtle;q=0.5, */*", "text/turtle"),
        ("application/json, text/turtle", None),
        ("*/*", None),
        ("application/graphql-response+json", None),
        ("application/zip", None),
    ],
)
def test_only_who_names_a_graph_gets_one(accept: str, found: str | None) -> None:
    assert graph_type(accept) == found
