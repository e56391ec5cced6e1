"""`rostra sparql`: tables for people, files for others, about the graph as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from graph.engine.addresses import Address
from ontology.errors import QuestionError
from tests.api.commands.conftest import Rostra

STATEMENT = "On the raid\n\n27 January 2023\n\nHarbour Watch condemns the raid on the camp.\n"
ISSUERS = "SELECT ?issuer ?name { ?s rostra:issuer ?issuer . ?issuer rostra:name ?name }"


@pytest.fixture(autouse=True)
def _folder(rostra: Rostra, engine: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Snapshots of a Neo4j go to a folder of the test too."""
    if not engine.embedded:
        monkeypatch.setenv("ROSTRA_DATA_DIR", str(tmp_path))


def test_an_answer_is_a_table_yes_or_no_or_a_file(rostra: Rostra) -> None:
    assert "0 rows" in rostra("sparql", ISSUERS).stdout
    rostra("load", "-", "--format", "text", "--issuer", "Harbour Watch", input=STATEMENT)
    table = rostra("sparql", "-", input=ISSUERS).stdout
    assert "1 row" in table
    assert "organization/harbour-watch" in table
    assert rostra("sparql", "ASK { ?s a rostra:Statement }").stdout.strip() == "yes"
    assert rostra("sparql", "--format", "csv", ISSUERS).stdout.splitlines()[1].endswith(",Harbour Watch")
    described = rostra("sparql", "DESCRIBE <organization/harbour-watch>").stdout
    assert len(Graph().parse(data=described, format="turtle")) >= 3


@pytest.mark.parametrize("query", ["CLEAR ALL", "SELECT * {", "SELECT * { SERVICE <http://127.0.0.1/> {} }"])
def test_what_is_refused_is_told_in_one_line(rostra: Rostra, query: str) -> None:
    result = rostra("sparql", query)
    assert isinstance(result.exception, QuestionError)
    assert "\n" not in str(result.exception)
