"""`rostra settings`: every setting with its value and where to set it, secrets hidden."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from pydantic import SecretStr

from api.commands.console import OUT, print_json, table
from api.settings import Settings, load_settings


def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every setting: its variable, its value, what it does. Secrets are hidden."""
    settings = load_settings()
    if as_json:
        print_json({variable(name): shown(settings, name) for name in Settings.model_fields})
        return
    listing = table("Settings", "variable", "value", "from", "what it does")
    for name, field in Settings.model_fields.items():
        origin = "environment" if variable(name) in os.environ else "default"
        listing.add_row(variable(name), shown(settings, name), origin, field.description)
    OUT.print(listing)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"ROSTRA_{name}".upper()


def shown(settings: Settings, name: str) -> str:
    """The value as text; a secret only says whether it is set."""
    value = getattr(settings, name)
    if isinstance(value, SecretStr):
        return "********" if value.get_secret_value() else ""
    return str(value)
