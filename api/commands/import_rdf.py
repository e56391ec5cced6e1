"""`rostra import`: RDF in the terms of the ontology into an empty graph."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.linked_data.importing import Imported, imported
from api.linked_data.parsing import quads_of
from api.settings import Settings


@with_settings(ENGINE)
def run(
    settings: Settings,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="RDF: .ttl .nt .trig .nq .jsonld .rdf, also .gz .zst.", exists=True, dir_okay=False
        ),
    ],
) -> None:
    """Put RDF that `rostra export` wrote, together all of a graph, into an empty one.

    Everything is checked first: terms, shapes, and that nothing leads nowhere. Where that fails nothing is written.
    """
    with imported(quads_of(files)) as content:
        asyncio.run(_fill(settings, content))
        ERR.print(f"imported {content.count:,} nodes", highlight=False)


async def _fill(settings: Settings, content: Imported) -> None:
    async with configured_store(settings, filling=True) as store:
        await store.fill(content)
