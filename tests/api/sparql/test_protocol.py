"""The W3C's SPARQL 1.1 Protocol tests for queries, in our own form: a request, and what is expected of the answer.

Names are those of the manifest (https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/). What becomes of its tests
of updates is said at the end: they are refused, all of them, as are the requests that it calls bad.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Literal as OneOf
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from tests.api.sparql.fixed import Asking, asked_of

ONE, TWO, THREE = (f"https://example.org/data/{n}" for n in (1, 2, 3))
TYPE, DOCUMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://xmlns.com/foaf/0.1/Document"
GRAPHS = [
    Quad(NamedNode(each), NamedNode(TYPE), NamedNode(DOCUMENT), NamedNode(each)) for each in (ONE, TWO, THREE)
]
DIRECT, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
Answered = OneOf["true", "table", "boolean", "RDF", "refused"]
Pairs = tuple[tuple[str, str], ...]
EMPTY = "ASK {}"
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
NOWHERE = ("default-graph-uri", "https://example.org/data/0")
DEFAULTS: Pairs = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMED: Pairs = (("named-graph-uri", ONE), ("named-graph-uri", TWO))


@dataclass(frozen=True, slots=True)
class Case:
    """A request; `body` goes with the media type `type`."""

    name: str
    expected: Answered
    method: str = "POST"
    parameters: Pairs = ()
    body: bytes = b""
    type: str | None = None
    status: tuple[int, ...] = field(default=(400,))

    def __str__(self) -> str:
        return self.name


def get(name: str, expected: Answered, *parameters: tuple[str, str]) -> Case:
    return Case(name, expected, "GET", tuple(parameters))


def direct(name: str, expected: Answered, query: str, *parameters: tuple[str, str]) -> Case:
    return Case(name, expected, "POST", tuple(parameters), query.encode(), DIRECT)


def bad(name: str, body: str | bytes, type: str | None, status: int, *parameters: tuple[str, str]) -> Case:
    text = body.encode() if isinstance(body, str) else body
    return Case(name, "refused", "POST", tuple(parameters), text, type, (status,))


CASES = (
    Case("query_post_form", "true", "POST", (NOWHERE,), urlencode({"query": EMPTY}).encode(), FORM),
    get("query_dataset_default_graphs_get", "true", ("query", BOTH), *DEFAULTS),
    direct("query_dataset_default_graphs_post", "true", BOTH, *DEFAULTS),
    direct("query_dataset_named_graphs_post", "true", BOTH_NAMED, *NAMED),
    get("query_dataset_named_graphs_get", "true", ("query", BOTH_NAMED), *NAMED),
    direct(
        "query_dataset_full",
        "true",
        BOTH_NAMED.replace("ASK {", f"ASK {{ <{THREE}> a ?type ."),
        ("default-graph-uri", THREE),
        *NAMED,
    ),
    direct("query_multiple_dataset", "true", BOTH_NAMED.replace("ASK", f"ASK FROM <{THREE}>"), *NAMED),
    get("query_get", "true", ("query", EMPTY), NOWHERE),
    direct("query_content_type_select", "table", "SELECT (1 AS ?value) {}", NOWHERE),
    direct("query_content_type_ask", "boolean", EMPTY, NOWHERE),
    direct("query_content_type_describe", "RDF", "DESCRIBE <http://example.org/>", NOWHERE),
    direct("query_content_type_construct", "RDF", "CONSTRUCT { <s> <p> 1 } WHERE {}", NOWHERE),
    direct("query_post_direct", "true", EMPTY),
    Case("bad_query_method", "refused", "PUT", (("query", EMPTY),), b"", FORM, (405,)),
    Case("bad_multiple_queries", "refused", "GET", (("query", EMPTY), ("query", "SELECT * {}"))),
    bad("bad_query_wrong_media_type", EMPTY, "text/plain", 415),
    bad("bad_query_missing_form_type", urlencode({"query": EMPTY}), None, 415),
    bad("bad_query_missing_direct_type", EMPTY, None, 415),
    bad("bad_query_non_utf8", EMPTY.encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415),
    Case("bad_query_syntax", "refused", "GET", (("query", "ASK {"),)),
    Case("bad_update_get", "refused", "GET", (("update", "CLEAR ALL"),)),
    bad("bad_multiple_updates", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 400),
    bad("bad_update_wrong_media_type", "CLEAR NAMED", "text/plain", 415),
    bad("bad_update_missing_form_type", "update=CLEAR%20NAMED", None, 415),
    bad(
        "bad_update_non_utf8",
        "CLEAR NAMED".encode("utf-16"),
        "application/sparql-update; charset=UTF-16",
        400,
    ),
    bad("bad_update_syntax", "update=CLEAR%20XYZ", FORM, 400),
    bad("bad_update_dataset_conflict", "", "application/sparql-update", 400, ("using-named-graph-uri", ONE)),
    bad("update_post_form", "update=CLEAR+ALL", FORM, 400),
    bad("update_post_direct", "CLEAR ALL", "application/sparql-update", 400),
)


@pytest_asyncio.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asking]:
    """A service over three small graphs."""
    async with asked_of(GRAPHS, tmp_path_factory.mktemp("sparql")) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_case_of_the_protocol(service: Asking, case: Case) -> None:
    headers = {"Content-Type": case.type} if case.type else {}
    request = service.build_request(
        case.method, "/sparql", params=case.parameters, content=case.body or None, headers=headers
    )
    answer = await service.send(request)
    if case.expected == "refused":
        assert answer.status_code in case.status
        return
    assert answer.status_code == 200, answer.text
    if case.expected == "RDF":
        Graph().parse(data=answer.text, format=answer.headers["content-type"].partition(";")[0])
        return
    assert answer.headers["content-type"] == "application/sparql-results+json"
    told = answer.json()
    assert told["boolean"] if case.expected in ("true", "boolean") else told["results"]["bindings"]


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("text/html", "text/html"),
    ],
)
async def test_a_table_comes_in_what_the_accept_header_likes_best(
    service: Asking, accept: str, got: str
) -> None:
    answer = await service.ask("SELECT (1 AS ?value) {}", accept)
    assert answer.headers["content-type"].partition(";")[0] == got
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    "accept",
    "text/turtle application/n-triples application/rdf+xml application/ld+json application/trig".split(),
)
async def test_triples_come_in_every_rdf_format(service: Asking, accept: str) -> None:
    answer = await service.ask("CONSTRUCT { ?s a ?type } WHERE { ?s a ?type }", accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    if accept != "application/trig":
        assert len(Graph().parse(data=answer.text, format=accept)) == 3


@pytest.mark.parametrize(
    ("query", "accept"),
    [(EMPTY, "image/png"), ("SELECT * {}", "text/turtle"), ("DESCRIBE <x:y>", "text/csv")],
)
async def test_what_is_not_to_be_had_is_406_and_says_what_is(
    service: Asking, query: str, accept: str
) -> None:
    answer = await service.ask(query, accept)
    assert answer.status_code == 406
    assert "is to be had as" in answer.json()["error"]


async def test_a_format_can_be_named_where_no_header_can_be_sent(service: Asking) -> None:
    assert (await service.ask("SELECT (1 AS ?n) {}", format="csv")).text == "n\r\n1\r\n"
    refused = await service.ask("SELECT (1 AS ?n) {}", format="ttl")
    assert (refused.status_code, "json, xml, csv, tsv" in refused.json()["advice"]) == (400, True)


async def test_the_default_graph_is_all_there_is_unless_graphs_are_named(service: Asking) -> None:
    async def count(query: str, **parameters: str) -> int:
        answer = await service.ask(query, **parameters)
        return len(answer.json()["results"]["bindings"])

    assert await count("SELECT * { ?s a ?type }") == 3
    assert await count("SELECT * { GRAPH ?g { ?s a ?type } }") == 3
    assert await count(f"SELECT * FROM <{ONE}> {{ ?s a ?type }}") == 1
    assert await count(f"SELECT * FROM NAMED <{ONE}> {{ ?s a ?type }}") == 0
    assert await count(f"SELECT * FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s a ?type }} }}") == 1
    assert await count(f"SELECT * FROM <{ONE}> {{ ?s a ?type }}", **{"default-graph-uri": TWO}) == 1


async def test_an_answer_tells_how_old_its_snapshot_is_and_needn_t_be_sent_twice(service: Asking) -> None:
    first = await service.ask(EMPTY)
    assert (first.headers["snapshot-time"][:4], first.headers["snapshot-age"]) == ("2026", "7")
    again = await service.get(
        "/sparql", params={"query": EMPTY}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304


async def test_without_a_query_the_service_describes_itself(service: Asking) -> None:
    answer = await service.get("/sparql", headers={"Accept": "application/n-triples"})
    description = Graph().parse(data=answer.text, format="nt")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    told = {(str(p).removeprefix(sd), str(o).removeprefix(sd)) for _, p, o in description}
    assert {
        ("endpoint", "http://rostra/sparql"),
        ("supportedLanguage", "SPARQL11Query"),
        ("feature", "UnionDefaultGraph"),
    } <= told
    refused = await service.get("/sparql", headers={"Accept": "image/png"})
    posted = await service.post("/sparql", data={"no": "query"})
    assert (refused.status_code, posted.status_code) == (406, 400)


async def test_a_body_that_is_too_long_is_413(service: Asking) -> None:
    answer: httpx.Response = await service.post(
        "/sparql", content=b"#" * 1_000_001, headers={"Content-Type": DIRECT}
    )
    assert answer.status_code == 413
