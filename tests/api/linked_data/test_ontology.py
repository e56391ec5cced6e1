"""The ontology at its address: the same triples in each format, and a page with an anchor for each term."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from api.app import build_app
from api.settings import Settings
from ontology.vocabulary import NAMESPACE, load_graph, load_vocabulary
from tests.api.linked_data.test_pages import BROWSER


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """The service, without any engine: the ontology needs none."""
    transport = httpx.ASGITransport(build_app(Settings(key_for_reading=True)))
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra") as client:
        yield client


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig, text/turtle;q=0.5", "text/turtle"),
        ("*/*", "text/turtle"),
    ],
)
async def test_each_format_holds_the_whole_ontology(
    client: httpx.AsyncClient, accept: str, media_type: str
) -> None:
    answer = await client.get("/ontology", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(media_type)
    assert (answer.headers["vary"], "max-age" in answer.headers["cache-control"]) == ("Accept", True)
    assert isomorphic(Graph().parse(data=answer.text, format=media_type), load_graph())


async def test_what_has_not_changed_is_not_sent_again(client: httpx.AsyncClient) -> None:
    for headers in (BROWSER, {"Accept": "text/turtle"}):
        tag = (await client.get("/ontology", headers=headers)).headers["etag"]
        again = await client.get("/ontology", headers={**headers, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


async def test_a_format_without_use_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/ontology", headers={"Accept": "image/png"})).status_code == 406
    assert (await client.get("/ontology", params={"format": "trig"})).status_code == 406


async def test_each_term_has_an_anchor_on_the_page_and_each_link_within_it_leads_somewhere(
    client: httpx.AsyncClient,
) -> None:
    page = (await client.get("/ontology", headers=BROWSER)).text
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    terms = {
        str(term).removeprefix(NAMESPACE)
        for term in load_graph().subjects()
        if isinstance(term, URIRef) and term.startswith(NAMESPACE)
    }
    assert terms - set(anchors) == set()
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


async def test_the_page_says_what_a_class_carries_and_what_its_shape_asks(client: httpx.AsyncClient) -> None:
    page = (await client.get("/ontology", headers=BROWSER)).text
    location = page[page.index('<section id="Location">') :]
    location = location[: location.index("</section>")]
    assert "At least -90; at most 90." in location
    assert '<a href="#Entity">Entity</a>, <a href="#Node">Node</a>' in location
    assert (
        '<a href="http://www.opengis.net/ont/geosparql#Feature" rel="noreferrer">gsp:Feature</a>' in location
    )


async def test_the_address_of_a_code_leads_to_what_is_said_of_it(client: httpx.AsyncClient) -> None:
    page = (await client.get("/ontology", headers=BROWSER)).text
    for scheme in load_vocabulary().schemes.values():
        for concept in scheme.concepts:
            path = concept.iri.removeprefix("https://w3id.org/rostra")
            answer = await client.get(path)
            assert answer.status_code == 303, path
            assert f'id="{answer.headers["location"].partition("#")[2]}"' in page
    assert (await client.get("/scheme/Stance/hates")).status_code == 404
