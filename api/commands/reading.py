"""The flags that say how input is to be read, shared by `load`, `extract` and `explain`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, get_args

import typer

from api.settings import Settings
from loaders.reading import Format, ReadOptions, columns_of
from ontology.errors import SettingsError

PANEL = "How to read"

Issuer = Annotated[
    list[str] | None,
    typer.Option(
        help="Who issued it, if the text does not say; repeat for joint ones.",
        rich_help_panel=PANEL,
    ),
]
Issued = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="When it was issued.", rich_help_panel=PANEL),
]
Url = Annotated[str | None, typer.Option(help="Where it was published.", rich_help_panel=PANEL)]
Language = Annotated[str | None, typer.Option(help="BCP 47 tag of its language.", rich_help_panel=PANEL)]
Kind = Annotated[
    str | None,
    typer.Option(
        "--format", help=f"Read it as one of: {', '.join(get_args(Format))}.", rich_help_panel=PANEL
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(help="Which column of a table holds a field: text=body; repeat.", rich_help_panel=PANEL),
]


def read_options(
    settings: Settings,
    issuer: Issuer = None,
    date: Issued = None,
    url: Url = None,
    language: Language = None,
    kind: Kind = None,
    column: Column = None,
) -> ReadOptions:
    """The options for the readers.

    Raises SettingsError for a format that there is not and a column without "=".
    """
    if kind is not None and kind not in get_args(Format):
        raise SettingsError(f"There is no format {kind!r}.", f"Use one of {', '.join(get_args(Format))}.")
    return ReadOptions(
        format=kind,  # type: ignore[arg-type]  # checked above
        issuers=tuple(issuer or ()),
        issued=date.date() if date else None,
        url=url,
        language=language,
        columns=columns_of(column or ()),
        max_bytes=settings.max_statement_bytes,
    )


def with_reading(command: Callable[..., None]) -> Callable[..., None]:
    """Decorate a command whose first parameters are `settings` and `options`: how to read comes from flags."""
    signature = inspect.signature(command, eval_str=True)
    flags = list(inspect.signature(read_options, eval_str=True).parameters.values())[1:]

    @functools.wraps(command)
    def run(settings: Settings, **given: Any) -> None:  # noqa: ANN401  (whatever the command line gives)
        options = read_options(settings, **{flag.name: given.pop(flag.name) for flag in flags})
        command(settings, options, **given)

    settings, _, *own = signature.parameters.values()
    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *flags)]
    run.__signature__ = signature.replace(parameters=[settings, *parameters])  # type: ignore[attr-defined]
    del run.__wrapped__  # the signature would be looked for behind
    return run
