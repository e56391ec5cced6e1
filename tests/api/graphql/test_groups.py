"""Counts by what nodes say, on each engine."""

from __future__ import annotations

from typing import Any

from tests.api.graphql.conftest import Ask, Recorder


def counted(groups: list[dict[str, Any]]) -> dict[str | None, int]:
    return {group["key"]: group["count"] for group in groups}


async def test_by_code_month_and_class_of_value(ask: Ask, harbour: Recorder) -> None:
    data = await ask(
        """{ positions(where: {confidence: {gte: 0.9}}) {
              totalCount
              stances: groups(by: STANCE) { key count }
              months: groups(by: STATEMENT_MONTH) { key count }
              sides: groups(by: POLARITY, first: 1) { key count } } }"""
    )
    assert data["positions"]["totalCount"] == 4
    assert counted(data["positions"]["stances"]) == {"CONDEMNS": 2, "MOURNS": 1, "WELCOMES": 1}
    assert counted(data["positions"]["months"]) == {"2023-01": 2, "2023-02": 2}
    assert data["positions"]["sides"] == [{"key": "-1", "count": 2}]
    assert len(harbour.statements) == 1


async def test_by_neighbour(ask: Ask) -> None:
    data = await ask(
        "{ demands { groups(by: ADDRESSEES) { key count node { id ... on Organization { organizationType } } } } }"
    )
    assert data["demands"]["groups"] == [
        {"key": None, "count": 3, "node": {"id": "official/ana-brill"}},
        {"key": None, "count": 2, "node": {"id": "organization/coast-guard", "organizationType": "MILITARY"}},
        {"key": None, "count": 1, "node": {"id": "organization/port-union", "organizationType": None}},
    ]


async def test_below_a_node(ask: Ask) -> None:
    data = await ask(
        """{ organizations(where: {demandsMade: {count: {gt: 0}}}) { nodes {
              name demandsMade(where: {polarity: DO}) { groups(by: STRENGTH) { key count } } } } }"""
    )
    by_name = {
        node["name"]: counted(node["demandsMade"]["groups"]) for node in data["organizations"]["nodes"]
    }
    assert by_name == {"Harbour Watch": {"URGE": 2, "DEMAND": 1}, "Coast Guard": {}, "Tide Brigade": {}}


async def test_within_a_group(ask: Ask) -> None:
    data = await ask(
        """{ demands { groups(by: ADDRESSEES, first: 1) { node { ... on Official {
              name demandsReceived { groups(by: STATEMENT) { count } } } } count } } }"""
    )
    assert data["demands"]["groups"] == [
        {
            "node": {"name": "Ana Brill", "demandsReceived": {"groups": [{"count": 2}, {"count": 1}]}},
            "count": 3,
        }
    ]


async def test_what_is_unknown_is_a_group_too(ask: Ask) -> None:
    data = await ask(
        """{ reports { groups(by: START_DATE_YEAR) { key count } }
             organizations { groups(by: ORGANIZATION_TYPE) { key } } }"""
    )
    assert data["reports"]["groups"] == [{"key": "2023", "count": 4}]
    assert {"key": None} in data["organizations"]["groups"]
