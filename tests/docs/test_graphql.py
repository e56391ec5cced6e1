"""Every GraphQL question in the docs fits the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import Undefined, parse, validate

from api.commands.demo import QUESTIONS
from api.graphql.schema import build_schema
from ontology.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
SCHEMA = build_schema(load_vocabulary())._schema


def questions(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(r"```graphql\n(.*?)```", text, re.DOTALL) + re.findall(
        r"rostra query '(.*?)'", text, re.DOTALL
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_questions_fit_the_schema(page: Path) -> None:
    for question in questions(page):
        assert validate(SCHEMA, parse(question)) == [], question


def test_an_argument_that_is_needed_has_no_default() -> None:
    assert SCHEMA.query_type is not None
    statement = SCHEMA.query_type.fields["statement"].args["id"]
    assert statement.default_value is Undefined
    assert validate(SCHEMA, parse("{ statement { title } }")) != []


def test_the_questions_of_the_demo_fit_the_schema() -> None:
    for question in QUESTIONS.values():
        assert validate(SCHEMA, parse(question)) == []
