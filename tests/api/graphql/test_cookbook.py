"""Every question in docs/graphql.md is asked, and has an answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from api.graphql.limits import Limits
from graph.store import Store
from tests.api.graphql.conftest import Ask, Recorder
from tests.api.graphql.harbour import aftermath, harbour_facts, harbour_register

TEXT = (Path(__file__).parents[3] / "docs" / "graphql.md").read_text("utf-8")
QUESTIONS = dict(
    re.findall(r"^#{2,3} ([^\n]+)\n(?:(?!^#).)*?```graphql\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE)
)
VARIABLES: dict[str, Any] = {
    "day": "2023-01-26",
    "on": "2023-01-27",
    "place": "dovna",
    "holder": "organization/harbour-watch",
    "actor": "organization/coast-guard",
    "issuer": "organization/harbour-watch",
    "from": "2023-01-01",
    "to": "2023-12-31",
    "holders": ["organization/harbour-watch", "organization/port-union"],
    "topic": "topic/military-action",
    "topics": ["topic/military-action", "topic/accountability"],
    "start": "organization/tide",
    "end": "organization/coast-guard",
    "below": 0.7,
    "words": "harbor watch",
}


@pytest_asyncio.fixture(scope="module")
async def harbour(opened: Store) -> AsyncIterator[Recorder]:
    """The graph of tests/api/graphql/harbour.py with what happened later, on each engine in turn."""
    await opened.reset()
    await opened.load_register(harbour_register())
    await opened.write_many([*harbour_facts(), aftermath().facts()])
    yield Recorder(opened)


def test_there_are_ten_questions_at_least() -> None:
    assert len(QUESTIONS) >= 10


@pytest.mark.parametrize("title", QUESTIONS)
async def test_the_question_has_an_answer(ask: Ask, title: str) -> None:
    named = re.findall(r"\$(\w+):", QUESTIONS[title])
    given = {name: VARIABLES[name] for name in named if name in VARIABLES}
    if "statements" in named:
        recent = await ask("{ statements(first: 2, orderBy: {issued: ASC}) { nodes { id } } }")
        given["statements"] = [statement["id"] for statement in recent["statements"]["nodes"]]
    data = await ask(QUESTIONS[title], **given)
    for field in data.values():
        found = (
            next((field[key] for key in ("nodes", "totalCount") if key in field), None)
            if isinstance(field, dict)
            else field
        )
        assert found, "The answer is empty."


def test_the_limits_told_are_those_that_hold() -> None:
    limits = Limits()
    told = (
        f"{limits.depth} levels deep, use {limits.aliases} aliases and {limits.tokens:,} tokens, "
        f"and may bring {limits.cost:,} nodes"
    )
    assert told in TEXT
    assert f"Without either, {limits.pages.default} nodes come" in TEXT
