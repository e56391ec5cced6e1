"""The audit of the GraphQL-over-HTTP specification, as the `graphql-http` package makes it."""

from __future__ import annotations

import json
from pathlib import Path

from fastapi import FastAPI

from api.graphql.router import graphql_router
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.test_cypher import Silent
from tests.api.served import served
from tests.node import run_script

SCRIPT = Path(__file__).parent / "audit" / "audit.mjs"
CHECKS = 61


def test_every_check_of_the_audit_is_passed() -> None:
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), Silent()))
    with served(app) as address:
        results = json.loads(run_script(SCRIPT, f"{address}/graphql"))
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == CHECKS
