"""Refusals: each says the limit and by how much it is passed; nothing typed gets into a statement's text."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.pages import PageLimits
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.test_cypher import Silent

TIGHT = Limits(PageLimits(2, 10), depth=5, aliases=2, tokens=60, cost=50, introspection=False)


async def refused(query: str, limits: Limits = TIGHT) -> dict[str, Any]:
    """The one error of a question that must not reach the graph."""
    silent = Silent()
    endpoint = GraphQLEndpoint(build_schema(load_vocabulary()), silent, limits)
    answer = await endpoint.execute(Asked(query), "request-1")
    assert not silent.statements
    error: dict[str, Any]
    error = answer["errors"][0]
    assert error["extensions"]["requestId"] == "request-1"
    return error


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ demands(first: 11) { nodes { id } } }", "`first: 11` is more than the 10 nodes"),
        ("{ demands(last: -1) { nodes { id } } }", "`last` can't be negative"),
        ("{ demands(first: 1, last: 1) { nodes { id } } }", "can't be asked for together"),
        (
            "{ organizations(first: 5) { nodes { demandsMade(first: 10) { totalCount nodes { id } } } } }",
            "may bring 105 nodes; the limit is 50",
        ),
        (
            "{ demands { nodes { statement { supersedes { supersedes { id } } } } } }",
            "6 levels deep; the limit is 5",
        ),
        ("{ demands { nodes { a: id b: id c: id } } }", "3 aliases; the limit is 2"),
        ("{ demands { nodes { " + "id " * 60 + "} } }", "60 tokens"),
        ("{ __schema { types { name } } }", "introspection"),
        ('{ demands(after: "x") { nodes { id } } }', "is no cursor of this connection"),
        ('{ search(text: " -~* ") { score } }', "no words to search for"),
        ('{ search(text: "a", classes: [RUN]) { score } }', "no text to search"),
    ],
)
async def test_each_refusal_says_why(query: str, told: str) -> None:
    assert told in (await refused(query))["message"]


async def test_a_cursor_of_another_order_is_refused() -> None:
    endpoint = GraphQLEndpoint(build_schema(load_vocabulary()), Silent(), Limits())
    cursor = base64.urlsafe_b64encode(b'["id","demand/1"]').decode()
    query = "query ($after: String) { demands(after: $after, orderBy: {strength: ASC}) { nodes { id } } }"
    answer = await endpoint.execute(Asked(query, {"after": cursor}), "test")
    assert "in this order" in answer["errors"][0]["message"]


async def test_costs_of_all_root_fields_add_up() -> None:
    silent = Silent()
    endpoint = GraphQLEndpoint(build_schema(load_vocabulary()), silent, Limits(cost=15))
    answer = await endpoint.execute(
        Asked("{ demands(first: 10) { nodes { id } } topics(first: 10) { nodes { id } } }"), "test"
    )
    assert {error["message"] for error in answer["errors"]} == {
        "The question may bring 20 nodes; the limit is 15."
    }
    assert not silent.statements


HOSTILE = [
    "'", '"', "`", "\\", "\\u0027", "}", "//", "/*", "$p0", "{id: 1}",
    "x' OR 1=1 //", "') DETACH DELETE n //", "` DETACH DELETE n0 //", "}) MATCH (m) DELETE m RETURN collect({",
    "\x00", "\u2028", "‮", "🂡", "x" * 10_000,
]  # fmt: skip
EVERYWHERE = """
    query ($s: String!, $id: ID!, $ids: [ID!]!, $date: Date!) {
        node(id: $id) { id }
        nodes(ids: [$id]) { id }
        statements(where: {or: [
            {id: $id}, {idIn: $ids}, {title: {eq: $s}}, {title: {contains: $s, startsWith: $s, endsWith: $s}},
            {title: {in: [$s]}}, {url: {lt: $s, gte: $s}}, {issued: {gt: $date}},
            {issuers: {some: {or: [{name: {ne: $s}}, {aliases: {contains: $s}}]}}}]}
        ) { nodes { id } }
    }"""


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
async def test_what_is_typed_never_gets_into_a_statement(typed: str) -> None:
    """The statements are the same whatever is typed, and it travels as a parameter."""
    harmless, hostile = [
        await statements({"s": s, "id": s, "ids": [s, s], "date": "2023-01-01"}) for s in ("harmless", typed)
    ]
    assert [text for text, _ in hostile] == [text for text, _ in harmless]
    assert all(typed in values(parameters) for _, parameters in hostile)


@pytest.mark.parametrize("alias", ["x", "DETACH", "n0", "rows", "_total", "label", "__x"])
async def test_aliases_never_get_into_a_statement(alias: str) -> None:
    plain, aliased = [
        await statements({}, f"{{ {prefix} demands {{ nodes {{ {prefix} action }} }} }}")
        for prefix in ("", f"{alias}:")
    ]
    assert plain == aliased


SCHEMA = build_schema(load_vocabulary())


async def statements(variables: dict[str, Any], query: str = EVERYWHERE) -> list[tuple[str, Any]]:
    silent = Silent()
    await GraphQLEndpoint(SCHEMA, silent, Limits()).execute(Asked(query, variables), "test")
    assert silent.statements
    return silent.statements


def values(parameters: dict[str, Any]) -> list[Any]:
    return [item for value in parameters.values() for item in (value if isinstance(value, list) else [value])]
