"""The service and plain execution give the same answers, to the byte, to whatever is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest_asyncio
import strawberry
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from neo4j import AsyncGraphDatabase

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.members import members
from api.graphql.pages import PageLimits
from api.graphql.requests import Asked
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.conftest import Recorder
from tests.api.graphql.generated import questions
from tests.api.graphql.plain import PlainGraph

LIMITS = Limits(PageLimits(20, 100), depth=20, cost=10**9, tokens=10**5, aliases=10**4, seconds=120)


@pytest_asyncio.fixture(scope="module")
async def plain(harbour: Recorder, schema: strawberry.Schema) -> PlainGraph:
    """A copy in memory of the small graph."""
    return await PlainGraph.of(harbour.store, members(load_vocabulary()), schema.as_str())


SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)


@SETTINGS
@given(data=st.data())
async def test_generated_questions(
    data: st.DataObject, harbour: Recorder, schema: strawberry.Schema, plain: PlainGraph
) -> None:
    query = data.draw(questions(plain.schema, sorted(plain.nodes)[::3]))
    answer = await GraphQLEndpoint(schema, harbour, LIMITS).execute(Asked(query), "test")
    expected = plain.ask(query)
    assert "errors" not in answer, answer["errors"]
    assert not expected.errors, expected.errors
    assert orjson.dumps(answer["data"]) == orjson.dumps(expected.data)


@pytest_asyncio.fixture(scope="module")
async def holed(plain: PlainGraph, harbour: Recorder) -> AsyncIterator[PlainGraph]:
    """The small graph and its copy, both robbed of values and neighbours that must be there."""
    address = harbour.store.address
    login = (address.writer.user, address.writer.password)
    async with AsyncGraphDatabase.driver(address.uri, auth=login) as driver:
        for cypher in HOLES:
            await driver.execute_query(cypher, database_=address.database)
    yield await PlainGraph.of(harbour.store, plain.members, plain.sdl)


HOLES = (
    "MATCH (s:Statement) WHERE s.title STARTS WITH 'Two' REMOVE s.title, s.url",
    "MATCH (p:Position) WHERE p.stance = 'mourns' REMOVE p.stance",
    "MATCH (:Demand {polarity: 'refrain'})-[r:PASSAGE]->() DELETE r",
    "MATCH (m:Mention)-[r:ENTITY]->(:Location) DELETE r",
    "MATCH (l:Location) REMOVE l.provisional",
    "MATCH (r:Report {type: 'PROTEST'}) SET r.type = 'UNHEARD-OF'",
)


@SETTINGS
@given(data=st.data())
async def test_generated_questions_to_a_graph_with_holes(
    data: st.DataObject, harbour: Recorder, schema: strawberry.Schema, holed: PlainGraph
) -> None:
    """What must be there and isn't makes the nearest field null that may be, with an error that says where."""
    query = data.draw(questions(holed.schema, sorted(holed.nodes)[::3]))
    answer = await GraphQLEndpoint(schema, harbour, LIMITS).execute(Asked(query), "test")
    expected = holed.ask(query)
    event("something is missing" if expected.errors else "nothing is missing")
    assert orjson.dumps(answer["data"]) == orjson.dumps(expected.data)
    assert paths(answer.get("errors", [])) == {tuple(error.path or ()) for error in expected.errors or []}


def paths(errors: list[dict[str, Any]]) -> set[tuple[str | int, ...]]:
    return {tuple(error["path"]) for error in errors}
