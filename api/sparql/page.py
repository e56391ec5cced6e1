"""The query page: a form, queries to begin with, and the answer as a table. It runs without any script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, FileSystemLoader

from api.linked_data.pages import PAGES, is_web
from api.sparql.endpoint import PAGE_ROWS, Answer
from api.sparql.examples import examples
from api.sparql.query import Form
from api.sparql.results import HTML, formats_of
from api.sparql.terms import shown

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "sparql.css").read_bytes()
TEMPLATES = PAGES.overlay(loader=ChoiceLoader([FileSystemLoader(FOLDER), PAGES.loader or ChoiceLoader([])]))


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: what is shown, where it leads, and its datatype or language."""

    text: str
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it: a table, a truth value or RDF, whichever it is."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    boolean: bool | None = None
    rdf: str = ""


def query_page(
    root: str,
    base: str,
    query: str = "",
    form: Form | None = None,
    answer: Answer | None = None,
    error: tuple[str, str] | None = None,
) -> bytes:
    """The page with a query, and what came of it: the answer, or an error as message and advice."""
    names = [each.name for each in formats_of(form) if each != HTML] if form else []
    return (
        TEMPLATES.get_template("query.html")
        .render(
            root=root,
            query=query or examples()[0].query,
            examples=examples(),
            error=error,
            answer=answer,
            shown=_answer(answer.body, form, root, base) if answer and form else None,
            most=PAGE_ROWS,
            downloads=[
                (name, f"{root}/sparql?query={quote(query, safe='')}&format={name}") for name in names
            ],
        )
        .encode()
    )


def _answer(body: bytes, form: Form, root: str, base: str) -> Shown:
    if form.gives_triples:
        return Shown(rdf=body.decode())
    told: dict[str, Any] = json.loads(body)
    if form is Form.ASK:
        return Shown(boolean=told["boolean"])
    columns = tuple(told["head"]["vars"])
    rows = tuple(
        tuple(_cell(row[name], root, base) if name in row else Cell("") for name in columns)
        for row in told["results"]["bindings"]
    )
    return Shown(columns, rows)


def _cell(term: dict[str, str], root: str, base: str) -> Cell:
    text, value = shown(term, base), term["value"]
    if term["type"] != "uri":
        return Cell(text, note=term.get("xml:lang", ""))
    if value.startswith(base):
        return Cell(text, f"{root}/doc/{text}")
    return Cell(text, value if is_web(value) else "")
