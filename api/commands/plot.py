"""`rostra plot`: pictures for papers, as SVG, PNG or PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands import query
from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.files import replacing
from api.graphql.questions.neighborhood import DEEPEST
from api.graphql.requests import Asked
from api.networks.drawing import draw
from api.networks.looks import shortened
from api.networks.network import Network
from api.networks.selection import Selection, select
from api.settings import Settings
from graph.parts import nodes_of
from graph.projections import PROJECTIONS
from graph.store import Store
from ontology.errors import QuestionError, SettingsError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from api.plots.timeline import Entry

app = typer.Typer(help="Draw pictures for papers.", no_args_is_help=True)

LONGEST_WHO = 30
MATRICES = ("holders-targets", "holders-topics", "issuers-topics")
"""Projections that lead from one kind of node to another, and so make a table."""
TIMELINE = """query ($of: ID!, $from: Date, $to: Date, $first: Int!) {
  timeline(of: $of, from: $from, to: $to, first: $first) {
    date
    node {
      __typename
      id
      ... on Statement { title issuers { name } }
      ... on Incident { name }
      ... on Demand { action asked: polarity issuer { name } issuerWords }
      ... on Position { stance target polarity holder { name } holderWords }
    }
  }
}"""

OUTPUT = Annotated[Path, typer.Option(help="The file; its ending says which kind: .svg, .png or .pdf.")]
SINCE = Annotated[str | None, typer.Option("--from", help="Only what was told on this day or later.")]
UNTIL = Annotated[str | None, typer.Option("--to", help="Only what was told on this day or earlier.")]


@app.command("matrix")
@with_settings(ENGINE)
def matrix(
    settings: Settings,
    output: OUTPUT = Path("matrix.svg"),
    projection: Annotated[str, typer.Option(help=f"What it shows: {', '.join(MATRICES)}.")] = MATRICES[0],
    around: Annotated[str | None, typer.Option(help="Only the row or column of this id.")] = None,
    since: SINCE = None,
    until: UNTIL = None,
    top: Annotated[int, typer.Option(help="Rows and columns at most: those with the most.", min=1)] = 15,
) -> None:
    """Who thinks what of whom: colour is for or against, the number counts positions."""
    if projection not in MATRICES:
        raise QuestionError(f"{projection!r} makes no matrix.", f"Use one of {', '.join(MATRICES)}.")
    selection = select({"projection": projection, "around": around, "from": since, "to": until})

    def figure(network: Network) -> Figure:
        from api.plots.matrix import draw_matrix, matrix_of

        return draw_matrix(matrix_of(network, top))

    _draw(settings, output, lambda store: draw(store, selection), figure)


@app.command("network")
@with_settings(ENGINE)
def network(
    settings: Settings,
    output: OUTPUT = Path("network.svg"),
    projection: Annotated[str | None, typer.Option(help=f"One of {', '.join(PROJECTIONS)}.")] = None,
    around: Annotated[str | None, typer.Option(help="Only what is around the node of this id.")] = None,
    depth: Annotated[int | None, typer.Option(help=f"How many steps around it, 1 to {DEEPEST}.")] = None,
    classes: Annotated[str | None, typer.Option(help="Classes, separated by commas, or all.")] = None,
    since: SINCE = None,
    until: UNTIL = None,
    top: Annotated[int, typer.Option(help="Nodes at most: those with the most on their edges.", min=2)] = 40,
    least: Annotated[int, typer.Option(help="Only edges of this weight or more.", min=1)] = 1,
) -> None:
    """A projection, or what is around a node: colour by class, size by degree, edges by sign and weight."""
    if projection is None and around is None:
        projection = "holders-targets"
    given = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    selection = select({**given, "from": since, "to": until})

    def figure(network: Network) -> Figure:
        from api.plots.network import draw_network, strongest

        strong = strongest(network, top, least)
        if not list(strong.edges):
            raise QuestionError(
                "There is nothing to draw: no edge is left.", "Lower --least, or raise --top."
            )
        ERR.print(f"{len(list(strong.nodes))} of {len(list(network.nodes))} nodes are drawn.")
        return draw_network(strong)

    _draw(settings, output, lambda store: _gathered(store, selection), figure)


@app.command("timeline")
@with_settings(ENGINE)
def timeline(
    settings: Settings,
    of: Annotated[str, typer.Argument(help="The id of an actor, place or incident.")],
    output: OUTPUT = Path("timeline.svg"),
    since: SINCE = None,
    until: UNTIL = None,
    top: Annotated[int, typer.Option(help="Entries at most: the first ones.", min=1)] = 60,
) -> None:
    """What was said and done around an actor or an incident, to the scale of time."""
    part = select({"from": since, "to": until}).part

    async def entries(store: Store) -> list[Entry]:
        variables = {"of": of, "from": part.since, "to": part.until, "first": top}
        return await _entries(store, settings, of, variables)

    def figure(found: list[Entry]) -> Figure:
        from api.plots.timeline import draw_timeline

        return draw_timeline(found)

    _draw(settings, output, entries, figure)


def check_plotting() -> None:
    """Raise SettingsError where pictures cannot be drawn here."""
    try:
        import igraph  # noqa: F401
        import matplotlib  # noqa: F401
    except ImportError as error:
        advice = "Install it: pip install 'rostra[plot]'."
        raise SettingsError(f"Pictures need {error.name}.", advice) from None


def _draw(
    settings: Settings, output: Path, fetch: Callable[[Store], Any], figure: Callable[[Any], Figure]
) -> None:
    """Fetch from the configured graph, draw, and write the file."""
    check_plotting()
    from api.plots.figures import save, style, suffix_of

    kind = suffix_of(output)

    async def fetched() -> Any:  # noqa: ANN401  (whatever the figure takes)
        async with configured_store(settings) as store:
            return await fetch(store)

    found = asyncio.run(fetched())
    with style(), replacing(output) as stream:
        save(figure(found), stream, kind)
    ERR.print(f"Drawn: {output}", highlight=False)


async def _gathered(store: Store, selection: Selection) -> Network:
    """The network of a projection or of surroundings: both are in memory."""
    found = await draw(store, selection)
    nodes = list(found.nodes)
    if len(nodes) < 2:
        raise QuestionError(f"There is nothing to draw around {selection.around}.")
    return replace(found, nodes=nodes)


async def _entries(store: Store, settings: Settings, of: str, variables: dict[str, Any]) -> list[Entry]:
    """What GraphQL's `timeline` gives, as entries, each once."""
    if not await nodes_of(store, [of]):
        raise QuestionError(f"There is no node with the id {of!r}.", "Find ids with `search` in GraphQL.")
    answer = await query.ask(store, settings, Asked(TIMELINE, variables))
    for error in answer.get("errors", ()):
        raise QuestionError(error["message"])
    rows = {row["node"]["id"]: row for row in answer["data"]["timeline"]}
    if not rows:
        raise QuestionError(f"There is nothing to draw: nothing dated is told of {of}.")
    return [_entry(row) for row in rows.values()]


def _entry(row: dict[str, Any]) -> Entry:
    from api.plots.timeline import Entry

    node = row["node"]
    words, sign = _told(node)
    return Entry(date.fromisoformat(row["date"]), node["__typename"], words, sign)


def _told(node: dict[str, Any]) -> tuple[str, int | None]:
    """What to write of a node, so that both who and what can be read, and its sign."""
    match node["__typename"]:
        case "Statement":
            return f"{_who(', '.join(each['name'] for each in node['issuers']))}: {node['title']}", None
        case "Incident":
            return node["name"], None
        case "Demand":
            refrain = node["asked"] == "REFRAIN"
            by = _who(node["issuer"]["name"] if node["issuer"] else node["issuerWords"])
            return f"{by}: {'not to ' if refrain else ''}{node['action']}", -1 if refrain else 1
        case _:
            by = _who(node["holder"]["name"] if node["holder"] else node["holderWords"])
            return f"{by} {node['stance'].lower()} {node['target']}", node["polarity"]


def _who(name: str) -> str:
    return shortened(name, LONGEST_WHO)
