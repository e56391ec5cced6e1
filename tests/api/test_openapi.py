"""The description of the service is true: whatever is sent, the answer is one that it tells of, and no fault."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.app import build_app
from api.settings import Settings
from bench.inputs.requests import ask_all
from graph.store import Store
from tests.api.graphql.harbour import harbour_facts, harbour_register
from tests.api.opened import Opened
from tests.api.served import serving

EXAMPLES = 2


@pytest.mark.parametrize(
    "engine", ["embedded"], indirect=True, scope="session"
)  # answers are described for either alike
async def test_every_answer_is_described(tmp_path: Path, opened: Store) -> None:
    await opened.reset()
    await opened.load_register(harbour_register())
    await opened.write_many(harbour_facts())
    app = build_app(Settings(data_dir=tmp_path))
    app.state.store = Opened(opened)
    async with serving(app, lifespan="off") as url:
        tried, lost = await asyncio.to_thread(ask_all, url, EXAMPLES)
    assert lost == []
    assert tried > 10
