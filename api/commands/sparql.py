"""`rostra sparql`: a SPARQL query from the command line."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer

from api.commands.console import OUT, rows
from api.commands.flags import ENGINE, SPARQL, with_settings
from api.engines import configured_store
from api.settings import Settings
from api.sparql.endpoint import SparqlEndpoint
from api.sparql.protocol import Asked
from api.sparql.query import Query, read_query
from api.sparql.results import ResultFormat, formats_of, named
from api.sparql.terms import shown


@with_settings(ENGINE, SPARQL)
def run(
    settings: Settings,
    query: Annotated[str, typer.Argument(help="A SPARQL query, or - to read it from standard input.")],
    format: Annotated[
        str,
        typer.Option(
            help="Print json, xml, csv or tsv, or for RDF ttl, nt, rdf, jsonld, instead of a table."
        ),
    ] = "",
) -> None:
    """Ask the graph in SPARQL. Prints a table, yes or no, or Turtle."""
    asked = read_query(sys.stdin.read() if query == "-" else query)
    form = named(format, asked.form) if format else formats_of(asked.form)[0]
    body = asyncio.run(_ask(settings.model_copy(update={"sparql_workers": 1}), asked, form))
    if format or asked.form.gives_triples:
        OUT.file.write(body.decode())
    else:
        show(body, str(settings.base))


async def _ask(settings: Settings, query: Query, form: ResultFormat) -> bytes:
    """The answer about the graph as it is now."""
    async with configured_store(settings) as store:
        endpoint = SparqlEndpoint(lambda: store, settings)
        try:
            return (await endpoint.answer(query, Asked(query.text), form, latest=True)).body
        finally:
            await endpoint.close()


def show(body: bytes, base: str) -> None:
    """An answer in JSON as a table, or as yes or no."""
    told = json.loads(body)
    if "boolean" in told:
        OUT.print("yes" if told["boolean"] else "no")
        return
    names, found = told["head"]["vars"], told["results"]["bindings"]
    cells = [{name: shown(row[name], base) if name in row else "" for name in names} for row in found]
    number = f"{len(found):,} row{'' if len(found) == 1 else 's'}"
    OUT.print(rows(number, cells) if cells and names else number, highlight=False)
