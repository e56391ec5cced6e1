"""A hostile query gets one clear error, and costs nobody else anything: its process is ended, the next one answers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pyoxigraph import NamedNode, Quad

from api.sparql.query import read_query
from api.sparql.workers import WAITING
from graph.engine.state import birth
from ontology.errors import QuestionError
from tests.api.sparql.fixed import Asking, asked_of

LENGTH = 3_000
NEXT = NamedNode("https://example.org/next")
CHAIN = [
    Quad(NamedNode(f"https://example.org/{n}"), NEXT, NamedNode(f"https://example.org/{n + 1}"))
    for n in range(LENGTH)
]
EXPLODING = (
    "SELECT (COUNT(*) AS ?n) { ?a (<https://example.org/next>|^<https://example.org/next>)* ?b . ?b ?p ?c }"
)
GIANT = "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
GREEDY = "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a"


@pytest_asyncio.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asking]:
    """A service with one worker, whose queries may take a second."""
    limits = {"sparql_workers": 1, "query_timeout": 1, "sparql_max_bytes": 100_000}
    async with asked_of(CHAIN, tmp_path_factory.mktemp("sparql"), **limits) as client:
        yield client


async def answers(service: Asking) -> bool:
    """Whether an ordinary query is answered."""
    answer = await service.ask("ASK { ?s ?p ?o }")
    return answer.status_code == 200 and bool(answer.json()["boolean"])


async def test_a_runaway_query_is_ended_with_its_process_and_the_next_is_answered(service: Asking) -> None:
    assert await answers(service)
    (worker,) = service.endpoint.workers.pids
    answer = await service.ask(EXPLODING)
    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "The query took longer than 1 seconds and was given up.",
    )
    assert birth(worker) is None
    assert await answers(service)


async def test_a_giant_answer_is_refused_as_too_long(service: Asking) -> None:
    for query in (GIANT, "CONSTRUCT { ?a ?p ?f } WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"):
        answer = await service.ask(query)
        assert (answer.status_code, "100,000 bytes" in answer.json()["error"]) == (400, True)
    assert await answers(service)


async def test_a_query_that_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    async with asked_of(CHAIN, tmp_path, sparql_workers=1, sparql_max_memory=200_000_000) as service:
        answer = await service.ask(GREEDY)
        assert (answer.status_code, "memory" in answer.json()["error"]) == (400, True)
        assert await answers(service)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE SILENT <http://127.0.0.1:%d/> { ?a ?b ?c } }",
        "# harmless\nSELECT * { { SELECT * { service <http://127.0.0.1:%d/> { ?s ?p ?o } } } }",
    ],
)
async def test_no_other_service_is_asked(service: Asking, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        answer = await service.ask(query % listener.getsockname()[1])
        assert (answer.status_code, "SERVICE is off" in answer.json()["error"]) == (400, True)
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?s ?p "SERVICE" }',
        "ASK { ?s ?p '''it's a SERVICE''' } # SERVICE",
        "PREFIX service: <http://service.example/SERVICE> ASK { service:SERVICE ?service _:SERVICE }",
    ],
)
def test_the_word_alone_does_no_harm(text: str) -> None:
    assert read_query(text).form == "ASK"


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <file:///etc/passwd>",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX x: <http://x> INSERT DATA { x:a x:b 1 }",
        "CLEAR ALL",
    ],
)
async def test_updates_are_refused_as_what_they_are(service: Asking, query: str) -> None:
    answer = await service.ask(query)
    assert (answer.status_code, "update" in answer.json()["error"]) == (400, True)
    assert await answers(service)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p ", "cannot be read at line 1, column 18"),
        ("ASK { ?s foaf2:name ?o }", "its prefix isn't declared"),
        ("SELECT ?x\nWHERE ?x", "line 2, column 7, near “?x”"),
        ("hello", "no SPARQL query"),
        ("", "no SPARQL query"),
        ("ASK {}" + " " * 200_000, "the limit is 200,000"),
        ("ASK { \x00 }", "cannot be read"),
        ("SELECT (<urn:no-such-function>(1) AS ?x) {} ORDER BY (1/0)", ""),
    ],
)
async def test_what_is_no_query_is_told_in_one_line(service: Asking, query: str, told: str) -> None:
    answer = (
        await service.ask(query)
        if len(query) < 1_000
        else await service.post("/sparql", data={"query": query})
    )
    if told:
        assert answer.status_code == 400
        assert told in answer.json()["error"]
        assert len(answer.json()["error"]) < 200
    assert await answers(service)


async def test_a_graph_that_is_no_address_is_refused(service: Asking) -> None:
    answer = await service.ask("ASK {}", **{"default-graph-uri": "no address"})
    assert answer.status_code == 400


async def test_when_too_many_wait_the_rest_is_sent_away_to_come_again(service: Asking) -> None:
    asked = await asyncio.gather(*(service.ask(EXPLODING) for _ in range(WAITING + 4)))
    statuses = [answer.status_code for answer in asked]
    sent_away = [answer for answer in asked if answer.status_code == 503]
    assert 400 in statuses
    assert len(sent_away) >= 3
    assert all(answer.headers["retry-after"] for answer in sent_away)
    assert await answers(service)


async def test_there_is_no_process_before_the_first_query_and_none_after_the_service(tmp_path: Path) -> None:
    async with asked_of(CHAIN, tmp_path, sparql_workers=1) as service:
        assert service.endpoint.workers.pids == frozenset()
        assert await answers(service)
        (worker,) = service.endpoint.workers.pids
    assert birth(worker) is None


async def test_with_no_workers_sparql_is_off(tmp_path: Path) -> None:
    async with asked_of(CHAIN, tmp_path, sparql_workers=0) as service:
        answer = await service.ask("ASK {}")
        assert (answer.status_code, "SPARQL is off" in answer.json()["error"]) == (400, True)


def test_words_in_a_long_text_are_told_apart_quickly() -> None:
    for text in ('"\\' * 50_000, "a." * 90_000, "'''" * 60_000, "<a" * 90_000):
        with pytest.raises(QuestionError):
            read_query("HELLO " + text)
