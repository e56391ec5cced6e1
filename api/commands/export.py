"""`rostra export`: the graph as RDF, or as a network for other tools."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from api.commands.flags import ENGINE, LINKED_DATA, with_settings
from api.engines import configured_store
from api.files import replacing
from api.graphql.questions.neighborhood import DEEPEST
from api.linked_data.export import export
from api.linked_data.formats import FORMATS as RDF_FORMATS
from api.linked_data.formats import Format as RdfFormat
from api.linked_data.selection import CONDITIONS, OF_NETWORKS, select_statements, told
from api.linked_data.triples import TripleWriter
from api.networks.drawing import draw
from api.networks.formats import FORMATS as NETWORK_FORMATS
from api.networks.formats import Format, find_format
from api.networks.network import Network
from api.networks.selection import Selection, select
from api.settings import Settings
from graph.excerpts import Wanted
from graph.projections import PROJECTIONS
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, LINKED_DATA)
def run(
    settings: Settings,
    kind: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"RDF: {', '.join(RDF_FORMATS)}. A network: {', '.join(NETWORK_FORMATS)}.",
        ),
    ] = "ttl",
    output: Annotated[
        Path | None,
        typer.Option(help="Write to this file, or tables into this folder, instead of standard output."),
    ] = None,
    projection: Annotated[
        str | None, typer.Option(help=f"Of a network: {', '.join(PROJECTIONS)}.", show_default=False)
    ] = None,
    around: Annotated[str | None, typer.Option(help="Only what is around the node of this id.")] = None,
    depth: Annotated[int | None, typer.Option(help=f"How many steps around it, 1 to {DEEPEST}.")] = None,
    classes: Annotated[str | None, typer.Option(help="Classes, separated by commas, or all.")] = None,
    statement: Annotated[
        list[str] | None, typer.Option(help="RDF: the statement of this id. May be given again.")
    ] = None,
    issuer: Annotated[
        list[str] | None, typer.Option(help="RDF: statements of the issuer of this id. May be given again.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(help="RDF: statements with a position or demand on it. May be given again."),
    ] = None,
    id: Annotated[
        list[str] | None,
        typer.Option(help="RDF: statements that tell of the node of this id. May be given again."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Only what was told on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Only what was told on this day or earlier.")
    ] = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="With the days on which what is there.")
    ] = False,
) -> None:
    """Write the graph: as RDF, or as a network for Gephi, Cytoscape, R and the like, whole or a part of it.

    A part as RDF is some statements, with all that is asserted in them and named there.

    TriG and N-Quads keep each run's assertions in a graph of its own. Tables go into a zip archive, or a folder.
    """
    drawn = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    kept = {"statement": statement, "issuer": issuer, "topic": topic, "id": id}
    period = {"from": since, "to": until}
    if kind in RDF_FORMATS:
        _refuse(kind, [*told(drawn, OF_NETWORKS), *["over-time"] * over_time], "networks", NETWORK_FORMATS)
        wanted = select_statements({**kept, **period})
        with replacing(output) if output else nullcontext(sys.stdout.buffer) as stream:
            asyncio.run(_write_rdf(settings, stream, RDF_FORMATS[kind], wanted))
        return
    if kind not in NETWORK_FORMATS:
        advice = f"Use one of {', '.join([*RDF_FORMATS, *NETWORK_FORMATS])}."
        raise QuestionError(f"There is no format {kind!r}.", advice)
    _refuse(kind, told(kept, CONDITIONS), "RDF", RDF_FORMATS)
    form = find_format(kind, over_time=over_time)
    selection = select({**drawn, **period})
    asyncio.run(_write_network(settings, form, selection, output, over_time=over_time))


async def _write_rdf(settings: Settings, stream: IO[bytes], form: RdfFormat, wanted: Wanted | None) -> None:
    async with configured_store(settings) as store:
        await export(store, TripleWriter(load_vocabulary(), str(settings.base)), stream, form, wanted)


async def _write_network(
    settings: Settings, form: Format, selection: Selection, output: Path | None, *, over_time: bool
) -> None:
    async with configured_store(settings) as store:
        network = await draw(store, selection, over_time=over_time)
        await asyncio.to_thread(_put, network, form, output)


def _put(network: Network, form: Format, output: Path | None) -> None:
    if output is not None and output.is_dir():
        form.write_to_folder(network, output)
        return
    with replacing(output) if output else nullcontext(sys.stdout.buffer) as stream:
        form.write(network, stream)


def _refuse(kind: str, flags: Sequence[str], others: str, formats: Iterable[str]) -> None:
    if flags:
        raise QuestionError(
            f"--{flags[0]} is for {others}, and {kind} is none.",
            f"Leave it out, or use one of {', '.join(formats)}.",
        )
