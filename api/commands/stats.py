"""`rostra stats`: how much is in the graph."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from api.commands.console import OUT, print_json, table
from api.commands.flags import ENGINE, with_settings
from api.engines import configured_store
from api.settings import Settings
from graph.reading import Stats


@with_settings(ENGINE)
def run(
    settings: Settings,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count nodes by class and relationships by type."""
    stats = asyncio.run(_stats(settings))
    if as_json:
        print_json({"nodes": dict(stats.nodes), "relationships": dict(stats.relationships)})
        return
    for title, counts in (("Nodes", stats.nodes), ("Relationships", stats.relationships)):
        listing = table(title, "kind", "how many")
        for name, count in counts.items():
            listing.add_row(name, f"{count:,}")
        OUT.print(listing)


async def _stats(settings: Settings) -> Stats:
    async with configured_store(settings) as store:
        return await store.stats()
