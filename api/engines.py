"""Where the settings put the graph: in a Neo4j at an address, or in the embedded engine's folder."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from api.settings import Settings
from graph.engine.addresses import Address, Login, neo4j_address
from graph.engine.launch import EngineOptions
from graph.opening import open_store
from graph.store import Store


def engine_options(settings: Settings) -> EngineOptions:
    """How the settings want the embedded engine to run."""
    return EngineOptions(heap=settings.engine_heap, start_timeout=settings.engine_start_timeout)


def place(settings: Settings) -> Address | Path:
    """The address of the Neo4j that the settings name, or the folder of the embedded engine."""
    if not settings.neo4j_uri:
        return settings.data_dir
    password = settings.neo4j_password.get_secret_value()
    reader = None
    if settings.neo4j_reader:
        reader = Login(settings.neo4j_reader, settings.neo4j_reader_password.get_secret_value())
    return neo4j_address(
        settings.neo4j_uri,
        settings.neo4j_user,
        password,
        settings.neo4j_database,
        reader,
        settings.neo4j_authorities,
    )


def configured_store(
    settings: Settings, *, emptied: bool = False, filling: bool = False
) -> AbstractAsyncContextManager[Store]:
    """The store, open until the block ends; an embedded engine that this started ends with it.

    With `emptied` all that is in the graph is deleted first, whatever version made it. For `filling` a graph that
    was filled in part will do.

    Raises EngineError when no engine answers in time.
    """
    return open_store(place(settings), engine_options(settings), emptied=emptied, filling=filling)
