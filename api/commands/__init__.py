"""The command line `rostra`.

Exit codes: 0 done; 1 something was refused or failed, the rest is done; 2 wrong usage; 3 no engine.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from api.commands import (
    demo,
    dump,
    engine,
    explain,
    export,
    extract,
    import_rdf,
    key,
    load,
    migrate,
    plot,
    query,
    register,
    release,
    reset,
    restore,
    serve,
    settings,
    sparql,
    stats,
    validate,
)
from api.commands.console import OUT, print_error
from ontology.errors import EngineError, RostraError, SettingsError

app = typer.Typer(
    name="rostra",
    help="Reads statements and keeps a graph of who did what, who thinks what of it, who should do what now.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        OUT.print(f"rostra {version('rostra')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    shown: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """What stands before the command."""


app.command("load")(load.run)
app.command("extract")(extract.run)
app.command("explain")(explain.run)
app.command("serve")(serve.run)
app.command("query")(query.run)
app.command("sparql")(sparql.run)
app.command("export")(export.run)
app.command("import")(import_rdf.run)
app.command("dump")(dump.run)
app.command("restore")(restore.run)
app.command("release")(release.run)
app.command("migrate")(migrate.run)
app.command("stats")(stats.run)
app.command("validate")(validate.run)
app.command("reset")(reset.run)
app.command("demo")(demo.run)
app.command("settings")(settings.show)
app.add_typer(plot.app, name="plot")
app.add_typer(engine.app, name="engine")
app.add_typer(register.app, name="register")
app.add_typer(key.app, name="key")


def main() -> None:
    """Run the command line; our own errors become one line and an exit code."""
    try:
        app()
    except RostraError as error:
        print_error(error.message, error.advice)
        sys.exit({SettingsError: 2, EngineError: 3}.get(type(error), 1))


__all__ = ["app", "main"]
