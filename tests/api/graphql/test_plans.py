"""No question makes Neo4j look at all nodes of a class, but those that are about all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import strawberry
from neo4j import AsyncDriver, AsyncGraphDatabase, NotificationMinimumSeverity

from api.graphql.http import GraphQLEndpoint
from api.graphql.requests import Asked
from graph.store import Store
from tests.api.graphql.every import Every
from tests.api.graphql.harbour import harbour_facts, harbour_register
from tests.api.graphql.test_cypher import Silent
from tests.api.graphql.test_differential import ASKED, LIMITS
from tests.graph.samples import many

SCANS = ("NodeByLabelScan", "UnionNodeByLabelsScan", "AllNodesScan", "DirectedAllRelationshipsScan")
SMALL = ("Topic",)
"""Classes of which there are never many nodes."""


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
async def test_indexes_serve_every_question(opened: Store, schema: strawberry.Schema) -> None:
    await opened.reset()
    await opened.load_register(harbour_register())
    await opened.write_many([*harbour_facts(), *many(10)])
    address = opened.address
    async with AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.writer.user, address.writer.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as driver:
        statements = await every_statement(schema)
        scanning = {
            question: scans
            for text, (question, parameters) in statements.items()
            if (scans := await scanned(driver, address.database, text, parameters))
        }

    assert len(statements) > 200
    assert scanning == {}


async def every_statement(schema: strawberry.Schema) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """What all questions become: statement -> one question for it, and the parameters."""
    silent = Silent()
    endpoint = GraphQLEndpoint(schema, silent, LIMITS)
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for question in Every(schema._schema, "organization/coast-guard", ASKED).questions():
        silent.statements.clear()
        await endpoint.execute(Asked(question), "test")
        assert silent.statements, question
        found |= {text: (question, parameters) for text, parameters in silent.statements}
    return found


async def scanned(driver: AsyncDriver, database: str, text: str, parameters: Mapping[str, Any]) -> list[str]:
    """What a statement scans, by Neo4j's plan."""
    async with driver.session(database=database) as session:
        summary = await (await session.run(f"EXPLAIN {text}", dict(parameters))).consume()
    assert summary.plan is not None
    return [
        f"{kind} {details}"
        for kind, details in operators(summary.plan)
        if kind in SCANS and not details.endswith(SMALL)
    ]


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The operators of a plan, each with what it is about."""
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", "")
    for child in plan.get("children", []):
        yield from operators(child)
