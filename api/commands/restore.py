"""`rostra restore`: a file that `rostra dump` wrote into an empty graph."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.settings import Settings
from graph.backup.archive import Archive


@with_settings(ENGINE)
def run(
    settings: Settings,
    file: Annotated[Path, typer.Argument(help="What `rostra dump` wrote.", exists=True, dir_okay=False)],
) -> None:
    """Put a graph that `rostra dump` wrote into an empty one, whichever engine it was in.

    The file is checked first. Interrupted, it goes on when run again; until then nothing else uses the graph.
    """
    archive = Archive(file)
    asyncio.run(_restore(settings, archive))
    counts = archive.counts
    ERR.print(f"restored {counts.nodes:,} nodes, {counts.relationships:,} relationships", highlight=False)


async def _restore(settings: Settings, archive: Archive) -> None:
    async with configured_store(settings, filling=True) as store:
        await store.fill(archive)
