"""Commands that need no engine: extract and settings."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import app

EXAMPLE = Path(__file__).parents[3] / "examples" / "2023-01-27-j-street.md"


def test_extract_prints_what_a_statement_says_as_json() -> None:
    result = CliRunner().invoke(app, ["extract", str(EXAMPLE), "--json"])
    form = json.loads(result.stdout)
    assert form["issuer"] == "J Street"
    text = EXAMPLE.read_text("utf-8")
    assert "IDF" in text
    names = {surface for entity in form["entities"] for surface in entity["surfaces"]}
    assert "IDF" in names
    assert form["demands"]
    assert all(demand["action"] in text.replace("\n", " ") for demand in form["demands"])


def test_settings_hide_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRA_NEO4J_PASSWORD", "correct horse")
    result = CliRunner().invoke(app, ["settings", "--json"])
    assert json.loads(result.stdout)["ROSTRA_NEO4J_PASSWORD"] == "********"
    assert "correct horse" not in result.stdout + CliRunner().invoke(app, ["settings"]).stdout


def test_the_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"rostra {version('rostra')}\n")
