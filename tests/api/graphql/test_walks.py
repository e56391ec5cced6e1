"""Walks from a node, on each engine."""

from __future__ import annotations

import pytest

from tests.api.graphql.conftest import Ask, Recorder

WATCH, GUARD, UNION, TIDE = (
    f"organization/{n}" for n in ("harbour-watch", "coast-guard", "port-union", "tide")
)

KINDS_TOLD = {"Statement", "Report", "Demand", "Position"}


async def test_the_timeline_of_an_actor(ask: Ask, harbour: Recorder) -> None:
    data = await ask(
        """query ($of: ID!, $from: Date, $to: Date) { timeline(of: $of, from: $from, to: $to) {
              date node { __typename ... on Statement { title } ... on Demand { action } } } }""",
        of=GUARD,
    )
    entries = [(entry["date"], entry["node"]["__typename"]) for entry in data["timeline"]]
    assert entries[0] == ("2023-01-26", "Incident")
    assert entries == sorted(entries, key=lambda entry: entry[0])
    assert {kind for _, kind in entries} == {"Incident", "Statement", "Demand", "Position"}
    assert len(harbour.statements) == 1


async def test_the_timeline_of_an_incident_within_a_period(ask: Ask) -> None:
    raid = (await ask("{ incidents(where: {type: ASSAULT}) { nodes { id } } }"))["incidents"]["nodes"][0][
        "id"
    ]
    query = """query ($of: ID!) {
        timeline(of: $of, from: "2023-01-28", to: "2023-01-28") { date node { __typename } } }"""
    entries = (await ask(query, of=raid))["timeline"]
    assert {entry["date"] for entry in entries} == {"2023-01-28"}
    assert {entry["node"]["__typename"] for entry in entries} == {"Statement", "Report", "Position"}
    whole = (await ask("query ($of: ID!) { timeline(of: $of) { date node { __typename id } } }", of=raid))[
        "timeline"
    ]
    assert {entry["node"]["__typename"] for entry in whole} == {*KINDS_TOLD, "Incident"}
    assert raid not in [entry["node"]["id"] for entry in whole]


async def test_what_is_around_a_node(ask: Ask, harbour: Recorder) -> None:
    data = await ask(
        """query ($id: ID!) { neighborhood(id: $id, depth: 2, classes: [DEMAND, OFFICIAL, ORGANIZATION]) {
              nodes { __typename id } edges { source type target } } }""",
        id=WATCH,
    )
    around = data["neighborhood"]
    ids = [node["id"] for node in around["nodes"]]
    assert ids[0] == WATCH
    assert len(ids) == len(set(ids))
    assert {"official/ana-brill", GUARD} <= set(ids)
    assert all(edge["source"] in ids and edge["target"] in ids for edge in around["edges"])
    assert {edge["type"] for edge in around["edges"]} == {"ISSUER", "ADDRESSEE"}
    assert {edge["target"] for edge in around["edges"] if edge["type"] == "ISSUER"} == {WATCH}
    assert len(harbour.statements) == 1


async def test_around_what_is_not_there_is_nothing(ask: Ask) -> None:
    data = await ask('{ neighborhood(id: "no/thing") { nodes { id } edges { type } } }')
    assert data["neighborhood"] == {"nodes": [], "edges": []}


async def test_a_path_with_the_sentences_along_it(ask: Ask) -> None:
    data = await ask(
        """query ($from: ID!, $to: ID!) { path(from: $from, to: $to) {
              via node { __typename id ... on Assertion { evidence { text } } } } }""",
        **{"from": TIDE, "to": GUARD},
    )
    kinds = [(stop["via"], stop["node"]["__typename"]) for stop in data["path"]]
    assert kinds == [(None, "Organization"), ("HOLDER", "Position"), ("TARGET_ENTITY", "Organization")]
    assert data["path"][1]["node"]["evidence"] == {"text": "We condemn the Coast Guard."}


async def test_no_path(ask: Ask) -> None:
    data = await ask('{ path(from: "organization/tide", to: "topic/trade") { via } }')
    assert data["path"] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('{ neighborhood(id: "x", depth: 4) { nodes { id } } }', "goes from 1 to 3"),
        ('{ neighborhood(id: "x", depth: 3, first: 100) { nodes { id } } }', "may bring 1,010,101 nodes"),
        ('{ path(from: "x", to: "x") { via } }', "two different nodes"),
    ],
)
async def test_walks_have_bounds(ask: Ask, query: str, told: str) -> None:
    assert told in (await ask(query, errors=True))["errors"][0]["message"]
