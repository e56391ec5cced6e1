"""A node's page for people: what it shows, and that a hostile statement stays words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import httpx
import pytest
from rdflib import SKOS, Graph, URIRef

from api.app import build_app
from api.linked_data import sentences
from api.settings import Settings
from graph.decisions.rulings import Judge, Merge
from graph.store import Store
from loaders.register.entries import Entry
from ontology.vocabulary import ROSTRA
from tests.api.opened import Opened
from tests.graph.samples import harbour_watch, many

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


def client(store: Store, key_for_reading: bool = False) -> httpx.AsyncClient:
    app = build_app(Settings(base="https://example.org/id/", key_for_reading=key_for_reading))
    app.state.store = Opened(store)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://rostra", headers=BROWSER, follow_redirects=True
    )


async def first(store: Store, label: str) -> str:
    """The id of a node of the class."""
    return await anext(node.id async for node in store.nodes() if node.label == label)


async def test_an_address_leads_a_browser_to_the_page_and_a_program_to_the_data(store: Store) -> None:
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        address = "/id/organization/harbour-watch"
        page = await service.get(address, follow_redirects=False)
        data = await service.get(address, headers={"Accept": "text/turtle"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/doc/organization/harbour-watch")
    assert (data.status_code, data.headers["location"]) == (
        303,
        "/doc/organization/harbour-watch?format=ttl",
    )
    assert page.headers["vary"] == "Accept"


async def test_the_page_of_a_demand_shows_its_sentence_with_the_words_marked(store: Store) -> None:
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        page = await service.get(f"/id/{await first(store, 'Demand')}")
    assert "must <mark>open an inquiry</mark> at once." in page.text
    assert f'href="/doc/{await first(store, "Statement")}"' in page.text
    assert "script" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


async def test_the_page_of_a_statement_tells_what_was_found_in_each_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title and two sentences; where only two fit on a page, a link leads to the third."""
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        address = f"/doc/{await first(store, 'Statement')}"
        _, first_sentence, second = (await service.get(address)).text.split('<div class="sentence"')[1:]
        monkeypatch.setattr(sentences, "SENTENCES", 2)
        begin = (await service.get(address)).text
        rest = (await service.get(f"{address}?sentence=2")).text
    assert '<a href="/doc/location/dovna-camp" title="Dovna camp">Dovna camp</a>' in first_sentence
    assert "Harbour Watch condemns: the raid on Dovna camp</a>" in first_sentence
    assert "Harbour Watch to Ana Brill: open an inquiry</a>" in second
    assert '<a href="?sentence=2">' in begin
    assert (begin.count('class="sentence"'), rest.count('class="sentence"')) == (2, 1)


async def test_neighbours_of_a_hub_come_in_pages_there_and_back(store: Store) -> None:
    """Forty-six statements by one issuer, the newest first: two further pages, and the way back."""
    await store.write_many(many(46))
    address = "/doc/organization/harbour-watch"
    async with client(store) as service:
        page = (await service.get(address)).text
        assert "<h2>Statements <small>23</small></h2>" in page
        first = statements_on(page)
        further = re.search(r"\?way=statements&amp;after=[^\"]+", page)
        assert further is not None
        page = (await service.get(address + unescape(further[0]))).text
        last = statements_on(page)
        back = re.search(r"\?way=statements&amp;before=[^\"]+", page)
        assert back is not None
        page = (await service.get(address + unescape(back[0]))).text
    assert (len(first), len(last)) == (20, 3)
    assert first + last == sorted({*first, *last}, reverse=True)
    assert statements_on(page) == first


def statements_on(page: str) -> list[str]:
    """The ids of the statements that a page lists."""
    return re.findall(r'<li><a href="/doc/(statement/[^/"]+)">', page)


async def test_a_hostile_statement_stays_words(store: Store) -> None:
    sample = harbour_watch(url="javascript:alert(3)")
    facts = sample.facts()
    await store.write(replace(facts, document=replace(facts.document, title=HOSTILE)))
    async with client(store) as service:
        page = (await service.get(f"/doc/{await first(store, 'Statement')}")).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<img" not in page
    assert page.count("<script") == 1
    assert 'href="javascript' not in page
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data is not None
    assert json.loads(data[1])["headline"] == HOSTILE


async def test_decisions_and_retractions_are_said_plainly(store: Store) -> None:
    await store.write(harbour_watch().facts())
    guard, ports = "organization/coast-guard", "organization/ministry-of-ports"
    demand = await first(store, "Demand")
    await store.decide(Merge(guard, (ports,)), "Ana Brill", "one and the same")
    await store.decide(Judge(demand, "reject"), "Ana Brill", "misread")
    async with client(store) as service:
        for id, reason in ((ports, "one and the same"), (demand, "misread")):
            page = (await service.get(f"/doc/{id}")).text
            assert "This is retracted" in page, id
            assert f": {reason}</p>" in page


async def test_what_has_not_changed_is_not_sent_again(store: Store) -> None:
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        for path in ("/doc/organization/coast-guard", "/ontology/context.jsonld", "/page.css"):
            answer = await service.get(path)
            again = await service.get(path, headers={"If-None-Match": answer.headers["etag"]})
            assert (again.status_code, again.content) == (304, b""), path
        before = await service.get("/doc/organization/coast-guard")
        await store.decide(
            Merge("organization/coast-guard", ("organization/ministry-of-ports",)), "Ana Brill"
        )
        tag = {"If-None-Match": before.headers["etag"]}
        assert (await service.get("/doc/organization/coast-guard", headers=tag)).status_code == 200


async def test_what_is_not_there_is_told_on_a_page_that_helps_on(store: Store) -> None:
    async with client(store) as service:
        for path in ("/id/organization/<img>", "/doc/organization/<img>"):
            page = await service.get(path)
            assert (page.status_code, "<img" in page.text) == (404, False)
            assert '<form action="/search"' in page.text


async def test_documents_need_a_key_where_reading_does(store: Store) -> None:
    async with client(store, key_for_reading=True) as service:
        assert (await service.get("/doc/topic/trade")).status_code == 401


async def test_addresses_elsewhere_are_links_and_those_of_scripts_are_words(store: Store) -> None:
    """On the page, in its schema.org data, and as skos:exactMatch in RDF."""
    wikidata, script = "http://www.wikidata.org/entity/Q17", "javascript:alert(1)"
    group = Entry(
        "organization/x-group",
        "X Group",
        "Organization",
        "ngo",
        exact_matches=(wikidata, script, "http://a b"),
    )
    await store.load_register([group])
    async with client(store) as service:
        page = (await service.get("/doc/organization/x-group")).text
        turtle = await service.get("/doc/organization/x-group?format=ttl")
    assert f'<a href="{wikidata}" rel="nofollow noreferrer">' in page
    assert 'href="javascript' not in page
    assert f'"sameAs": ["{wikidata}", ' in page
    node = URIRef("https://example.org/id/organization/x-group")
    graph = Graph().parse(data=turtle.text, format="turtle")
    assert set(graph.objects(node, SKOS.exactMatch)) == {URIRef(wikidata)}
    assert len(set(graph.objects(node, ROSTRA.exactMatch))) == 3
