"""`rostra key create|list|revoke`: who may write and decide over the service."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import typer

from api.commands.console import ERR, OUT, print_json, table
from api.commands.flags import with_settings
from api.keys import SCOPES, Key, Keys, Scope
from api.settings import Settings
from ontology.errors import SettingsError

app = typer.Typer(help="Make, list and revoke API keys.", no_args_is_help=True)
FOLDER = ("data_dir",)
SCOPE = typer.Option("--scope", help=f"What it allows: {', '.join(SCOPES)}; repeat for several.")


@app.command("create")
@with_settings(FOLDER)
def create(
    settings: Settings,
    name: Annotated[str, typer.Argument(help="Who or what will use it; decisions are kept under this name.")],
    scope: Annotated[list[str] | None, SCOPE] = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day from which it holds no longer.")
    ] = None,
) -> None:
    """Make a key and print it, this one time. Without --scope it can read only."""
    scopes = scope or ["read"]
    if unknown := [each for each in scopes if each not in SCOPES]:
        raise SettingsError(f"There is no scope {unknown[0]!r}.", f"Use some of {', '.join(SCOPES)}.")
    key, token = Keys(settings.data_dir).create(name, cast("list[Scope]", scopes), expires)
    OUT.print(token, highlight=False, soft_wrap=True)
    ERR.print(f"Key {key.id} for {name}: {', '.join(scopes)}. It is not kept and not shown again.")


@app.command("list")
@with_settings(FOLDER)
def show(
    settings: Settings,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the keys with what they allow; secrets are not known to anyone but their holders."""
    keys = Keys(settings.data_dir).all()
    if as_json:
        print_json([_told(key) for key in keys])
        return
    listing = table("Keys", "id", "name", "scopes", "created", "expires", "revoked")
    for key in keys:
        listing.add_row(
            key.id, key.name, ", ".join(key.scopes), key.created, key.expires or "", key.revoked or ""
        )
    OUT.print(listing)


@app.command("revoke")
@with_settings(FOLDER)
def revoke(settings: Settings, id: Annotated[str, typer.Argument(help="The key's id.")]) -> None:
    """Let a key hold no longer, from the next request on."""
    key = Keys(settings.data_dir).revoke(id)
    OUT.print(f"Key {key.id} ({key.name}) is revoked.", highlight=False)


def _told(key: Key) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": list(key.scopes),
        "created": key.created,
        "expires": key.expires,
        "revoked": key.revoked,
    }
