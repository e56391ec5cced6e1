"""`rostra engine start|stop|status`: keep the embedded engine running between commands."""

from __future__ import annotations

import asyncio

import typer

from api.commands.console import OUT
from api.commands.flags import ENGINE, with_settings
from api.engines import engine_options
from api.settings import Settings
from graph.engine.embedded import open_engine, running_engine, stop_engine
from ontology.errors import SettingsError

app = typer.Typer(help="Start, stop or look at the embedded engine.", no_args_is_help=True)


@app.command()
@with_settings(ENGINE)
def start(settings: Settings) -> None:
    """Start it, and leave it running until `rostra engine stop`."""
    _embedded_only(settings)
    running = running_engine(settings.data_dir)
    state = (
        running or asyncio.run(open_engine(settings.data_dir, engine_options(settings), detached=True)).state
    )
    word = "runs already" if running else "started"
    OUT.print(f"{word}: process {state.pid}, bolt://127.0.0.1:{state.bolt_port}, data in {settings.data_dir}")


@app.command()
@with_settings(ENGINE)
def stop(settings: Settings) -> None:
    """Stop it, whoever started it."""
    _embedded_only(settings)
    OUT.print("stopped" if stop_engine(settings.data_dir) else "was not running")


@app.command()
@with_settings(ENGINE)
def status(settings: Settings) -> None:
    """Say whether it runs; the exit code is 1 if it doesn't."""
    _embedded_only(settings)
    state = running_engine(settings.data_dir)
    if state is None:
        OUT.print(f"not running; data in {settings.data_dir}")
        raise typer.Exit(1)
    OUT.print(
        f"running: process {state.pid}, bolt://127.0.0.1:{state.bolt_port}, data in {settings.data_dir}"
    )


def _embedded_only(settings: Settings) -> None:
    if settings.neo4j_uri:
        raise SettingsError(
            f"The graph is in the Neo4j at {settings.neo4j_uri}.",
            "Unset ROSTRA_NEO4J_URI for the embedded engine.",
        )
