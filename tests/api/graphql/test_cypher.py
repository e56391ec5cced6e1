"""GraphQL in, Cypher out."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

import strawberry

from api.graphql.cursors import encode
from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from graph.question.order import BY_ID, Key
from graph.question.steps import Step
from ontology.vocabulary import load_vocabulary


class Silent:
    """Answers every question with an empty page, and remembers the question."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, Mapping[str, Any]]] = []

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        self.statements.append((cypher, parameters or {}))
        return [{"rows": [], "_total": 0}]


async def asked(schema: strawberry.Schema, query: str) -> tuple[str, Mapping[str, Any]]:
    """The statement that a question with one root field becomes."""
    silent = Silent()
    answer = await GraphQLEndpoint(schema, silent, Limits()).execute(Asked(query), "test")
    assert "errors" not in answer, answer
    ((text, parameters),) = silent.statements
    return text, parameters


def cypher(text: str) -> str:
    return dedent(text).strip()


async def test_a_list_with_what_it_says_and_what_points_to_it(schema: strawberry.Schema) -> None:
    text, parameters = await asked(
        schema,
        """
        { demands(first: 10, where: {strength: URGE}) { nodes {
            words: action
            issuer { name }
            addressees { id name ... on Organization { suborganizations(first: 2) { totalCount } } } } } }
        """,
    )
    assert text == cypher(
        """
        MATCH (n0:Demand)
        WHERE n0.strength = $p0
          AND n0.id IS NOT NULL
        WITH n0 ORDER BY n0.strength, n0.id LIMIT $p1
        WITH n0 {.action,
          issuer: head(COLLECT {
            MATCH (n0)-[:ISSUER]->(n1)
            RETURN n1 {.name}
          }),
          addressees: COLLECT {
            MATCH (n0)-[:ADDRESSEE]->(n2)
            WITH n2 ORDER BY n2.id
            RETURN n2 {.id, .name, label: labels(n2)[0],
              suborganizations_total: COUNT { (n2)<-[:PARENT]-() }}
          }} AS row
        RETURN collect(row) AS rows
        """
    )
    assert parameters == {"p0": "urge", "p1": 10}


async def test_filters_through_relations(schema: strawberry.Schema) -> None:
    text, parameters = await asked(
        schema,
        """
        { demands(where: {
            addressees: {some: {id: "organization/x"}}
            respondsTo: {some: {type: ASSAULT}}
            statement: {issued: {gte: "2023-01-01", lt: "2023-02-01"}}
            or: [{issuer: null}, {topics: {count: {gt: 1}}}]
          }) { totalCount } }
        """,
    )
    assert text == cypher(
        """
        CALL () {
          MATCH (n1:Organization {id: $p0}) RETURN n1
          UNION ALL
          MATCH (n1:Official {id: $p0}) RETURN n1
          UNION ALL
          MATCH (n1:Location {id: $p0}) RETURN n1
        }
        MATCH (n0:Demand)-[:ADDRESSEE]->(n1)
        WHERE (NOT EXISTS { MATCH (n0)-[:ISSUER]->(n2) } OR COUNT { (n0)-[:TOPIC]->() } > $p1)
          AND EXISTS { MATCH (n0)-[:STATEMENT]->(n3) WHERE (n3.issued < $p2 AND n3.issued >= $p3) }
          AND EXISTS { MATCH (n0)-[:RESPONDS_TO]->(n4) WHERE n4.type = $p4 }
        RETURN count(n0) AS _total
        """
    )
    assert parameters == {
        "p0": "organization/x",
        "p1": 1,
        "p2": "2023-02-01",
        "p3": "2023-01-01",
        "p4": "ASSAULT",
    }


async def test_a_filter_within_a_filter_that_names_an_id(schema: strawberry.Schema) -> None:
    text, _ = await asked(
        schema, '{ demands(where: {respondsTo: {some: {incident: {id: "incident/x"}}}}) { nodes { id } } }'
    )
    assert text == cypher(
        """
        MATCH (n1:Incident {id: $p0})
        MATCH (n0:Demand)-[:RESPONDS_TO]->()-[:INCIDENT]->(n1)
        WHERE EXISTS { MATCH (n0)-[:RESPONDS_TO]->(n2) \
WHERE EXISTS { MATCH (n2)-[:INCIDENT]->(n3) WHERE n3.id = $p1 } }
        WITH DISTINCT n0
        WITH n0 ORDER BY n0.id LIMIT $p2
        WITH n0 {.id} AS row
        RETURN collect(row) AS rows
        """
    )


async def test_a_page_behind_a_cursor_by_a_count_and_a_key_that_may_be_missing(
    schema: strawberry.Schema,
) -> None:
    by_reports = Key(Step("INCIDENT", outgoing=False), descending=True)
    cursor = encode((by_reports, Key("startDate", optional=True), BY_ID), (3, None, "incident/x"))
    query = """
        { incidents(orderBy: [{reportsCount: DESC}, {startDate: ASC}], first: 5, after: "CURSOR") {
            nodes { name } pageInfo { hasNextPage endCursor } } }
        """
    text, parameters = await asked(schema, query.replace("CURSOR", cursor))
    assert text == cypher(
        """
        MATCH (n0:Incident)
        WITH n0, COUNT { (n0)<-[:INCIDENT]-() } AS n0_count0
        WHERE ((n0_count0 < $p0) OR (n0_count0 = $p1 AND n0.startDate IS NULL AND n0.id > $p2))
        WITH n0, n0_count0 ORDER BY n0_count0 DESC, n0.startDate IS NULL, n0.startDate, n0.id LIMIT $p3
        WITH n0 {.name, .startDate, .id, _count0: n0_count0} AS row
        RETURN collect(row) AS rows
        """
    )
    assert parameters == {"p0": 3, "p1": 3, "p2": "incident/x", "p3": 6}


async def test_a_node_of_one_class_and_of_any(schema: strawberry.Schema) -> None:
    text, parameters = await asked(schema, '{ statement(id: "statement/x") { title issued } }')
    assert text == cypher(
        """
        MATCH (n0:Statement {id: $p0})
        WITH n0 {.title, .issued} AS row
        RETURN collect(row) AS rows
        """
    )
    assert parameters == {"p0": "statement/x"}


async def test_neighbours_of_a_hub_come_in_order_from_an_index(schema: strawberry.Schema) -> None:
    cursor = encode((BY_ID,), ("mention/x",))
    query = """{ location(id: "location/x") {
        mentions(first: 2, after: "CURSOR", where: {words: {eq: "x"}}) { nodes { words } } } }"""
    text, parameters = await asked(schema, query.replace("CURSOR", cursor))
    assert text == cypher(
        """
        MATCH (n0:Location {id: $p0})
        WITH n0 {.id,
          mentions: COLLECT {
            MATCH (n0)<-[n1_edge:ENTITY]-(n1)
            WHERE n1_edge.target = n0.id
              AND n1_edge.source > $p1
              AND n1.words = $p2
            WITH n1, n1_edge ORDER BY n1_edge.target, n1_edge.source LIMIT $p3
            RETURN n1 {.words}
          }} AS row
        RETURN collect(row) AS rows
        """
    )
    assert parameters == {"p0": "location/x", "p1": "mention/x", "p2": "x", "p3": 2}


async def test_what_points_to_a_hub_is_found_from_there(schema: strawberry.Schema) -> None:
    text, _ = await asked(
        schema, '{ reports(last: 2, where: {incident: {id: "incident/x"}}) { nodes { id } } }'
    )
    assert text == cypher(
        """
        MATCH (n1:Incident {id: $p1})
        CALL (n1) {
          MATCH (n1)<-[n0_edge:INCIDENT]-(n0:Report)
          USING INDEX n0_edge:INCIDENT(target, source)
          WHERE n0_edge.target = n1.id
            AND n0_edge.source > ''
          WITH n0, n0_edge ORDER BY n0_edge.target DESC, n0_edge.source DESC LIMIT $p0
          RETURN n0
        }
        WITH n0 ORDER BY n0.id DESC LIMIT $p2
        WITH n0 {.id} AS row
        RETURN collect(row) AS rows
        """
    )


async def test_several_classes_in_order_each_from_its_own_index(schema: strawberry.Schema) -> None:
    key = Key("name", indexed=True)
    cursor = encode((key, BY_ID), ("x", "official/x"))
    query = '{ actors(first: 3, after: "CURSOR", orderBy: [{name: ASC}]) { nodes { id } } }'
    text, parameters = await asked(schema, query.replace("CURSOR", cursor))
    assert text == cypher(
        """
        CALL () {
          MATCH (n0:Organization)
          WHERE n0.name >= $p0
            AND ((n0.name > $p1) OR (n0.name = $p2 AND n0.id > $p3))
          WITH n0 ORDER BY n0.name, n0.id LIMIT $p4
          RETURN n0
          UNION ALL
          MATCH (n0:Official)
          WHERE n0.name >= $p5
            AND ((n0.name > $p6) OR (n0.name = $p7 AND n0.id > $p8))
          WITH n0 ORDER BY n0.name, n0.id LIMIT $p9
          RETURN n0
        }
        WITH n0 ORDER BY n0.name, n0.id LIMIT $p10
        WITH n0 {.id} AS row
        RETURN collect(row) AS rows
        """
    )
    assert parameters["p4"] == parameters["p9"] == parameters["p10"] == 3


async def test_nodes_of_several_classes_that_a_filter_names(schema: strawberry.Schema) -> None:
    text, parameters = await asked(
        schema,
        '{ actors(where: {idIn: ["official/x", "organization/x"], provisional: true}) { totalCount } }',
    )
    assert text == cypher(
        """
        CALL () {
          MATCH (n0:Organization) WHERE n0.id IN $p0 RETURN n0
          UNION ALL
          MATCH (n0:Official) WHERE n0.id IN $p0 RETURN n0
        }
        WITH n0
        WHERE n0.provisional = $p1
        RETURN count(n0) AS _total
        """
    )
    assert parameters == {"p0": ["official/x", "organization/x"], "p1": True}


async def test_the_embedded_engine_calls_a_function_for_the_page_of_a_hub(schema: strawberry.Schema) -> None:
    embedded = build_schema(load_vocabulary(), keyed="function")
    text, parameters = await asked(
        embedded, '{ location(id: "location/x") { mentions(last: 2) { nodes { words } } } }'
    )
    assert text == cypher(
        """
        MATCH (n0:Location {id: $p0})
        WITH *, rostra.ENTITY_descending(n0.id, $p1, $p2, $p3, $p4) AS n1_page
        WITH n0 {.id,
          mentions: COLLECT {
            UNWIND n1_page AS n1
            WITH n1 ORDER BY n1.id DESC LIMIT $p5
            RETURN n1 {.words}
          }} AS row
        RETURN collect(row) AS rows
        """
    )
    assert (parameters["p1"], parameters["p2"], parameters["p4"]) == ("", "\uffff", 2)
    assert embedded.as_str() == schema.as_str()

    among = '{ mentions(first: 2, where: {entity: {id: "location/x"}}) { nodes { words } } }'
    text, _ = await asked(embedded, among)
    assert "UNWIND n0_page AS n0" in text
    filtered = (
        '{ location(id: "location/x") { mentions(first: 2, where: {start: {lt: 9}}) { nodes { words } } } }'
    )
    text, _ = await asked(embedded, filtered)
    assert "MATCH (n0)<-[:ENTITY]-(n1)" in text


async def test_an_engine_without_that_index_sorts_neighbours(schema: strawberry.Schema) -> None:
    plain = build_schema(load_vocabulary(), keyed=None)
    text, _ = await asked(plain, '{ location(id: "location/x") { mentions(first: 2) { nodes { words } } } }')
    assert text == cypher(
        """
        MATCH (n0:Location {id: $p0})
        WITH n0 {.id,
          mentions: COLLECT {
            MATCH (n0)<-[:ENTITY]-(n1)
            WITH n1 ORDER BY n1.id LIMIT $p1
            RETURN n1 {.words}
          }} AS row
        RETURN collect(row) AS rows
        """
    )
    assert plain.as_str() == schema.as_str()
