"""Networks of tests/graph/sides.py, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.decisions.rulings import Judge
from graph.projections import PROJECTIONS, Tie, find_projection, ties
from graph.store import Store
from ontology.errors import QuestionError
from tests.graph.sides import GUARD, RAID, TIDE, UNION, WATCH, sides

FIRST, SECOND, THIRD, FOURTH = "2023-01-10", "2023-01-20", "2023-02-01", "2023-02-05"
TOPIC = "topic/accountability"

COUNTED = {
    "actors-by-demands": [
        Tie(WATCH, GUARD, 2, None, (FIRST, FOURTH)),
        Tie(WATCH, TIDE, 1, None, (FIRST,)),
        Tie(UNION, GUARD, 2, None, (SECOND,)),
    ],
    "actors-by-incidents": [
        Tie(GUARD, UNION, 1, None, ("2023-01-05",)),
        Tie(GUARD, TIDE, 1, None, ("2023-01-30",)),
    ],
    "actors-by-positions": [
        Tie(WATCH, UNION, 1, 1, (SECOND,)),  # both against the Coast Guard
        Tie(WATCH, TIDE, 2, -2, (THIRD,)),  # the one for the union and against the guard, the other not
        Tie(UNION, TIDE, 1, -1, (THIRD,)),
    ],
    "holders-targets": [
        Tie(WATCH, GUARD, 2, -2, (FIRST, FOURTH)),
        Tie(WATCH, UNION, 1, 1, (FIRST,)),
        Tie(UNION, RAID, 1, 0, (SECOND,)),
        Tie(UNION, GUARD, 1, -1, (SECOND,)),
        Tie(UNION, TIDE, 1, -1, (SECOND,)),
        Tie(TIDE, GUARD, 1, 1, (THIRD,)),
        Tie(TIDE, UNION, 1, -1, (THIRD,)),
    ],
    "holders-topics": [Tie(WATCH, TOPIC, 1, -1, (FIRST,))],
    "issuers-topics": [Tie(WATCH, TOPIC, 2, None, (FIRST, FOURTH))],
}


@pytest.mark.parametrize("name", COUNTED)
async def test_a_projection_joins_what_was_counted_by_hand(store: Store, name: str) -> None:
    await store.write_many(sides())
    assert await ties(store, PROJECTIONS[name]) == sorted(COUNTED[name], key=lambda t: (t.source, t.target))


async def test_statements_are_joined_to_actors_by_mentions_and_by_issuing(store: Store) -> None:
    await store.write_many(sides())
    found = await ties(store, PROJECTIONS["statements-actors"])
    weights = {(tie.days, tie.target): tie.weight for tie in found}
    assert weights[(FIRST,), WATCH] == 2  # named once, and the issuer
    assert weights[(FIRST,), GUARD] == weights[(FIRST,), UNION] == weights[(FIRST,), TIDE] == 1
    assert len(found) == 4 + 3 + 3 + 2


async def test_a_statement_that_was_superseded_speaks_of_nobody(store: Store) -> None:
    old, *others = sides()
    await store.write_many([old, *others])
    text = old.document.text + " "
    await store.write(replace(old, document=replace(old.document, text=text)))
    found = await ties(store, PROJECTIONS["statements-actors"])
    assert len({tie.source for tie in found if tie.days == (FIRST,)}) == 1


async def test_a_period_counts_only_what_was_said_in_it(store: Store) -> None:
    await store.write_many(sides())
    demands = PROJECTIONS["actors-by-demands"]
    assert await ties(store, demands, until="2023-01-31") == [
        Tie(WATCH, GUARD, 1, None, (FIRST,)),
        Tie(WATCH, TIDE, 1, None, (FIRST,)),
        Tie(UNION, GUARD, 2, None, (SECOND,)),
    ]
    assert await ties(store, demands, FOURTH, FOURTH) == [Tie(WATCH, GUARD, 1, None, (FOURTH,))]
    assert await ties(store, demands, "2024-01-01") == []
    incidents = PROJECTIONS["actors-by-incidents"]
    assert [tie.target for tie in await ties(store, incidents, until="2023-01-10")] == [UNION]


async def test_what_was_rejected_is_not_counted(store: Store) -> None:
    await store.write_many(sides())
    (demand,) = await store.read("MATCH (d:Demand {action: 'must leave'}) RETURN d.id AS id")
    await store.decide(Judge(demand["id"], "reject"), "Ana Brill", "nobody asked them")
    found = await ties(store, PROJECTIONS["actors-by-demands"])
    assert found == [Tie(WATCH, GUARD, 1, None, (FOURTH,)), Tie(UNION, GUARD, 2, None, (SECOND,))]


def test_an_unknown_projection_is_told_with_those_that_exist() -> None:
    with pytest.raises(QuestionError, match=r"actors-by-demands.*statements-actors"):
        find_projection("everything")
