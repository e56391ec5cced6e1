"""What the docs do with examples/: the notebook runs, and the questions of the cookbook have answers as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import nbformat
import pytest
import pytest_asyncio
from fastapi import FastAPI
from nbclient import NotebookClient

from api.graphql.router import graphql_router
from api.loading import load
from api.settings import Settings
from graph.engine.addresses import Address
from graph.opening import open_store
from loaders.reading import read_path
from ontology.vocabulary import load_vocabulary
from tests.api.served import serving
from tests.engines.fixtures import OPTIONS

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "pandas.ipynb"
COOKBOOK = (ROOT / "docs" / "graphql.md").read_text("utf-8").split("\n## Cookbook\n")[1]
QUESTIONS = dict(re.findall(r"^### ([^\n]+)\n.*?```graphql\n(.*?)```", COOKBOOK, re.DOTALL | re.MULTILINE))
UNANSWERED = {"Were demands followed?"}
"""Questions to which the few examples hold no answer."""
CELL_SECONDS = 120


@pytest_asyncio.fixture(scope="module")
async def service(embedded: Address) -> AsyncIterator[str]:
    """The address of a service on the examples, as after `make demo`."""
    async with open_store(embedded, OPTIONS) as store:
        await store.reset()
        await load(store, read_path(ROOT / "examples"), Settings())
        app = FastAPI()
        app.include_router(graphql_router(load_vocabulary(), store))
        async with serving(app) as address:
            yield address


@pytest.mark.parametrize("title", QUESTIONS)
async def test_the_question_has_a_name_and_an_answer_as_it_stands(service: str, title: str) -> None:
    assert re.match(r"query \w+", QUESTIONS[title]), "Tabs, logs and clients call a question by its name."
    async with httpx.AsyncClient(timeout=60) as client:
        answer = (await client.post(f"{service}/graphql", json={"query": QUESTIONS[title]})).json()
    assert "errors" not in answer
    for found in answer["data"].values():
        rows = found.get("nodes", found.get("totalCount")) if isinstance(found, dict) else found
        assert rows or title in UNANSWERED


async def test_the_notebook_goes_from_questions_to_tables(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTRA_SERVICE", service)
    text = NOTEBOOK.read_text("utf-8")
    notebook = nbformat.reads(text, nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    await NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3").async_execute()
    outputs = [shown for cell in notebook.cells for shown in cell.get("outputs", ())]
    assert sum("text/html" in shown.get("data", {}) for shown in outputs) >= 5
    assert any("image/png" in shown.get("data", {}) for shown in outputs)


def test_the_notebook_tells_of_no_machine() -> None:
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text("utf-8"))
    outputs = [shown for cell in notebook["cells"] for shown in cell.get("outputs", ())]
    assert outputs
    assert not re.search(r"/home/|/root/|/tmp/|/work/|Warning", json.dumps(outputs))
    assert notebook["metadata"].keys() == {"kernelspec", "language_info"}
