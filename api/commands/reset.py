"""`rostra reset`: empty the graph, after asking."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from api.commands.console import OUT
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.settings import Settings


@with_settings(ENGINE)
def run(
    settings: Settings,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Delete everything in the graph. Asks first."""
    place = settings.neo4j_uri or str(settings.data_dir)
    if not yes:
        typer.confirm(f"Delete the whole graph in {place}?", abort=True)
    asyncio.run(_reset(settings))
    OUT.print("The graph is empty.")


async def _reset(settings: Settings) -> None:
    async with configured_store(settings, emptied=True):
        pass
