"""`rostra migrate`: a graph made with an earlier version of the ontology is brought to this one."""

from __future__ import annotations

import asyncio

from api.commands.console import ERR
from api.commands.flags import ENGINE, with_settings
from api.engines import engine_options, place
from api.settings import Settings
from graph.opening import migrated


@with_settings(ENGINE)
def run(settings: Settings) -> None:
    """Bring a graph that an earlier Rostra made to this version, step by step. Dump it first."""
    done = asyncio.run(migrated(place(settings), engine_options(settings)))
    for step in done or ["Nothing to do: the graph has this version."]:
        ERR.print(step, highlight=False)
