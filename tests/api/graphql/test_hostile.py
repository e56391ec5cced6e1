"""Hostile words, numbers and cursors at every argument of every field of the schema.

The arguments are found in the schema, so that a new field is tested as soon as it is there.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
)

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.conftest import Recorder
from tests.api.graphql.test_cypher import Silent
from tests.graph.dumps import whole

VOCABULARY = load_vocabulary()
SCHEMA = build_schema(VOCABULARY)
TYPES = SCHEMA._schema.type_map
OURS = {"BAD_REQUEST", "BAD_QUESTION"}
"""Codes of errors that a person can mend; all else would be a fault of ours."""
DEEP, FEW = 2, 4
"""Levels of input objects that are looked into, and the hostile values for each field within them."""


def cursor(*values: object) -> str:
    """A cursor with these values, well made or not."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


WORDS = (
    "x' OR 1=1 //",
    "`) DETACH DELETE n0 //",
    '"}) MATCH (m) DETACH DELETE m RETURN collect({',
    "\\",
    "\\u0027 } RETURN 1 //",
    "$p0",
    "\x00",
    "‮🂡",
    "a" * 10_000,
    "",
    cursor("id", "x' DETACH DELETE n0 //"),
    cursor("id", None),
    cursor("id", 2**64 - 1),
    cursor("id", ["a"]),
    cursor("-id", "a"),
    cursor(),
)
NUMBERS = (-1, 0, 2**31 - 1, -(2**31))
HOSTILE: dict[str, tuple[Any, ...]] = {
    "String": WORDS,
    "ID": WORDS,
    "Date": (*WORDS[:3], "0001-01-01", "9999-12-31", "2023-02-30"),
    "DateTime": (*WORDS[:3], "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
    "Int": NUMBERS,
    "Float": (*NUMBERS, 1e308, -1e-308),
    "Boolean": (True, False),
}
HARMLESS: dict[str, Any] = {
    "String": "harmless",
    "ID": "harmless/id",
    "Date": "2023-01-01",
    "DateTime": "2023-01-01T00:00:00Z",
    "Int": 1,
    "Float": 0.5,
    "Boolean": True,
}


def values(type_: GraphQLInputType, deep: int = DEEP) -> Iterator[Any]:
    """Values of an input type, each with one hostile value in it."""
    if isinstance(type_, GraphQLNonNull):
        yield from values(type_.of_type, deep)
    elif isinstance(type_, GraphQLList):
        yield from ([value] for value in values(type_.of_type, deep))
        yield []
    elif isinstance(type_, GraphQLInputObjectType):
        yield {}
        for name, field in type_.fields.items() if deep else ():
            yield from ({name: value} for value in values(field.type, deep - 1))
    elif isinstance(type_, GraphQLEnumType):
        yield from (WORDS[0], "id", next(iter(type_.values)))
    else:
        found = HOSTILE[get_named_type(type_).name]
        yield from found if deep == DEEP else found[:FEW]


def harmless(type_: GraphQLInputType) -> Any:  # noqa: ANN401
    """A value that is nothing special."""
    if isinstance(type_, GraphQLNonNull):
        return harmless(type_.of_type)
    if isinstance(type_, GraphQLList):
        return [harmless(type_.of_type)]
    if isinstance(type_, GraphQLInputObjectType):
        return {}
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    return HARMLESS[get_named_type(type_).name]


def selection(type_: Any) -> str:  # noqa: ANN401
    """The least that can be selected of a type."""
    inner = get_named_type(type_)
    if not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    return "{ nodes { id } }" if "nodes" in inner.fields and "edges" in inner.fields else "{ __typename }"


@dataclass(frozen=True)
class Place:
    """An argument of a field, and the question around the field."""

    field: GraphQLField
    name: str
    argument: str
    around: str = "{ FIELD }"

    def __str__(self) -> str:
        return f"{self.around.replace('FIELD', self.name)} {self.argument}"

    @property
    def type(self) -> GraphQLInputType:
        return self.field.args[self.argument].type

    def question(self, value: object) -> Asked:
        """A question with this value at the argument, and harmless ones where others must be given."""
        needed = {
            name: given
            for name, given in self.field.args.items()
            if name == self.argument or isinstance(given.type, GraphQLNonNull)
        }
        declared = ", ".join(f"${name}: {given.type}" for name, given in needed.items())
        arguments = ", ".join(f"{name}: ${name}" for name in needed)
        field = f"{self.name}({arguments}) {selection(self.field.type)}"
        given = {name: harmless(each.type) for name, each in needed.items()} | {self.argument: value}
        return Asked(f"query ({declared}) {self.around.replace('FIELD', field)}", given)


def places_in(type_: GraphQLObjectType, around: str) -> list[Place]:
    """The arguments of all fields of a type."""
    return [
        Place(field, name, argument, around)
        for name, field in type_.fields.items()
        for argument in field.args
    ]


def root_places() -> list[Place]:
    query = SCHEMA._schema.query_type
    assert query is not None
    return places_in(query, "{ FIELD }")


def inner_places() -> list[Place]:
    """The arguments of all fields of nodes, and of their connections."""
    found: list[Place] = []
    for cls in VOCABULARY.classes.values():
        connection, type_ = TYPES.get(f"{cls.name}Connection"), TYPES[cls.name]
        if isinstance(connection, GraphQLObjectType):
            found += places_in(connection, f"{{ {cls.plural} {{ FIELD }} }}")
        if isinstance(type_, GraphQLObjectType):
            found += places_in(type_, f"{{ {cls.plural} {{ nodes {{ FIELD }} }} }}")
    return found


def sampled(place: Place) -> Iterator[Any]:
    """Hostile values for an engine: of a filter all its fields at once, of anything else each."""
    inner = get_named_type(place.type)
    if not isinstance(inner, GraphQLInputObjectType) or inner.is_one_of:
        yield from values(place.type)
        return
    leaves = [
        {name: next(found for found in values(field.type, 1) if found not in ({}, []))}
        for name, field in inner.fields.items()
        if name not in ("and", "or", "not") and get_named_type(field.type).name in (*HOSTILE, "TextFilter")
    ]
    for word in WORDS:
        yield {"or": [hostile(leaf, word) for leaf in leaves]} if "or" in inner.fields else {}


def hostile(value: Any, word: str) -> Any:  # noqa: ANN401
    """The value with another hostile word in the place of the first."""
    if isinstance(value, dict):
        return {name: hostile(each, word) for name, each in value.items()}
    if isinstance(value, list):
        return [hostile(each, word) for each in value]
    return word if value == WORDS[0] else value


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


@pytest.mark.parametrize(
    ("place", "given"),
    [*((place, values(place.type)) for place in root_places()), *((p, sampled(p)) for p in inner_places())],
    ids=lambda each: str(each) if isinstance(each, Place) else "",
)
async def test_nothing_typed_gets_into_a_statement_or_breaks_us(place: Place, given: Iterator[Any]) -> None:
    silent = Silent()
    endpoint = GraphQLEndpoint(SCHEMA, silent, Limits())
    for value in given:
        silent.statements.clear()
        assert codes(await endpoint.execute(place.question(value), "test")) <= OURS, value
        for text, _ in silent.statements:
            assert not any(word in text for word in WORDS if len(word) > 8), value


async def test_nothing_typed_changes_the_graph(harbour: Recorder) -> None:
    """On each engine: every question is answered, or refused with a reason."""
    before = await whole(harbour.store)
    endpoint = GraphQLEndpoint(SCHEMA, harbour, Limits(seconds=60))
    for place in root_places():
        for value in sampled(place):
            answer = await endpoint.execute(place.question(value), "test")
            assert codes(answer) <= OURS, (str(place), value, answer)
    assert await whole(harbour.store) == before
