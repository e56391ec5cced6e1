"""A small graph of made-up statements, asked in GraphQL as a client would ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import cache
from typing import Any

import pytest
import pytest_asyncio
import strawberry

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from graph.hubs import keyed_by
from graph.store import Store
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.harbour import harbour_facts, harbour_register

Ask = Callable[..., Awaitable[dict[str, Any]]]


class Recorder:
    """Reads for real and remembers what was asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.statements: list[tuple[str, Mapping[str, Any]]] = []

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        self.statements.append((cypher, parameters or {}))
        return await self.store.read(cypher, parameters, seconds)


@pytest_asyncio.fixture(scope="module")
async def harbour(opened: Store) -> AsyncIterator[Recorder]:
    """The graph of tests/api/graphql/harbour.py, on each engine in turn."""
    await opened.reset()
    await opened.load_register(harbour_register())
    await opened.write_many(harbour_facts())
    yield Recorder(opened)


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    """The schema, with the limits that apply if nothing is set."""
    return build_schema(load_vocabulary())


@cache
def schema_for(*, embedded: bool) -> strawberry.Schema:
    """The same schema as an engine's questions are made by."""
    return build_schema(load_vocabulary(), keyed=keyed_by(embedded=embedded))


def schema_of(harbour: Recorder) -> strawberry.Schema:
    """The schema by which questions to its engine are made."""
    return schema_for(embedded=harbour.store.address.embedded)


@pytest.fixture
def ask(harbour: Recorder) -> Ask:
    """Ask a question; gives the data, and fails on errors unless `errors=True` asks for the whole answer."""
    harbour.statements.clear()
    return asking(GraphQLEndpoint(schema_of(harbour), harbour, Limits()))


def asking(endpoint: GraphQLEndpoint) -> Ask:
    """What puts questions to an endpoint."""

    async def asked(query: str, errors: bool = False, **variables: object) -> dict[str, Any]:
        answer = await endpoint.execute(Asked(query, variables), "test")
        if errors:
            return answer
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    return asked
