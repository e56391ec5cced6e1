"""One node at its address, and the ontology at its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio
from fastapi import FastAPI
from rdflib import RDF, Graph, URIRef

from api.app import build_app
from api.settings import Settings
from graph.decisions.rulings import Merge
from graph.store import Store
from ontology.context import context_path
from ontology.vocabulary import ROSTRA, load_graph
from tests.api.opened import Opened
from tests.graph.samples import harbour_watch


@pytest_asyncio.fixture
async def client(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """The service over the store."""
    app: FastAPI = build_app(Settings(base="https://example.org/id/"))
    app.state.store = Opened(store)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://rostra", follow_redirects=True
    ) as client:
        yield client


async def test_a_node_comes_in_the_format_that_is_asked_for(client: httpx.AsyncClient, store: Store) -> None:
    await store.write(harbour_watch().facts())
    node = URIRef("https://example.org/id/organization/harbour-watch")
    for media_type in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        answer = await client.get("/id/organization/harbour-watch", headers={"Accept": media_type})
        assert answer.headers["content-type"].startswith(media_type)
        assert answer.headers["vary"] == "Accept"
        graph = Graph().parse(data=answer.text, format=media_type)
        assert (node, RDF.type, ROSTRA.Organization) in graph


async def test_what_belongs_to_a_statement_has_an_address_too(
    client: httpx.AsyncClient, store: Store
) -> None:
    await store.write(harbour_watch().facts())
    for label in ("Demand", "Participation", "Tenure"):
        id = await anext(node.id async for node in store.nodes() if node.label == label)
        assert (await client.get(f"/id/{id}")).status_code == 200, id
    demand = await anext(node.id async for node in store.nodes() if node.label == "Demand")
    answer = await client.get(f"/id/{demand}")
    assert answer.status_code == 200
    assert "rostra:addressee" in answer.text


async def test_an_unknown_id_is_404_and_an_unknown_format_406(client: httpx.AsyncClient) -> None:
    missing = await client.get("/id/organization/nobody")
    assert (missing.status_code, "nobody" in missing.text) == (404, True)
    hostile = await client.get("/id/organization/x' MATCH (n) DETACH DELETE n //")
    assert hostile.status_code == 404
    image = await client.get("/id/organization/nobody", headers={"Accept": "image/png"})
    assert (image.status_code, "text/turtle" in image.text) == (406, True)


async def test_the_ontology_and_its_context_are_served(client: httpx.AsyncClient) -> None:
    answer = await client.get("/ontology", headers={"Accept": "text/turtle"})
    assert len(Graph().parse(data=answer.text)) == len(load_graph())
    context = await client.get("/ontology/context.jsonld")
    assert context.json()["@context"]["Demand"]["@id"] == str(ROSTRA.Demand)
    assert "max-age" in context.headers["cache-control"]


async def test_a_merged_entity_says_at_its_address_where_it_went(
    client: httpx.AsyncClient, store: Store
) -> None:
    await store.write(harbour_watch().facts())
    guard, ports = "organization/coast-guard", "organization/ministry-of-ports"
    await store.decide(Merge(guard, (ports,)), "Ana Brill")
    graph = Graph().parse(data=(await client.get(f"/id/{ports}")).text, format="turtle")
    base = "https://example.org/id/"

    assert (URIRef(base + ports), ROSTRA.into, URIRef(base + guard)) in graph


async def test_the_context_has_an_address_that_may_be_kept_for_ever(client: httpx.AsyncClient) -> None:
    kept = await client.get(f"/{context_path()}")
    assert kept.json() == (await client.get("/ontology/context.jsonld")).json()
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await client.get("/ontology/context/1-0123456789ab.jsonld")).status_code == 404
