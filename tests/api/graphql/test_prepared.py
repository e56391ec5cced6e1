"""A document is planned once, however many values its variables are given."""

from __future__ import annotations

from typing import Any

import pytest
import strawberry

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.planner import Planner
from api.graphql.requests import Asked
from graph.question.slots import NeededError, Slot
from tests.api.graphql.conftest import Ask
from tests.api.graphql.test_cypher import Silent


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[Planner]:
    """The planners made during the test."""
    made: list[Planner] = []
    plain = Planner.__init__

    def counted(self: Planner, *arguments: Any) -> None:  # noqa: ANN401
        made.append(self)
        plain(self, *arguments)

    monkeypatch.setattr(Planner, "__init__", counted)
    return made


async def parameters(schema: strawberry.Schema, query: str, *given: dict[str, Any]) -> list[Any]:
    """The parameters of the statements that a document becomes for each of some values; the text stays the same."""
    silent = Silent()
    endpoint = GraphQLEndpoint(schema, silent, Limits())
    for variables in given:
        answer = await endpoint.execute(Asked(query, variables), "test")
        assert "errors" not in answer, answer
    assert len({text for text, _ in silent.statements}) == 1
    return [each for _, each in silent.statements]


async def test_values_of_filters_are_filled_in_late(
    schema: strawberry.Schema, planned: list[Planner]
) -> None:
    query = """query ($day: Date!, $strengths: [DemandStrength!], $actor: ID!) { demands(first: 5, where: {
        statement: {issued: {gte: $day}}, strengthIn: $strengths, issuer: {id: $actor}}) { nodes { id } } }"""
    found = await parameters(
        schema,
        query,
        {"day": "2023-01-01", "strengths": ["URGE"], "actor": "organization/x"},
        {"day": "2024-01-01", "strengths": ["URGE", "DEMAND"], "actor": "organization/y"},
    )
    assert [set(map(str, each.values())) for each in found] == [
        {"organization/x", "2023-01-01", "['urge']", "5"},
        {"organization/y", "2024-01-01", "['urge', 'demand']", "5"},
    ]
    assert len(planned) == 1


async def test_a_value_that_the_plan_depends_on_gets_a_plan_of_its_own(
    schema: strawberry.Schema, planned: list[Planner]
) -> None:
    query = """query ($first: Int!, $title: String!) {
        statements(first: $first, where: {title: {eq: $title}}) { nodes { title } } }"""
    asked = [{"first": first, "title": title} for first in (3, 4) for title in ("a", "b", "c")]
    found = await parameters(schema, query, *asked)
    assert [(each["p1"], each["p0"]) for each in found] == [(a["first"], a["title"]) for a in asked]
    assert len(planned) == 3  # the first of them told that it depends on `first`


async def test_the_words_of_a_search_are_filled_in_late(
    schema: strawberry.Schema, planned: list[Planner]
) -> None:
    query = "query ($text: String!) { search(text: $text, classes: [TOPIC]) { score } }"
    found = await parameters(schema, query, {"text": "Arms CONTROL"}, {"text": "aid"})
    phrases = [
        {value for value in each.values() if isinstance(value, str) and "(" in value} for each in found
    ]
    assert phrases == [{"(arms) (control^4 control~1)"}, {"(aid)"}]
    assert len(planned) == 1


async def test_what_is_left_out_is_not_what_is_null(ask: Ask) -> None:
    query = (
        "query ($type: OrganizationType) { organizations(where: {organizationType: $type}) { nodes { id } } }"
    )
    everywhere, nowhere, military = [
        {node["id"] for node in (await ask(query, **given))["organizations"]["nodes"]}
        for given in ({}, {"type": None}, {"type": "MILITARY"})
    ]
    assert military == {"organization/coast-guard"}
    assert nowhere < everywhere
    assert military < everywhere - nowhere


async def test_an_order_and_what_is_included_follow_their_variables(ask: Ask) -> None:
    query = """query ($way: Direction!, $dated: Boolean!) {
        statements(orderBy: [{title: $way}], first: 1) { nodes { title issued @include(if: $dated) } } }"""
    ends = [
        (await ask(query, way=way, dated=dated))["statements"]["nodes"][0]
        for way in ("ASC", "DESC")
        for dated in (True, False)
    ]
    assert [set(each) for each in ends] == [{"title", "issued"}, {"title"}] * 2
    assert ends[0]["title"] == ends[1]["title"] < ends[2]["title"] == ends[3]["title"]


async def test_errors_are_those_of_plain_execution(ask: Ask) -> None:
    query = (
        "query ($first: Int!) { statements(first: $first) { nodes { id } } one: statements { totalCount } }"
    )
    answer = await ask(query, errors=True, first=101)
    assert answer["data"] is None
    assert answer["errors"][0]["path"] == ["statements"]
    assert "101" in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    "use",
    [
        bool,
        str,
        len,
        list,
        hash,
        "{}".format,
        lambda slot: slot == "x",
        lambda slot: slot < 3,
        lambda slot: slot.isoformat(),
        lambda slot: {}.get(slot),
    ],
)
def test_nobody_looks_into_a_slot(use: Any) -> None:  # noqa: ANN401
    with pytest.raises(NeededError) as told:
        use(Slot("day"))
    assert told.value.name == "day"
