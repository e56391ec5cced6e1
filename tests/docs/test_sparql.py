"""The queries of docs/sparql.md are those that the page offers, and each finds something in the examples."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from api.loading import load
from api.settings import Settings
from api.sparql.endpoint import SparqlEndpoint
from api.sparql.examples import Example, examples
from api.sparql.protocol import Asked
from api.sparql.query import read_query
from api.sparql.results import named
from graph.engine.addresses import Address
from graph.opening import open_store
from loaders.reading import read_path
from tests.engines.fixtures import OPTIONS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sparql.md").read_text("utf-8")


@pytest_asyncio.fixture(scope="module")
async def endpoint(
    embedded: Address, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SparqlEndpoint]:
    """An endpoint on the examples, as after `make demo`."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), query_timeout=60)
    async with open_store(embedded, OPTIONS) as store:
        await store.reset()
        await load(store, read_path(ROOT / "examples"), settings)
        endpoint = SparqlEndpoint(lambda: store, settings)
        yield endpoint
        await endpoint.close()


def test_the_queries_of_the_docs_are_those_of_the_page() -> None:
    assert re.findall(r"### ([^\n]+)\n\n```sparql\n(.*?)\n```", PAGE, re.DOTALL) == [
        (example.title, example.query) for example in examples()
    ]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
async def test_a_query_of_the_docs_finds_something(endpoint: SparqlEndpoint, example: Example) -> None:
    query = read_query(example.query)
    form = named("nt" if query.form.gives_triples else "csv", query.form)
    answer = await endpoint.answer(query, Asked(query.text), form, latest=True)
    lines = answer.body.decode().splitlines()
    assert len(lines) > (0 if query.form.gives_triples else 1)
