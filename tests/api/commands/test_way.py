"""The whole way by the command line: load, ask, count, export, empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from ontology.errors import QuestionError, ReadingError, SettingsError
from ontology.vocabulary import ROSTRA
from tests.api.commands.conftest import Rostra
from tests.api.linked_data.shapes import violations

EXAMPLES = Path(__file__).parents[3] / "examples"
STATEMENT = """On the raid in Dovna

27 January 2023

Harbour Watch condemns the raid on the camp. The government of Haiti must open an inquiry at once.
"""


def test_examples_become_a_graph_that_answers_and_fits_the_shapes(rostra: Rostra, tmp_path: Path) -> None:
    loaded = json.loads(rostra("load", str(EXAMPLES), "--json").stdout)
    assert loaded["refused"] == []
    assert loaded["statements"]["created"] >= 6
    question = "{ positions(where: {stance: CONDEMNS}) { nodes { target holder { name } } totalCount } }"
    answer = json.loads(rostra("query", "--json", question).stdout)["data"]["positions"]
    assert answer["totalCount"] >= 3
    assert all(node["target"] for node in answer["nodes"])
    output = tmp_path / "graph.ttl"
    assert rostra("export", "--output", str(output)).exit_code == 0
    graph = Graph().parse(output)
    assert len(set(graph.subjects(RDF.type, ROSTRA.Statement))) == loaded["statements"]["created"]
    assert violations(graph) == ""


def test_loading_twice_changes_nothing(rostra: Rostra, tmp_path: Path) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    for output in (first, second):
        assert rostra("load", str(EXAMPLES)).exit_code == 0
        rostra("export", "--format", "nq", "--output", str(output))
    assert first.read_bytes() == second.read_bytes()


def test_a_load_that_is_resumed_passes_over_what_was_read(rostra: Rostra, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(STATEMENT, "utf-8")
    rostra("load", str(tmp_path), "--issuer", "Harbour Watch")
    (tmp_path / "second.txt").write_text(STATEMENT.replace("Dovna", "Port Marr"), "utf-8")
    resumed = json.loads(
        rostra("load", str(tmp_path), "--issuer", "Harbour Watch", "--resume", "--json").stdout
    )
    assert resumed["statements"] == {"unchanged": 1, "created": 1}
    assert resumed["words"] == len(STATEMENT.replace("Dovna", "Port Marr").split())


def test_an_answer_is_shown_as_a_table_with_a_row_for_each_node(rostra: Rostra, tmp_path: Path) -> None:
    rostra("load", "-", "--issuer", "Harbour Watch", "--format", "text", input=STATEMENT)
    shown = rostra("query", "{ statements { nodes { title issued issuers { name } } } }").stdout
    assert [word in shown for word in ("On the raid in Dovna", "2023-01-27", "Harbour Watch")] == [True] * 3


def test_one_bad_file_is_refused_with_its_reason_and_the_rest_loads(rostra: Rostra, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STATEMENT, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "undated.txt").write_text("A title\n\nHarbour Watch condemns the raid.", "utf-8")
    report = tmp_path / "report.json"
    loaded = rostra("load", str(tmp_path), "--issuer", "Harbour Watch", "--report", str(report))
    assert loaded.exit_code == 1
    told = json.loads(report.read_text("utf-8"))
    assert told["statements"] == {"created": 1}
    assert {Path(refusal["source"]).name for refusal in told["refused"]} == {"empty.txt", "undated.txt"}
    assert all(refusal["message"] for refusal in told["refused"])


def test_a_statement_without_an_issuer_asks_for_one(rostra: Rostra, tmp_path: Path) -> None:
    (tmp_path / "nobody.txt").write_text("News\n\n27 January 2023\n\nIt rained all day long.", "utf-8")
    loaded = json.loads(rostra("load", str(tmp_path), "--json").stdout)
    assert [refusal["advice"] for refusal in loaded["refused"]] == ["Give it with --issuer."]


def test_a_broken_row_among_many_is_told_of_by_its_number(rostra: Rostra, tmp_path: Path) -> None:
    rows = [{"title": f"Statement {n}", "date": "2023-01-27", "text": STATEMENT} for n in range(30)]
    lines = [json.dumps(row) for row in rows]
    lines[17] = lines[17][:40]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    loaded = json.loads(rostra("load", str(tmp_path), "--issuer", "Harbour Watch", "--json").stdout)
    assert loaded["statements"]["created"] == 29
    assert len(loaded["refused"]) == 1
    assert "18" in loaded["refused"][0]["source"]


def test_counts_are_shown_and_reset_asks_before_it_deletes(rostra: Rostra) -> None:
    rostra("load", "-", "--issuer", "Harbour Watch", "--format", "text", input=STATEMENT)
    assert json.loads(rostra("stats", "--json").stdout)["nodes"]["Statement"] == 1
    assert rostra("reset", input="n\n").exit_code == 1
    assert json.loads(rostra("stats", "--json").stdout)["nodes"]["Statement"] == 1
    assert rostra("reset", "--yes").exit_code == 0
    assert json.loads(rostra("stats", "--json").stdout)["nodes"]["Statement"] == 0


def test_a_mutation_on_the_machine_itself_needs_no_key_and_is_signed_with_the_user(
    rostra: Rostra, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ana")
    rostra("load", "-", "--issuer", "Harbour Watch", "--format", "text", input=STATEMENT)
    asked = rostra("query", "--json", "{ statements { nodes { id } } }").stdout
    (statement,) = json.loads(asked)["data"]["statements"]["nodes"]
    withdraw = """mutation ($id: ID!) { withdrawStatement(input: {id: $id, reason: "forged"}) {
        decision { kind by reason } } }"""
    told = json.loads(rostra("query", "--json", withdraw, "--variables", json.dumps(statement)).stdout)
    decision = {"kind": "WITHDRAW", "by": "ana", "reason": "forged"}
    assert told["data"]["withdrawStatement"]["decision"] == decision
    again = rostra("load", "-", "--issuer", "Harbour Watch", "--format", "text", "--json", input=STATEMENT)
    assert json.loads(again.stdout)["statements"] == {"withdrawn": 1}


def test_a_question_that_is_none_is_answered_by_what_is_wrong_with_it(rostra: Rostra) -> None:
    asked = rostra("query", "--json", "{ nonsense }")
    assert asked.exit_code == 1
    assert "nonsense" in json.loads(asked.stdout)["errors"][0]["message"]
    assert isinstance(rostra("query", "{ x }", "--variables", "[").exception, QuestionError)
    assert isinstance(rostra("export", "--format", "docx").exception, QuestionError)


def test_an_engine_that_runs_is_found(
    rostra: Rostra, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ROSTRA_NEO4J_URI", raising=False)
    monkeypatch.setenv("ROSTRA_DATA_DIR", str(tmp_path))
    assert rostra("engine", "status").exit_code == 1
    assert "started" in rostra("engine", "start").stdout
    assert "running" in rostra("engine", "status").stdout
    assert "stopped" in rostra("engine", "stop").stdout
    assert "was not running" in rostra("engine", "stop").stdout


def test_bad_usage_is_told_in_one_line(rostra: Rostra) -> None:
    assert isinstance(rostra("load", "x.csv", "--column", "text").exception, SettingsError)
    assert isinstance(rostra("extract", "no-such-file.txt").exception, ReadingError)
