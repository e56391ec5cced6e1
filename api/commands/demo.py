"""`rostra demo`: the whole way once, from example statements to answers, RDF and a running service."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands import load, query
from api.commands.console import ERR, OUT
from api.commands.flags import ENGINE, LOADING, READING, SERVICE, with_settings
from api.commands.serve import serve
from api.engines import configured_store
from api.graphql.requests import Asked
from api.linked_data.export import export
from api.linked_data.formats import FORMATS
from api.linked_data.triples import TripleWriter
from api.settings import Settings
from graph.store import Store
from loaders.reading import ReadOptions
from ontology.errors import SettingsError
from ontology.vocabulary import load_vocabulary

QUESTIONS = {
    "Who condemned what?": """{
  positions(where: {stance: CONDEMNS}, first: 12) {
    nodes { holder { name } target statement { issued } }
  }
}""",
    "Who asks whom to do what?": """{
  demands(first: 12) {
    nodes { issuer { name } addressees { name } strength polarity action }
  }
}""",
    "What was said of one incident, and by whom?": """{
  incidents(orderBy: [{reportsCount: DESC}], first: 1) {
    nodes { name reports(first: 20) { nodes { statement { issued issuers { name } } passage { text } } } }
  }
}""",
}


@with_settings(ENGINE, READING, LOADING, SERVICE)
def run(
    settings: Settings,
    examples: Annotated[Path, typer.Option(help="Folder of statements.")] = Path("examples"),
    output: Annotated[Path, typer.Option(help="Where the graph goes as Turtle.")] = Path("graph.ttl"),
) -> None:
    """Load the examples, ask three questions, write the graph as Turtle, and serve it if a terminal is attached."""
    if not examples.is_dir():
        raise SettingsError(
            f"There is no folder {examples}.", "Run it in Rostra's checkout, or give --examples."
        )
    asyncio.run(_show(settings, examples, output))
    OUT.print(f"The whole graph as Turtle: {output.resolve()}", highlight=False)
    if sys.stdin.isatty() and sys.stdout.isatty():
        serve(settings)
    else:
        ERR.print("`rostra serve` starts the service on this graph.")


async def _show(settings: Settings, examples: Path, output: Path) -> None:
    where = settings.neo4j_uri or f"the embedded engine, data in {settings.data_dir}"
    ERR.print(f"Opening {where} …", highlight=False)
    async with configured_store(settings) as store:
        load.show(await load.load_paths(store, settings, [str(examples)], ReadOptions()))
        for heading, question in QUESTIONS.items():
            await _ask(store, settings, heading, question)
        with output.open("wb") as stream:
            writer = TripleWriter(load_vocabulary(), str(settings.base))
            await export(store, writer, stream, FORMATS["ttl"], data_dir=settings.data_dir)


async def _ask(store: Store, settings: Settings, heading: str, question: str) -> None:
    OUT.print(f"\n[bold]{heading}[/]\n[dim]{question}[/]", highlight=False)
    answer = await query.ask(store, settings, Asked(question))
    for error in answer.get("errors", ()):
        ERR.print(error["message"])
    query.show(answer.get("data") or {})
