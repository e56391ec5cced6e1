"""`rostra query`: a GraphQL question from the command line."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import Annotated, Any

import orjson
import typer

from api.app import question_limits
from api.commands.console import OUT, print_error, print_json, rows, table
from api.commands.flags import ENGINE, SERVICE, with_settings
from api.commands.tabular import next_page, tables
from api.engines import configured_store
from api.graphql.http import GraphQLEndpoint
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from api.keys import local_key
from api.settings import Settings
from api.statements import StatementWriter
from graph.hubs import keyed_by
from graph.store import Store
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, SERVICE)
def run(
    settings: Settings,
    question: Annotated[str, typer.Argument(help="A GraphQL document, or - to read it from standard input.")],
    variables: Annotated[str, typer.Option(help="Its variables, as JSON.")] = "{}",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the answer as JSON instead of tables.")
    ] = False,
) -> None:
    """Ask the graph, or change it by a mutation. Prints tables, or with --json the answer as GraphQL gives it."""
    text = sys.stdin.read() if question == "-" else question
    answer = asyncio.run(_ask(settings, Asked(text, _variables(variables))))
    if as_json:
        print_json(answer)
    else:
        show(answer.get("data") or {})
    for error in answer.get("errors", ()):
        print_error(error["message"])
    if answer.get("errors"):
        raise typer.Exit(1)


async def _ask(settings: Settings, asked: Asked) -> dict[str, Any]:
    async with configured_store(settings) as store:
        return await ask(store, settings, asked)


async def ask(store: Store, settings: Settings, asked: Asked) -> dict[str, Any]:
    """The answer of an open store, as over HTTP."""
    writer = StatementWriter(lambda: store, settings)
    endpoint = GraphQLEndpoint(
        build_schema(load_vocabulary(), keyed=keyed_by(embedded=store.address.embedded)),
        store,
        question_limits(settings),
        writer=writer,
    )
    try:
        return await endpoint.execute(asked, "command-line", local_key(getpass.getuser()))
    finally:
        await writer.close()


def show(data: dict[str, Any]) -> None:
    """The answer as tables."""
    for name, found in tables(data):
        OUT.print(rows(name, found) if found else table(name, "nothing found"), highlight=False)
    for name, value in data.items():
        if cursor := next_page(value):
            OUT.print(f'{name} go on: after: "{cursor}"', style="dim", highlight=False, soft_wrap=True)


def _variables(text: str) -> dict[str, Any]:
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise QuestionError(f"The variables are no JSON: {error}.") from None
    if not isinstance(values, dict):
        raise QuestionError("The variables must be a JSON object.")
    return values
