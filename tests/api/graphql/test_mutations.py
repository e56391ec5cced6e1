"""Writing over HTTP, as a client with an API key does it, on each engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.graphql.limits import Limits
from api.graphql.router import graphql_router
from api.keys import Gate, Keys, Scope
from api.settings import Settings
from api.statements import StatementWriter
from graph.store import Store
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.conftest import Recorder
from tests.api.graphql.harbour import harbour_facts, harbour_register
from tests.graph.dumps import whole

Send = Callable[..., Awaitable[httpx.Response]]
TEXT = "27 January 2023\n\nHarbour Watch condemns the raid on the camp. The government of Haiti must open an inquiry."
LOAD = """mutation ($input: LoadStatementInput!) { loadStatement(input: $input) {
    outcome
    statement { id title issued issuers { name } demands { nodes { action addressees { name } } }
      positions { nodes { stance } } } } }"""
REJECT = """mutation ($id: ID!) { reject(input: {id: $id, reason: "misread"}) {
    node { __typename id ... on Retraction { retracted words statement { title } sentence { text } } }
    decision { id kind by at reason inForce concerns { id } } } }"""
UNDO = """mutation ($id: ID!) { undo(input: {decision: $id}) {
    undone { id inForce } decision { kind concerns { id } } } }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for keys."""
    return tmp_path_factory.mktemp("keys")


@pytest_asyncio.fixture(scope="module")
async def writer(opened: Store) -> AsyncIterator[StatementWriter]:
    """Workers that read statements, and the store that they are written to."""
    made = StatementWriter(lambda: opened, Settings(max_statement_bytes=50_000))
    yield made
    await made.close()


@pytest.fixture
def recorder(store: Store) -> Recorder:
    """An empty graph that remembers what it was asked."""
    return Recorder(store)


@pytest.fixture
def send(recorder: Recorder, writer: StatementWriter, folder: Path) -> Send:
    """Sends a GraphQL request with a key of some scopes; with none where they are None."""
    return sending(recorder, writer, Gate(Keys(folder)))


def sending(recorder: Recorder, writer: StatementWriter, gate: Gate) -> Send:
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), recorder, Limits(), writer=writer, gate=gate))

    async def sent(
        query: str, scopes: list[Scope] | None, token: str | None = None, **variables: object
    ) -> httpx.Response:
        if scopes is not None:
            _, token = gate.keys.create("Ana Brill", scopes)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://rostra", headers=headers
        ) as client:
            return await client.post("/graphql", json={"query": query, "variables": variables})

    return sent


def data(response: httpx.Response) -> dict[str, Any]:
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


def error(response: httpx.Response) -> tuple[str, str]:
    """Code and message of the only error, and nothing done."""
    (told,) = response.json()["errors"]
    assert not any((response.json().get("data") or {}).values())
    return told["extensions"]["code"], told["message"]


async def test_a_statement_is_loaded_and_what_was_read_from_it_is_the_answer(send: Send) -> None:
    statement = {
        "text": TEXT,
        "title": "On the raid",
        "issuers": ["Harbour Watch"],
        "url": "https://h.example/1",
    }
    loaded = data(await send(LOAD, ["write"], input=statement))["loadStatement"]

    assert loaded["outcome"] == "CREATED"
    assert loaded["statement"]["title"] == "On the raid"
    assert loaded["statement"]["issued"] == "2023-01-27"
    assert loaded["statement"]["issuers"] == [{"name": "Harbour Watch"}]
    assert loaded["statement"]["positions"]["nodes"] == [{"stance": "CONDEMNS"}]
    (demand,) = loaded["statement"]["demands"]["nodes"]
    assert "inquiry" in demand["action"]
    again = data(await send(LOAD, ["write"], input=statement))["loadStatement"]
    assert (again["outcome"], again["statement"]["id"]) == ("UNCHANGED", loaded["statement"]["id"])


@pytest.mark.parametrize(
    ("statement", "message", "advice"),
    [
        ({"text": "", "issuers": ["X"]}, "holds no text", "words of a statement"),
        ({"text": "It rained.", "title": "Rain", "issuers": ["X"]}, "does not say when", "`issued`"),
        ({"text": "It rained.", "title": "Rain", "issued": "2023-01-27"}, "not told who", "`issuers`"),
        ({"text": "word " * 20_000, "issuers": ["X"]}, "over the limit", "Split it"),
    ],
)
async def test_what_is_no_statement_is_refused_with_the_reason(
    send: Send, statement: dict[str, Any], message: str, advice: str
) -> None:
    refused = await send(LOAD, ["write"], input=statement)
    code, told = error(refused)
    assert code == "BAD_STATEMENT"
    assert message in told
    assert advice in refused.json()["errors"][0]["extensions"]["advice"]


async def test_a_rejected_assertion_leaves_the_answers_until_that_is_undone(send: Send, store: Store) -> None:
    await store.write_many(harbour_facts())
    before = [line for line in await whole(store) if "Decision" not in line]
    question = '{ positions(where: {target: {eq: "the raid on Dovna camp"}}) { totalCount nodes { id } } }'
    (position,) = data(await send(question, None))["positions"]["nodes"]
    rejected = data(await send(REJECT, ["curate"], id=position["id"]))["reject"]

    assert rejected["node"] == {
        "__typename": "Retraction",
        "id": position["id"],
        "retracted": "Position",
        "words": "the raid on Dovna camp",
        "statement": {"title": "On the raid in Dovna"},
        "sentence": {"text": harbour_facts()[0].document.text.split("\n\n")[1].split(". ")[0] + "."},
    }
    decision = rejected["decision"]
    assert (decision["kind"], decision["by"], decision["reason"]) == ("REJECT", "Ana Brill", "misread")
    assert decision["concerns"] == [{"id": position["id"]}]
    assert data(await send(question, None))["positions"] == {"totalCount": 0, "nodes": []}
    undone = data(await send(UNDO, ["curate"], id=decision["id"]))["undo"]
    assert undone["undone"] == {"id": decision["id"], "inForce": False}
    assert undone["decision"] == {"kind": "UNDO", "concerns": [{"id": decision["id"]}]}
    assert [line for line in await whole(store) if "Decision" not in line] == before


async def test_confirming_says_so_on_the_assertion_with_the_decision(send: Send, store: Store) -> None:
    await store.write_many(harbour_facts())
    (demand, *_) = data(await send("{ demands { nodes { id } } }", None))["demands"]["nodes"]
    confirm = """mutation ($id: ID!) { confirm(input: {id: $id}) {
        node { id ... on Demand { confirmed decisions { nodes { kind by } } } } } }"""
    confirmed = data(await send(confirm, ["curate"], **demand))["confirm"]["node"]

    assert confirmed == {
        **demand,
        "confirmed": True,
        "decisions": {"nodes": [{"kind": "CONFIRM", "by": "Ana Brill"}]},
    }
    listed = data(await send("{ demands(where: {confirmed: true}) { nodes { id } } }", None))
    assert listed["demands"]["nodes"] == [demand]


async def test_entities_are_merged_and_split(send: Send, store: Store) -> None:
    await store.load_register(harbour_register())
    await store.write_many(harbour_facts())
    merge = """mutation { mergeEntities(input: {
        into: "organization/coast-guard", from: ["organization/tide"], reason: "one"}) {
          entity { name retractions { nodes { name aliases } } demandsMade { totalCount } } decision { id } } }"""
    merged = data(await send(merge, ["curate"]))["mergeEntities"]
    assert merged["entity"]["retractions"]["nodes"] == [{"name": "Tide Brigade", "aliases": ["Tide"]}]
    assert merged["entity"]["demandsMade"]["totalCount"] == 2
    there = data(
        await send(
            '{ organization(id: "organization/tide") { id } node(id: "organization/tide") { __typename } }',
            None,
        )
    )
    assert there == {"organization": None, "node": {"__typename": "Retraction"}}
    split = """mutation { splitEntity(input: {
        id: "organization/coast-guard", surfaces: ["Tide"], name: "Tide Union", reason: "another"}) {
          splitOff { id name ... on Organization { mentions { nodes { words } } } } } }"""
    off = data(await send(split, ["curate"]))["splitEntity"]["splitOff"]
    assert off == {
        "id": "organization/tide-union",
        "name": "Tide Union",
        "mentions": {"nodes": [{"words": "Tide"}]},
    }


async def test_a_report_is_put_under_another_incident(send: Send, store: Store) -> None:
    await store.write_many(harbour_facts())
    incidents = data(await send("{ incidents { nodes { id reports { nodes { id killedMin } } } } }", None))
    (raid,) = [i for i in incidents["incidents"]["nodes"] if len(i["reports"]["nodes"]) == 3]
    (told,) = [report["id"] for report in raid["reports"]["nodes"] if report["killedMin"] == 4]
    reject = """mutation ($id: ID!, $incident: ID!) {
        reject(input: {id: $id, incident: $incident, reason: "another raid"}) {
          node { ... on Report { incident { id } } } } }"""
    parted = data(await send(reject, ["curate"], id=told, incident=raid["id"]))["reject"]["node"]

    assert parted["incident"]["id"] != raid["id"]
    confirm = reject.replace("reject(", "confirm(").replace("another raid", "the same after all")
    joined = data(await send(confirm, ["curate"], id=told, incident=raid["id"]))["confirm"]["node"]
    assert joined["incident"]["id"] == raid["id"]


async def test_a_withdrawn_statement_is_not_loaded_again(send: Send, store: Store) -> None:
    statement = {"text": TEXT, "title": "On the raid", "issuers": ["Harbour Watch"]}
    loaded = data(await send(LOAD, ["write"], input=statement))["loadStatement"]["statement"]
    withdraw = """mutation ($id: ID!) { withdrawStatement(input: {id: $id, reason: "forged"}) {
        decision { id concerns { __typename id } } } }"""
    decision = data(await send(withdraw, ["write"], id=loaded["id"]))["withdrawStatement"]["decision"]
    again = data(await send(LOAD, ["write"], input=statement))["loadStatement"]

    assert decision["concerns"] == [{"__typename": "Retraction", "id": loaded["id"]}]
    assert again == {"outcome": "WITHDRAWN", "statement": None}
    data(await send(UNDO, ["curate"], id=decision["id"]))
    again = data(await send(LOAD, ["write"], input=statement))["loadStatement"]
    assert (again["outcome"], again["statement"]) == ("UNCHANGED", loaded)


async def test_without_a_key_or_its_scope_nothing_is_written(send: Send, store: Store) -> None:
    before = await whole(store)
    undo = 'mutation { undo(input: {decision: "decision/0-merge"}) { decision { id } } }'
    assert error(await send(undo, None)) == (
        "UNAUTHENTICATED",
        "This needs an API key with the scope `curate`.",
    )
    lacking = await send(undo, ["read", "write"])
    assert error(lacking)[0] == "FORBIDDEN"
    assert lacking.json()["errors"][0]["extensions"]["scope"] == "curate"
    unknown = await send("{ topics { totalCount } }", None, token="rostra_00000000_nothing")
    assert (unknown.status_code, unknown.headers["www-authenticate"]) == (401, "Bearer")
    assert error(unknown) == ("UNAUTHENTICATED", "The API key is unknown.")
    assert await whole(store) == before


async def test_reading_needs_a_key_where_the_gate_is_closed(
    recorder: Recorder, writer: StatementWriter, folder: Path
) -> None:
    send = sending(recorder, writer, Gate(Keys(folder), closed=True))
    question = "{ topics { totalCount } }"
    assert (await send(question, None)).status_code == 401
    assert (await send(question, ["write"])).status_code == 403
    assert data(await send(question, ["read"]))["topics"]["totalCount"] > 0


async def test_what_cannot_be_decided_is_told_and_the_rest_of_the_request_is_done(
    send: Send, store: Store
) -> None:
    await store.write_many(harbour_facts())
    two = """mutation {
        first: confirm(input: {id: "statement/none/demand/1-2"}) { decision { id } }
        second: mergeEntities(input: {into: "organization/tide", from: ["organization/port-union"], reason: "x"}) {
          decision { id } } }"""
    answer = (await send(two, ["admin"])).json()
    assert answer["data"] == {"first": None, "second": {"decision": {"id": "decision/0-merge"}}}
    (told,) = answer["errors"]
    assert (told["extensions"]["code"], told["path"]) == ("BAD_QUESTION", ["first"])


async def test_a_selection_that_costs_too_much_is_refused_before_anything_is_written(
    send: Send, store: Store, recorder: Recorder
) -> None:
    await store.write_many(harbour_facts())
    before = await whole(store)
    deep = """mutation { mergeEntities(input: {
        into: "organization/tide", from: ["organization/port-union"], reason: "x"}) { entity {
          ... on Organization { demandsReceived(first: 100) { nodes { respondsTo { positions(first: 100) { nodes {
            statement { demands(first: 100) { nodes { id } } } } } } } } } } } }"""
    assert error(await send(deep, ["curate"]))[0] == "BAD_QUESTION"
    assert await whole(store) == before


async def test_each_node_of_a_payload_is_one_statement(send: Send, store: Store, recorder: Recorder) -> None:
    await store.write_many(harbour_facts())
    recorder.statements.clear()
    (position,) = await store.read("MATCH (p:Position {stance: 'mourns'}) RETURN p.id AS id")
    data(await send(REJECT, ["curate"], id=position["id"]))
    assert len(recorder.statements) == 2


async def test_decisions_are_listed_with_what_they_concern(send: Send, store: Store) -> None:
    await store.write_many(harbour_facts())
    (position,) = await store.read("MATCH (p:Position {stance: 'mourns'}) RETURN p.id AS id")
    decided = data(await send(REJECT, ["curate"], id=position["id"]))["reject"]["decision"]
    data(await send(UNDO, ["curate"], id=decided["id"]))
    question = """{ decisions(orderBy: {ordinal: ASC}, where: {by: {eq: "Ana Brill"}}) {
        totalCount groups(by: KIND) { key count } nodes { kind inForce subjects concerns { __typename id } } } }"""
    listed = data(await send(question, None))["decisions"]

    assert listed["totalCount"] == 2
    assert listed["nodes"] == [
        {
            "kind": "REJECT",
            "inForce": False,
            "subjects": [position["id"]],
            "concerns": [{"__typename": "Position", "id": position["id"]}],
        },
        {
            "kind": "UNDO",
            "inForce": True,
            "subjects": [decided["id"]],
            "concerns": [{"__typename": "Decision", "id": decided["id"]}],
        },
    ]
