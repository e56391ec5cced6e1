"""`rostra serve`: the service on one address until it is told to stop."""

from __future__ import annotations

import gc
import resource
import socket

import uvicorn

from api.app import build_app
from api.commands.console import ERR
from api.commands.flags import ENGINE, SERVICE, with_settings
from api.graphql.graphiql import page
from api.settings import Settings
from ontology.errors import SettingsError

MOST_FILES = 65_536
KEPT_FILES = 256
"""Files and connections of other kinds: the driver's, the log, files being received."""
GRACE = 5
"""Seconds that answers under way get once the service is told to end; streams have no end of their own."""


@with_settings(ENGINE, SERVICE)
def run(settings: Settings) -> None:
    """Serve GraphQL, linked data and health until Ctrl-C or SIGTERM."""
    serve(settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop.

    Raises SettingsError when the address is taken.
    """
    listener = listen(settings)
    host, port = listener.getsockname()[:2]
    ERR.print(
        f"[bold]Rostra[/] at http://{host}:{port}/  GraphQL at /graphql. Ctrl-C ends it.", highlight=False
    )
    if not page.is_built():
        ERR.print(page.MISSING)
    app = build_app(settings)
    gc.collect()
    gc.freeze()  # what stays for good needn't be looked through again: that took 0.4 s, and questions waited
    config = uvicorn.Config(
        app,
        log_config=None,  # what it logs goes the way of all logs
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=most_connections(),
    )
    uvicorn.Server(config).run(sockets=[listener])


def most_connections() -> int:
    """Connections that are taken at once: as many as the system lets be open, less some for all else."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = max(soft, MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - KEPT_FILES, most // 2)


def listen(settings: Settings) -> socket.socket:
    """A socket on the address of the settings, so that a taken one is told before anything starts."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()
    except OSError as error:
        listener.close()
        place = f"{settings.host}:{settings.port}"
        raise SettingsError(
            f"{place} cannot be listened on: {error.strerror}.",
            "Choose another with --port, or 0 for a free one.",
        ) from None
    return listener
