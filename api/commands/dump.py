"""`rostra dump`: the whole graph into one file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.files import replacing
from api.settings import Settings
from graph.backup.archive import Counts, dump


@with_settings(ENGINE)
def run(
    settings: Settings,
    file: Annotated[Path, typer.Argument(help="Where to write it: graph.dump.", dir_okay=False)],
) -> None:
    """Write the whole graph to one file, with a checksum, for `rostra restore` into either engine."""
    counts = asyncio.run(_dump(settings, file))
    ERR.print(f"{file}: {counts.nodes:,} nodes, {counts.relationships:,} relationships", highlight=False)


async def _dump(settings: Settings, file: Path) -> Counts:
    async with configured_store(settings) as store:
        with replacing(file) as output:
            return await dump(store, output)
