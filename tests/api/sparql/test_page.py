"""The page at `/sparql`: a form, queries to begin with, and the answer, without any script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from lxml import html
from pyoxigraph import Literal, NamedNode, Quad

from api.sparql.endpoint import PAGE_ROWS
from api.sparql.examples import examples
from tests.api.sparql.fixed import Asking, asked_of

PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NAME = NamedNode("https://w3id.org/rostra/ontology#name")
NAMES = [
    Quad(NamedNode(f"https://example.org/id/organization/{n}"), NAME, Literal(f"<b>No. {n}</b>"))
    for n in range(501)
]


@pytest_asyncio.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asking]:
    """A service over many names."""
    async with asked_of(NAMES, tmp_path_factory.mktemp("sparql")) as client:
        yield client


async def page_of(service: Asking, query: str, status: int = 200) -> Any:  # noqa: ANN401  (lxml's types know no forms)
    """The page with the answer to a query."""
    answer = await service.ask(query, PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "script-src" not in answer.headers["content-security-policy"]
    page: Any = html.document_fromstring(answer.text)
    assert not page.xpath("//script | //@onclick | //@style")
    return page


async def test_it_offers_queries_and_asks_what_is_written_in_the_form(service: Asking) -> None:
    answer = await service.get("/sparql", headers={"Accept": PAGE})
    page: Any = html.document_fromstring(answer.text)
    assert [link.text for link in page.xpath("//ul/li/a")] == [example.title for example in examples()]
    (form,) = page.forms
    assert (form.action, form.method, list(form.fields)) == ("/sparql", "GET", ["query"])
    assert (await service.get("/sparql.css")).headers["content-type"].startswith("text/css")


async def test_a_table_leads_to_the_nodes_and_shows_text_as_text(service: Asking) -> None:
    query = "SELECT ?o ?name ?p { ?o ?p ?name } ORDER BY ?name LIMIT 2"
    page = await page_of(service, query)
    assert page.xpath("//thead//th/text()") == ["o", "name", "p"]
    assert page.xpath("//tbody/tr[1]/td//text()") == ["organization/0", "<b>No. 0</b>", "rostra:name"]
    assert page.xpath("//tbody/tr[1]//@href") == ["/doc/organization/0", NAME.value]
    csv = await service.get(page.xpath("//a[text()='csv']/@href")[0])
    assert len(csv.text.splitlines()) == 3
    assert page.xpath("//textarea")[0].text_content() == query


async def test_what_is_long_is_cut_on_the_page_alone(service: Asking) -> None:
    page = await page_of(service, "SELECT * { ?s ?p ?o }")
    assert len(page.xpath("//tbody/tr")) == PAGE_ROWS
    assert "the first 500 rows" in page.text_content()


async def test_yes_no_and_triples_are_shown_too(service: Asking) -> None:
    assert (await page_of(service, "ASK { ?s ?p ?o }")).xpath("//*[@class='truth']/text()") == ["Yes"]
    triples = await page_of(service, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1")
    assert "rostra:name" in triples.xpath("//pre")[0].text


async def test_an_error_stands_beside_the_query(service: Asking) -> None:
    query = 'SELECT * { "</textarea><b>" nope:x ?o }'
    page = await page_of(service, query, 400)
    assert "cannot be read" in page.xpath("//*[@role='alert']/text()")[0]
    assert page.xpath("//textarea")[0].text_content() == query
