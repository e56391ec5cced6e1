"""What is known to hold on a day, on each engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
import strawberry

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from graph.store import Store
from ontology.facts import Facts, Period, Position, Term
from tests.api.graphql.conftest import Ask, asking
from tests.graph.samples import FOUND, Sample

IN_2021 = Period(date(2021, 1, 1), date(2021, 12, 31))
IN_MARCH_2022 = Period(date(2022, 3, 1), date(2022, 3, 31))
ON_A_DAY = Period(date(2021, 6, 15), date(2021, 6, 15))
TERMS = {
    "Now": Term(),
    "Former": Term(over=True),
    "Dated": Term(ON_A_DAY, Period(date(2022, 6, 15), date(2022, 6, 15))),
    "Since": Term(IN_2021),
    "Until": Term(last=IN_MARCH_2022, first=ON_A_DAY),
    "Years": Term(IN_2021, IN_MARCH_2022),
    "Gone": Term(IN_2021, over=True),
}
"""Who was minister, and what a statement of 27 January 2023 tells of when."""


def ministers() -> Facts:
    """A statement that names them all."""
    sentences = tuple(f"Minister Ana {name} spoke." for name in TERMS)
    sample = Sample("Ministers of Arvel", sentences)
    sample.entity("organization/harbour-watch", "Harbour Watch", "Organization")
    for name, term in TERMS.items():
        id = f"official/ana-{name.lower()}"
        sample.entity(id, f"Ana {name}", "Official", f"Ana {name}", office="Minister", term=term)
    return sample.facts()


def opinions() -> list[Facts]:
    """One holder on one organization, on one raid and on something told in words, three times each."""
    return [_opinion(day, stance) for day, stance in ((1, "supports"), (11, "condemns"), (21, "welcomes"))]


def _opinion(day: int, stance: str) -> Facts:
    issued = date(2023, 5, day)
    sample = Sample(
        f"Opinion {day}",
        (
            f"We judge the Guard {day}.",
            "We judge the raid on Dovna.",
            "We judge The Talks." if day > 5 else "We judge the talks.",
        ),
        issued=issued,
    )
    watch = sample.entity("organization/harbour-watch", "Harbour Watch", "Organization", "We")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "the Guard")
    town = sample.entity("location/dovna", "Dovna", "Location", "Dovna")
    raided = date(2023, 4, 30)
    raid = sample.report("raid on", actors=(guard,), locations=(town,), time=Period(raided, raided))
    words = ("the Guard", "the raid on Dovna", "The Talks" if day > 5 else "the talks")
    targets: tuple[dict[str, Any], ...] = ({"target_entity": guard.entity}, {"target_report": raid}, {})
    for target, more in zip(words, targets, strict=True):
        found = Position(watch, stance, 0, sample.span(target), sample.passage(target), FOUND, **more)
        sample.positions.append(found)
    return sample.facts()


@pytest_asyncio.fixture(scope="module")
async def dated(opened: Store) -> AsyncIterator[Store]:
    """Both on each engine."""
    await opened.reset()
    await opened.write_many([ministers(), *opinions()])
    yield opened


@pytest.fixture
def ask(dated: Store, schema: strawberry.Schema) -> Ask:
    return asking(GraphQLEndpoint(schema, dated, Limits()))


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2020-12-31", set()),
        ("2021-06-14", set()),
        ("2021-06-15", {"Dated", "Until"}),
        ("2021-12-30", {"Dated", "Until"}),
        ("2021-12-31", {"Dated", "Until", "Since", "Years"}),
        ("2022-03-01", {"Dated", "Until", "Since", "Years"}),
        ("2022-03-02", {"Dated", "Since"}),
        ("2022-06-16", {"Since"}),
        ("2023-01-27", {"Since", "Now"}),
        ("2023-01-28", set()),
    ],
)
async def test_tenures_known_to_last_on_a_day(ask: Ask, day: str, known: set[str]) -> None:
    """One that ended nobody says when never lasts for sure, one since some day of a year from its last day on."""
    data = await ask(
        """query ($day: Date!) {
              tenures(asOf: $day, first: 50) { totalCount nodes { official { name } } }
              filtered: tenures(where: {asOf: $day}, first: 50) { nodes { official { name } } }
              officials(where: {tenures: {some: {asOf: $day}}}) { nodes { name } } }""",
        day=day,
    )
    names = {f"Ana {name}" for name in known}
    assert {tenure["official"]["name"] for tenure in data["tenures"]["nodes"]} == names
    assert data["tenures"]["totalCount"] == len(names)
    assert {tenure["official"]["name"] for tenure in data["filtered"]["nodes"]} == names
    assert {official["name"] for official in data["officials"]["nodes"]} == names


async def test_tenures_that_may_have_lasted_on_a_day(ask: Ask) -> None:
    data = await ask(
        """query ($day: Date!) {
              tenures(where: {not: {or: [{earliestStart: {gt: $day}}, {latestEnd: {lt: $day}}]}}) {
                nodes { official { name } } } }""",
        day="2023-01-28",
    )
    assert {tenure["official"]["name"] for tenure in data["tenures"]["nodes"]} == {"Ana Now", "Ana Since"}


async def test_who_held_an_office_on_a_day(ask: Ask) -> None:
    data = await ask(
        """{ offices { nodes { name tenures(asOf: "2022-04-01") {
              totalCount nodes { official { name } latestStart earliestEnd latestEnd } } } } }"""
    )
    (office,) = data["offices"]["nodes"]
    assert office["tenures"]["totalCount"] == 2
    held = {tenure["official"]["name"]: tenure for tenure in office["tenures"]["nodes"]}
    assert held["Ana Since"] == {
        "official": {"name": "Ana Since"},
        "latestStart": "2021-12-31",
        "earliestEnd": "2023-01-27",
        "latestEnd": None,
    }


@pytest.mark.parametrize(
    ("day", "stance"),
    [
        ("2023-04-30", None),
        ("2023-05-01", "SUPPORTS"),
        ("2023-05-10", "SUPPORTS"),
        ("2023-05-11", "CONDEMNS"),
        ("2023-12-31", "WELCOMES"),
    ],
)
async def test_positions_as_they_stood_on_a_day(ask: Ask, day: str, stance: str | None) -> None:
    """The last one by the day on each entity, incident and phrase."""
    data = await ask(
        """query ($day: Date!) {
              positions(asOf: $day) { nodes { target stance } }
              organization(id: "organization/harbour-watch") { positions(asOf: $day) { totalCount } } }""",
        day=day,
    )
    expected = {"the guard", "the raid on dovna", "the talks"} if stance else set()
    assert {position["target"].lower() for position in data["positions"]["nodes"]} == expected
    assert [position["stance"] for position in data["positions"]["nodes"]] == [stance] * len(expected)
    assert data["organization"]["positions"]["totalCount"] == len(expected)
