"""What happened after demands, on each engine: candidates, and what speaks for each."""

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
from ontology.facts import Demand, Facts, Period
from tests.api.graphql.conftest import Ask, asking
from tests.graph.samples import FOUND, Sample

CAMP = "location/dovna-camp"
FOLLOWED = """query ($where: DemandFilter, $effect: DemandEffect, $within: Int, $first: Int) {
    demandsFollowed(where: $where, effect: $effect, within: $within, first: $first) {
        demand { action evidence { text } } incident { type startDate } report { evidence { text } }
        effect days score words shared { __typename name } } }"""


def demands() -> Facts:
    """Asks the Coast Guard to free dockers, and not to raid the camp again."""
    sample = Sample(
        "After the raid",
        ("The Coast Guard raided Dovna camp.", "It must release the dockers and must not raid homes again."),
        issued=date(2023, 1, 27),
    )
    watch = sample.entity("organization/harbour-watch", "Harbour Watch", "Organization")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    camp = sample.entity(CAMP, "Dovna camp", "Location", "Dovna camp")
    day = date(2023, 1, 26)
    raid = sample.report("raided", actors=(guard,), locations=(camp,), time=Period(day, day))
    for words, polarity, kinds in (
        ("release the dockers", "do", {"answered_by": "RETREAT"}),
        ("raid homes", "refrain", {"broken_by": "ASSAULT"}),
    ):
        evidence, more = sample.passage("release"), {"responds_to": (raid,), **kinds}
        demand: Any = (watch, (guard,), sample.span(words), polarity, "demand", evidence, FOUND)
        sample.demands.append(Demand(*demand, **more))  # type: ignore[arg-type]
    return sample.facts()


def later() -> list[Facts]:
    """One release, one more raid, and what is none of both."""
    return [
        _happening("The Coast Guard released six dockers.", "released", "RETREAT", date(2023, 2, 6)),
        _happening("The Coast Guard stormed Dovna camp.", "stormed", "ASSAULT", date(2023, 3, 8), CAMP),
        _happening("The Coast Guard shelled a reef.", "shelled", "ASSAULT", date(2023, 4, 1), status="alleged"),
        _happening("The Coast Guard met envoys.", "met", "CONSULT", date(2023, 2, 7)),
        _happening("The Coast Guard raided a ship.", "raided", "ASSAULT", date(2022, 12, 1)),
        _happening("The Coast Guard shot at a boat.", "shot", "ASSAULT", date(2024, 1, 26)),
        _happening("Tide freed the dockers.", "freed", "RETREAT", date(2023, 2, 8), actor="organization/tide"),
    ]  # fmt: skip


def _happening(
    sentence: str,
    trigger: str,
    type: str,
    day: date,
    place: str = "location/dovna",
    status: str = "occurred",
    actor: str = "organization/coast-guard",
) -> Facts:
    sample = Sample("News from the harbour", (sentence,), issued=day)
    sample.entity("organization/harbour-watch", "Harbour Watch", "Organization")
    party = sample.entity(actor, actor.partition("/")[2], "Organization")
    where = sample.entity(place, place.partition("/")[2], "Location")
    sample.report(trigger, type, actors=(party,), locations=(where,), time=Period(day, day), status=status)
    return sample.facts()


@pytest_asyncio.fixture(scope="module")
async def followed(opened: Store) -> AsyncIterator[Store]:
    """Demands and what followed, on each engine."""
    await opened.reset()
    await opened.write_many([demands(), *later()])
    yield opened


@pytest.fixture
def ask(followed: Store, schema: strawberry.Schema) -> Ask:
    return asking(GraphQLEndpoint(schema, followed, Limits()))


def told(data: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(each["demand"]["action"], each["effect"], each["days"]) for each in data["demandsFollowed"]]


async def test_what_was_asked_for_answers_and_what_was_to_be_left_breaks(ask: Ask) -> None:
    """Nothing that came before, is only alleged, is of another kind or done by another, or came too late."""
    data = await ask(FOLLOWED)
    assert told(data) == [("raid homes", "BREAKS", 40), ("release the dockers", "ANSWERS", 10)]


async def test_a_candidate_tells_what_speaks_for_it_and_both_sentences(ask: Ask) -> None:
    broken, answered = (await ask(FOLLOWED))["demandsFollowed"]
    assert broken["shared"] == [{"__typename": "Location", "name": "Dovna camp"}]
    assert (answered["shared"], answered["words"]) == ([], ["release", "dockers"])
    assert answered["demand"]["evidence"]["text"].startswith("It must release the dockers")
    assert answered["report"]["evidence"]["text"] == "The Coast Guard released six dockers."
    assert answered["incident"] == {"type": "RETREAT", "startDate": "2023-02-06"}
    sure = 0.9 * 0.9
    assert answered["score"] == pytest.approx((0.4 + 0.2 + 0.1 * (1 - 10 / 180)) * sure, abs=1e-4)
    assert broken["score"] == pytest.approx((0.4 + 0.3 + 0.1 * (1 - 40 / 180)) * sure, abs=1e-4)


async def test_narrowed_by_effect_days_filter_and_number(ask: Ask) -> None:
    assert told(await ask(FOLLOWED, effect="ANSWERS")) == [("release the dockers", "ANSWERS", 10)]
    assert told(await ask(FOLLOWED, within=9)) == []
    assert len(told(await ask(FOLLOWED, within=400))) == 3
    assert len(told(await ask(FOLLOWED, first=1))) == 1
    assert told(await ask(FOLLOWED, where={"polarity": "DO"})) == [("release the dockers", "ANSWERS", 10)]
    assert told(await ask(FOLLOWED, where={"issuer": {"id": "organization/tide"}})) == []


async def test_days_out_of_bounds_are_refused(ask: Ask) -> None:
    for within in (0, -1, 2**31 - 1):
        (error,) = (await ask(FOLLOWED, errors=True, within=within))["errors"]
        assert "goes from 1 to 3,650 days" in error["message"]
