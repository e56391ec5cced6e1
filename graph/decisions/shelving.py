"""A withdrawn statement rests as a Retraction that can be made into the statement again."""

from __future__ import annotations

import json
from dataclasses import replace

from neo4j import AsyncTransaction

from graph.decisions.absorption import keep_issuers
from graph.decisions.findings import facts_of
from graph.engine.connection import rows
from graph.nodes import StatementRows, statement_rows
from graph.resolution import settle
from graph.rows import Node, Relationship
from graph.withdrawal import delete_statements, sweep, withdraw_assertions
from graph.writing import create_nodes, create_relationships
from ontology.errors import QuestionError

_WHOLE = """
MATCH (s:Statement {id: $id}) OPTIONAL MATCH (s)<-[:STATEMENT]-(r:Run)
RETURN properties(s) AS statement, r.findings AS findings, r.endedAt AS ended,
  [(s)-[:ISSUER]->(i) | [labels(i)[0], i.id]] AS issuers,
  [(s)-[:SUPERSEDES]->(o) | o.id] AS older, [(s)<-[:SUPERSEDES]-(n) | n.id] AS newer
"""


async def shelve(transaction: AsyncTransaction, statement: str) -> None:
    """Take a statement and whatever only it asserts out of the graph. Raises QuestionError where there is none."""
    found = await rows(transaction, _WHOLE, id=statement)
    if not found:
        raise QuestionError(f"There is no statement {statement}.")
    title = found[0]["statement"]["title"]
    content = json.dumps(found[0], ensure_ascii=False, sort_keys=True)
    told = {"retracted": "Statement", "words": title, "content": content}
    withdrawn = await withdraw_assertions(transaction, [statement])
    await delete_statements(transaction, [statement])
    await settle(transaction, [], withdrawn.reports)
    await sweep(transaction, withdrawn.touched)
    await create_nodes(transaction, [Node("Retraction", statement, told)])


async def unshelve(transaction: AsyncTransaction, statement: str) -> StatementRows | None:
    """Put a withdrawn statement back, its versions and its text; gives what else was read of it, to be placed."""
    found = await rows(
        transaction, "MATCH (r:Retraction {id: $id}) RETURN r.content AS content", id=statement
    )
    kept = json.loads(found[0]["content"])
    await rows(transaction, "MATCH (r:Retraction {id: $id}) DETACH DELETE r", id=statement)
    properties = {name: value for name, value in kept["statement"].items() if name != "id"}
    await create_nodes(transaction, [Node("Statement", statement, properties)])
    for older, newer in [
        *((id, statement) for id in kept["older"]),
        *((statement, id) for id in kept["newer"]),
    ]:
        await _supersede(transaction, newer, older)
    if kept["findings"] is None:
        issuers = [Relationship("ISSUER", "Statement", statement, label, id) for label, id in kept["issuers"]]
        await create_relationships(transaction, await keep_issuers(transaction, issuers))
        return None
    read = statement_rows(facts_of(kept["findings"], properties["text"]))
    *own, run = read.own
    return replace(read, own=(*own, replace(run, properties={**run.properties, "endedAt": kept["ended"]})))


async def _supersede(transaction: AsyncTransaction, newer: str, older: str) -> None:
    """Let one statement supersede another, where both are there."""
    await rows(
        transaction,
        "MATCH (n:Statement {id: $newer}) MATCH (o:Statement {id: $older}) MERGE (n)-[:SUPERSEDES]->(o)",
        newer=newer,
        older=older,
    )
