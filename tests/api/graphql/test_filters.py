"""Filters that hold for every kind of assertion, and ranges and letters, on each engine."""

from __future__ import annotations

import pytest

from tests.api.graphql.conftest import Ask

ASSERTIONS = ["mentions", "reports", "participations", "positions", "demands", "tenures", "assertions"]


@pytest.mark.parametrize("plural", ASSERTIONS)
async def test_assertions_by_confidence_and_by_run(ask: Ask, plural: str) -> None:
    """The same as if all were fetched and looked through."""
    query = f"""query ($where: {"Assertion" if plural == "assertions" else plural[:-1].title()}Filter) {{
        {plural}(where: $where, first: 100) {{ totalCount nodes {{ id confidence run {{ id extractor }} }} }} }}"""
    everything = (await ask(query))[plural]["nodes"]
    run = everything[-1]["run"]["id"]
    sure = [each["id"] for each in everything if each["confidence"] >= 0.7]
    of_run = [each["id"] for each in everything if each["run"]["id"] == run]
    for where, expected in (
        ({"confidence": {"gte": 0.7}}, sure),
        ({"not": {"confidence": {"gte": 0.7}}}, [e["id"] for e in everything if e["id"] not in sure]),
        ({"run": {"id": run}}, of_run),
        ({"run": {"idIn": [run, "no/run"]}, "confidence": {"gt": 0}}, of_run),
        ({"run": {"extractor": {"eq": "another"}}}, []),
        ({"idIn": sorted(sure)[:2]}, sorted(sure)[:2]),
    ):
        found = (await ask(query, where=where))[plural]
        assert sorted(each["id"] for each in found["nodes"]) == sorted(expected), where
        assert found["totalCount"] == len(expected)


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        ({"gte": "2023-01-28", "lte": "2023-01-30"}, 2),
        ({"gt": "2023-01-28", "lt": "2023-01-30"}, 0),
        ({"eq": "2023-02-09"}, 2),
        ({"ne": "2023-02-09"}, 3),
        ({"in": ["2023-01-27", "2023-01-28", "2020-01-01"]}, 2),
        ({"known": False}, 0),
        ({"gte": "2023-02-01", "lt": "2023-01-01"}, 0),
    ],
)
async def test_days(ask: Ask, issued: dict[str, object], found: int) -> None:
    query = "query ($where: StatementFilter) { statements(where: $where) { totalCount } }"
    assert (await ask(query, where={"issued": issued}))["statements"]["totalCount"] == found


async def test_some_none_and_every_related_node(ask: Ask) -> None:
    query = "query ($where: StatementFilter) { statements(where: $where) { totalCount nodes { id } } }"

    async def found(where: object) -> set[str]:
        return {node["id"] for node in (await ask(query, where=where))["statements"]["nodes"]}

    everything, refrain = await found({}), {"polarity": "REFRAIN"}
    some = await found({"demands": {"some": refrain}})
    assert await found({"demands": {"none": refrain}}) == everything - some
    assert await found({"not": {"demands": {"some": refrain}}}) == everything - some
    without = await found({"demands": {"count": {"eq": 0}}})
    only = await found({"demands": {"some": {}, "every": refrain}})
    assert await found({"demands": {"every": refrain}}) == only | without
    assert only == some


async def test_positions_counted_by_topic_holder_stance_and_month(ask: Ask) -> None:
    data = await ask(
        """{ positions {
              topics: groups(by: TOPICS) { count node { ... on Topic { notation } } }
              holders: groups(by: HOLDER, first: 1) { count node { id } }
              stances: groups(by: STANCE, first: 1) { key count }
              months: groups(by: STATEMENT_MONTH) { key count } } }"""
    )
    counted = data["positions"]
    assert [(g["node"]["notation"], g["count"]) for g in counted["topics"]] == [
        ("military-action", 3),
        ("accountability", 1),
    ]
    assert counted["holders"] == [{"count": 2, "node": {"id": "organization/harbour-watch"}}]
    assert counted["stances"] == [{"key": "CONDEMNS", "count": 2}]
    assert counted["months"] == [{"key": "2023-01", "count": 3}, {"key": "2023-02", "count": 2}]


async def test_what_has_no_other_name_has_none_of_that_name(ask: Ask) -> None:
    data = await ask('{ locations(where: {aliases: {ne: "The Camp"}}) { totalCount nodes { id } } }')
    assert data["locations"] == {
        "totalCount": 2,
        "nodes": [{"id": "location/arvel"}, {"id": "location/dovna"}],
    }
