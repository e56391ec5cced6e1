"""The command line against each engine in turn, as a person would have it configured."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from api.commands import app
from graph.engine.addresses import Address
from graph.store import Store
from ontology.errors import RostraError

Rostra = Callable[..., Result]


@pytest.fixture
def rostra(
    store: Store,
    engine: Address,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Rostra:
    """Runs `rostra ARGUMENTS…` on an empty graph; give `input` for standard input.

    Our own errors stand in `exception`, as `api.commands.main` would tell them; others are raised.
    """
    if engine.embedded:
        monkeypatch.setenv("ROSTRA_DATA_DIR", str(tmp_path_factory.getbasetemp() / "embedded0"))
    else:
        monkeypatch.setenv("ROSTRA_NEO4J_URI", engine.uri)
        monkeypatch.setenv("ROSTRA_NEO4J_USER", engine.writer.user)
        monkeypatch.setenv("ROSTRA_NEO4J_PASSWORD", engine.writer.password)
        monkeypatch.setenv("ROSTRA_NEO4J_DATABASE", engine.database)

    def run(*arguments: str, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, list(arguments), input=input)
        if result.exception and not isinstance(result.exception, RostraError | SystemExit):
            raise result.exception
        return result

    return run
