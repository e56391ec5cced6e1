"""`rostra register load`: lists of actors that others keep, added to the register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import OUT
from api.commands.flags import with_settings
from api.extraction import register_of
from api.settings import Settings
from loaders.register.sources.adding import READERS, add_source

app = typer.Typer(help="Add known actors and places.", no_args_is_help=True)
FORMATS = f"One of {', '.join(READERS)}; guessed from the name if not given."


@app.callback()
def about() -> None:
    """Add known actors and places."""


@app.command("load")
@with_settings(("register_dir",))
def load(
    settings: Settings,
    files: Annotated[list[Path], typer.Argument(help="Lists of actors.", exists=True, dir_okay=False)],
    kind: Annotated[str | None, typer.Option("--format", help=FORMATS)] = None,
) -> None:
    """Add lists of actors to your own register, which is read beside the one that ships. Popolo, FollowTheMoney,
    congress-legislators, UCDP and PETRARCH lists are understood.
    """
    register = register_of(settings)
    for file in files:
        count = add_source(file, settings.register_dir, register, kind)
        OUT.print(f"{file}: {count:,} actors and places", highlight=False)
    OUT.print(f"Kept in {settings.register_dir}", highlight=False)
