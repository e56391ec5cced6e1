"""`rostra release`: freezes what is in the graph, to be cited and downloaded for ever."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.flags import DESCRIPTION, ENGINE, LINKED_DATA, with_settings
from api.engines import configured_store
from api.linked_data.releases import FOLDER, About, Release, release
from api.settings import Settings


@with_settings(ENGINE, LINKED_DATA, DESCRIPTION)
def run(
    settings: Settings,
    name: Annotated[str, typer.Argument(help="What it is called: 2026.1.")],
    output: Annotated[
        Path | None,
        typer.Option(help="Put it into this folder, instead of where the service finds it.", file_okay=False),
    ] = None,
) -> None:
    """Freeze what is in the graph: dumps, checksums, counts, and how to cite it. It is never altered again."""
    made = asyncio.run(_release(settings, name, output or settings.data_dir / FOLDER))
    typer.echo(f"{made.folder}: {', '.join(made.files)}")
    typer.echo((made.folder / "CITATION.txt").read_text("utf-8").strip())


async def _release(settings: Settings, name: str, folder: Path) -> Release:
    about = About(settings.title, settings.publisher, str(settings.license or ""), str(settings.base))
    async with configured_store(settings) as store:
        today = datetime.now(UTC).date()
        return await release(store, folder, name, about, today, data_dir=settings.data_dir)
