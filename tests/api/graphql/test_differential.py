"""The service and plain execution give the same answers, to the byte, to whatever is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
import pytest_asyncio
import strawberry
from graphql import GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, get_named_type
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from neo4j import AsyncGraphDatabase

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.members import members
from api.graphql.pages import PageLimits
from api.graphql.requests import Asked
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.conftest import Recorder, schema_of
from tests.api.graphql.generated import questions, selections
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
async def test_generated_questions(data: st.DataObject, harbour: Recorder, plain: PlainGraph) -> None:
    query = data.draw(questions(plain.schema, sorted(plain.nodes)[::3]))
    answer = await GraphQLEndpoint(schema_of(harbour), harbour, LIMITS).execute(Asked(query), "test")
    expected = plain.ask(query)
    assert "errors" not in answer, answer["errors"]
    assert not expected.errors, expected.errors
    assert orjson.dumps(answer["data"]) == orjson.dumps(expected.data)


ASKED = {
    "positionHistory": '(holder: "organization/harbour-watch")',
    "positionMatrix": '(holders: ["organization/harbour-watch", "organization/port-union"])',
    "compare": '(holders: ["organization/harbour-watch", "organization/port-union"], by: TOPIC)',
    "timeline": '(of: "organization/coast-guard", first: 5)',
    "neighborhood": '(id: "organization/harbour-watch", first: 2)',
    "path": '(from: "organization/tide", to: "organization/coast-guard")',
    "search": '(text: "harbor watch", first: 2)',
    "demandsFollowed": "",
}


def everything(type_: GraphQLNamedType) -> str:
    """All fields of a record, and of records in it; of a node its id."""
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    if "id" in type_.fields:
        return "{ id }"
    return f"{{ {' '.join(name + everything(get_named_type(f.type)) for name, f in type_.fields.items())} }}"


def with_nodes(value: Any, plain: PlainGraph) -> Any:  # noqa: ANN401
    """An answer with the nodes themselves where it has their ids."""
    if isinstance(value, list):
        return [with_nodes(each, plain) for each in value]
    if isinstance(value, dict):
        if value.keys() == {"id"}:
            return plain.nodes[value["id"]]
        return {name: with_nodes(each, plain) for name, each in value.items()}
    return value


@settings(SETTINGS, max_examples=6)
@pytest.mark.parametrize("name", ASKED)
@given(data=st.data())
async def test_whatever_is_selected_of_an_answer(
    name: str, data: st.DataObject, harbour: Recorder, plain: PlainGraph
) -> None:
    """Of what a question answers, the same is told by plain execution over the same records."""
    endpoint = GraphQLEndpoint(schema_of(harbour), harbour, LIMITS)
    assert plain.schema.query_type is not None
    if name not in plain.answers:
        record = get_named_type(plain.schema.query_type.fields[name].type)
        whole = await endpoint.execute(Asked(f"{{ {name}{ASKED[name]} {everything(record)} }}"), "test")
        plain.answers[name] = with_nodes(whole["data"][name], plain)
    query = data.draw(selections(plain.schema, sorted(plain.nodes)[::3], name, ASKED[name]))
    answer = await endpoint.execute(Asked(query), "test")
    assert "errors" not in answer, answer["errors"]
    assert orjson.dumps(answer["data"]) == orjson.dumps(plain.ask(query).data)


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
    data: st.DataObject, harbour: Recorder, holed: PlainGraph
) -> None:
    """What must be there and isn't makes the nearest field null that may be, with an error that says where."""
    query = data.draw(questions(holed.schema, sorted(holed.nodes)[::3]))
    answer = await GraphQLEndpoint(schema_of(harbour), harbour, LIMITS).execute(Asked(query), "test")
    expected = holed.ask(query)
    event("something is missing" if expected.errors else "nothing is missing")
    assert orjson.dumps(answer["data"]) == orjson.dumps(expected.data)
    assert paths(answer.get("errors", [])) == {tuple(error.path or ()) for error in expected.errors or []}


async def test_what_is_missing_below_a_connection_takes_what_holds_it(
    harbour: Recorder, holed: PlainGraph
) -> None:
    query = "{ officials { nodes { demandsReceived { nodes { statement { title } } } } } }"
    answer = await GraphQLEndpoint(schema_of(harbour), harbour, LIMITS).execute(Asked(query), "test")
    expected = holed.ask(query)
    assert expected.errors
    assert answer["data"] == expected.data


def paths(errors: list[dict[str, Any]]) -> set[tuple[str | int, ...]]:
    return {tuple(error["path"]) for error in errors}
