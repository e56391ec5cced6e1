"""`rostra export`: the graph as RDF."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import IO, Annotated

import typer

from api.commands.flags import ENGINE, LINKED_DATA, with_settings
from api.engines import configured_store
from api.linked_data.export import export
from api.linked_data.formats import FORMATS, Format, find_format
from api.linked_data.triples import TripleWriter
from api.settings import Settings
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, LINKED_DATA)
def run(
    settings: Settings,
    kind: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "ttl",
    output: Annotated[
        Path | None, typer.Option(help="Write to this file instead of standard output.")
    ] = None,
) -> None:
    """Write the whole graph as RDF. TriG and N-Quads keep each run's assertions in a graph of its own."""
    form = find_format(kind)
    if output is None:
        asyncio.run(write(settings, sys.stdout.buffer, form))
        return
    part = output.with_name(output.name + ".part")
    with part.open("wb") as stream:
        asyncio.run(write(settings, stream, form))
    part.replace(output)


async def write(settings: Settings, stream: IO[bytes], form: Format) -> None:
    """Export the configured graph to an open stream."""
    async with configured_store(settings) as store:
        await export(store, TripleWriter(load_vocabulary(), str(settings.base)), stream, form)
