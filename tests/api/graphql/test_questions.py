"""Questions to the small graph, on each engine."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.graphql.conftest import Ask, Recorder

WATCH, GUARD, UNION = (f"organization/{name}" for name in ("harbour-watch", "coast-guard", "port-union"))


async def test_one_node_by_its_id(ask: Ask) -> None:
    data = await ask('{ organization(id: "organization/coast-guard") { name aliases organizationType } }')
    assert data["organization"] == {
        "name": "Coast Guard",
        "aliases": ["ACG", "Arvel Coast Guard"],
        "organizationType": "MILITARY",
    }


async def test_what_is_not_there_is_null(ask: Ask) -> None:
    assert await ask('{ statement(id: "statement/none") { title } }') == {"statement": None}


async def test_any_node_by_its_id_with_its_type(ask: Ask) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { name } } }"
    data = await ask(query, ids=["topic/trade", "no/thing", "location/dovna", "location/dovna"])
    dovna = {"__typename": "Location", "id": "location/dovna", "name": "Dovna"}
    assert data["nodes"] == [{"__typename": "Topic", "id": "topic/trade"}, None, dovna, dovna]


async def test_who_condemned_what(ask: Ask) -> None:
    data = await ask(
        """{ positions(where: {stance: CONDEMNS}, orderBy: {target: ASC}) {
              totalCount
              nodes { target holderWords holder { name } targetReport { type incident { name } } } } }"""
    )
    assert data["positions"]["totalCount"] == 2
    assert [(p["holder"]["name"], p["target"]) for p in data["positions"]["nodes"]] == [
        ("Tide Brigade", "the Coast Guard"),
        ("Harbour Watch", "the raid on Dovna camp"),
    ]
    assert data["positions"]["nodes"][0]["targetReport"] is None
    assert data["positions"]["nodes"][1]["targetReport"]["type"] == "ASSAULT"


async def test_a_demand_forward_and_the_way_back(ask: Ask) -> None:
    data = await ask(
        """{ demands(where: {action: {contains: "INQUIRY"}}) { nodes {
              strength polarity issuer { id } topics { notation }
              addressees { __typename name ... on Official { demandsReceived { totalCount nodes { action } } } }
              evidence { text start end rule confidence statement { title issued } run { extractor } } } } }"""
    )
    (demand,) = data["demands"]["nodes"]
    assert (demand["strength"], demand["polarity"], demand["issuer"]["id"]) == ("DEMAND", "DO", WATCH)
    (brill,) = demand["addressees"]
    assert brill["__typename"] == "Official"
    assert brill["demandsReceived"]["totalCount"] == 3
    evidence = demand["evidence"]
    assert evidence["text"].startswith("Minister Ana Brill, who heads")
    assert evidence["end"] - evidence["start"] == len(evidence["text"])
    assert evidence["statement"] == {"title": "On the raid in Dovna", "issued": "2023-01-27"}
    assert (evidence["rule"], evidence["confidence"], evidence["run"]) == (
        "test.rule",
        0.9,
        {"extractor": "test"},
    )


async def test_what_was_said_of_one_incident(ask: Ask) -> None:
    data = await ask(
        """{ incidents(where: {type: ASSAULT}) { nodes { startDate locations { name }
              reports(orderBy: {id: ASC}) { nodes { killedMin killedMax statement { issuers { name } } } } } } }"""
    )
    (raid,) = data["incidents"]["nodes"]
    assert raid["locations"] == [{"name": "Dovna camp"}]
    told = {r["statement"]["issuers"][0]["name"]: r["killedMin"] for r in raid["reports"]["nodes"]}
    assert told["Port Union"] == 4
    assert set(told) == {"Harbour Watch", "Port Union"}


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('{id: "organization/tide"}', ["Tide Brigade"]),
        ('{idIn: ["organization/tide", "organization/none"]}', ["Tide Brigade"]),
        ("{idIn: []}", []),
        ("{organizationType: MILITARY}", ["Coast Guard"]),
        ("{organizationTypeIn: [MILITARY, ARMED_GROUP]}", ["Coast Guard", "Tide Brigade"]),
        ("{organizationType: null, provisional: true}", ["Harbour Watch", "Ministry of Ports", "Port Union"]),
        ("{organizationTypeNot: MILITARY, provisional: false}", ["Government of Arvel", "Tide Brigade"]),
        ('{name: {startsWith: "coast"}}', ["Coast Guard"]),
        ('{name: {endsWith: "UNION"}}', ["Port Union"]),
        ('{name: {eq: "coast guard"}}', []),
        ('{name: {in: ["Coast Guard", "Port Union"]}}', ["Coast Guard", "Port Union"]),
        ('{name: {gte: "P", lt: "Q"}}', ["Port Union"]),
        ('{aliases: {contains: "arvel coast"}}', ["Coast Guard"]),
        ('{aliases: {eq: "ACG"}}', ["Coast Guard"]),
        ('{aliases: {known: false}, name: {ne: "Port Union"}}', ["Harbour Watch", "Ministry of Ports"]),
        ('{not: {name: {contains: "ar"}}}', ["Ministry of Ports", "Port Union", "Tide Brigade"]),
        ('{or: [{name: {contains: "tide"}}, {name: {contains: "coast"}}]}', ["Coast Guard", "Tide Brigade"]),
        ("{or: []}", []),
        ('{and: [{name: {contains: "o"}}, {name: {contains: "union"}}]}', ["Port Union"]),
        ('{parents: {some: {name: {contains: "arvel"}}}}', ["Coast Guard"]),
        ("{parents: {none: {}}, provisional: false}", ["Government of Arvel", "Tide Brigade"]),
        ("{demandsReceived: {count: {gte: 2}}}", ["Coast Guard"]),
        ('{demandsReceived: {some: {issuer: {id: "organization/coast-guard"}}}}', ["Port Union"]),
        (
            "{demandsReceived: {some: {}, every: {polarity: DO, respondsTo: {some: {type: ASSAULT}}}}}",
            ["Coast Guard"],
        ),
        ("{positions: {some: {targetEntity: null}}}", ["Harbour Watch", "Port Union"]),
        ('{statements: {some: {issued: {gte: "2023-02-01"}}}}', ["Harbour Watch", "Tide Brigade"]),
    ],
)
async def test_filters(ask: Ask, where: str, found: list[str]) -> None:
    data = await ask(
        f"{{ organizations(where: {where}, orderBy: {{name: ASC}}) {{ totalCount nodes {{ name }} }} }}"
    )
    assert [node["name"] for node in data["organizations"]["nodes"]] == found
    assert data["organizations"]["totalCount"] == len(found)


async def test_an_interface_is_filtered_by_class(ask: Ask) -> None:
    query = """query ($classes: [NodeClass!]) {
        entities(where: {classIn: $classes}, orderBy: {name: ASC}) { nodes { __typename name } } }"""
    data = await ask(query, classes=["OFFICIAL", "LOCATION"])
    assert [node["name"] for node in data["entities"]["nodes"]] == [
        "Ana Brill",
        "Arvel",
        "Dovna",
        "Dovna camp",
    ]
    assert {node["__typename"] for node in data["entities"]["nodes"]} == {"Official", "Location"}


async def test_sorting_by_the_number_of_related_nodes(ask: Ask) -> None:
    data = await ask(
        "{ organizations(orderBy: [{demandsMadeCount: DESC}, {name: DESC}], first: 4) { nodes { name } } }"
    )
    names = [node["name"] for node in data["organizations"]["nodes"]]
    assert names == ["Harbour Watch", "Tide Brigade", "Coast Guard", "Port Union"]


ORDERS = [
    "{id: ASC}",
    "{startDate: DESC}",
    "{startDate: ASC}",
    "[{killedMin: DESC}, {type: ASC}]",
    "{demandsCount: DESC}",
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("size", "after"), [("first", "after"), ("last", "before")])
async def test_pages_cover_everything_once(ask: Ask, order: str, size: str, after: str) -> None:
    """Forward and backward, by keys that some nodes don't have, each node is seen once and in order."""
    query = f"""query ($cursor: String, $size: Int) {{
        reports(orderBy: {order}, {size}: $size, {after}: $cursor) {{
            nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    whole = (await ask(query, size=100))["reports"]["nodes"]
    seen: list[Any] = []
    cursor, more = None, True
    while more:
        page = (await ask(query, size=1, cursor=cursor))["reports"]
        seen = [*seen, *page["nodes"]] if size == "first" else [*page["nodes"], *seen]
        info = page["pageInfo"]
        more = info["hasNextPage"] if size == "first" else info["hasPreviousPage"]
        cursor = info["endCursor"] if size == "first" else info["startCursor"]
    assert len(whole) == 4
    assert seen == whole


async def test_a_page_between_two_cursors(ask: Ask) -> None:
    query = """query ($a: String, $b: String) {
        topics(after: $a, before: $b, first: 50) { edges { cursor node { id } } } }"""
    edges = (await ask(query))["topics"]["edges"]
    between = (await ask(query, a=edges[3]["cursor"], b=edges[7]["cursor"]))["topics"]["edges"]
    assert between == edges[4:7]


async def test_neighbours_that_no_filter_lets_through(ask: Ask) -> None:
    data = await ask(
        """{ organizations { nodes { never: mentions(where: {not: {}}) { nodes { id } }
              either: mentions(where: {or: []}) { nodes { id } } } } }"""
    )
    assert all(
        node == {"never": {"nodes": []}, "either": {"nodes": []}} for node in data["organizations"]["nodes"]
    )


async def test_search_finds_names_with_a_typo_and_marks_the_words(ask: Ask) -> None:
    data = await ask(
        """{ search(text: "cost guard", classes: [ORGANIZATION], first: 3) {
              score node { id ... on Organization { name } } highlights { field text matches { start end } } } }"""
    )
    best = data["search"][0]
    assert best["node"] == {"id": GUARD, "name": "Coast Guard"}
    assert best["score"] > 0
    by_field = {each["field"]: each for each in best["highlights"]}
    assert [by_field["name"]["text"][m["start"] : m["end"]] for m in by_field["name"]["matches"]] == ["Guard"]


async def test_search_finds_passages(ask: Ask) -> None:
    data = await ask(
        """{ search(text: "inquiry", classes: [PASSAGE]) {
              node { ... on Passage { statement { title } } } highlights { text } } }"""
    )
    assert {hit["node"]["statement"]["title"] for hit in data["search"]} == {
        "On the raid in Dovna",
        "Two weeks after Dovna",
    }


async def test_each_root_field_is_one_statement_however_deep(ask: Ask, harbour: Recorder) -> None:
    await ask(
        """{ statements(first: 5) { totalCount nodes {
              issuers { id ... on Organization { demandsReceived(first: 3) { nodes {
              respondsTo { incident { reports(first: 3) { nodes { statement { id } } } } } } } } } } }
            other: organizations { nodes { positions { edges { cursor node { targetEntity { id } } } } } } }"""
    )
    assert len(harbour.statements) == 2
