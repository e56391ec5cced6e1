"""Where the two engines differ; everything else runs unchanged on both.

What both can: `shortestPath` and `allShortestPaths` (not `SHORTEST 1`), `db.index.fulltext.queryNodes` over
an index named by `full_text_name`. What neither is trusted with: dates as such (both keep ISO 8601 text), ids
of their own (`elementId`), READ mode (a reader's login instead, where there is one).
"""

from __future__ import annotations

from contextlib import suppress

from graph.engine.connection import Connection
from graph.engine.console import run_sql
from graph.hubs import FUNCTION_LIBRARY, page_functions
from ontology.errors import EngineError
from ontology.terms import Field


def full_text_name(label: str, field: Field) -> str:
    """The name of the full text index over a property, the same on both engines: `Organization[name]`.

    It is the one that ArcadeDB gives by itself and can't be told otherwise.
    """
    return f"{label}[{field.name}{'byitem' if field.many else ''}]"


def range_index(name: str, label: str, field: Field, *, embedded: bool) -> str:
    """The statement that makes a range index.

    ArcadeDB keeps one index on a property; where full text takes that place, a composite one serves ranges.
    """
    composite = ", n.id" if embedded and field.full_text else ""
    return f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{field.name}{composite})"


async def create_full_text(connection: Connection, indexes: list[tuple[str, Field]]) -> None:
    """Make full text indexes over properties of labels."""
    if connection.address.embedded:
        script = "\n".join(_arcade_full_text(label, field) for label, field in indexes)
        await run_sql(connection.address, script)
        return
    await connection.define(
        [
            f"CREATE FULLTEXT INDEX `{full_text_name(label, field)}` IF NOT EXISTS "
            f"FOR (n:{label}) ON EACH [n.{field.name}]"
            for label, field in indexes
        ]
    )


async def create_page_functions(connection: Connection, types: list[str]) -> None:
    """Make what brings pages of a hub's neighbours on the embedded engine, for types of relationships."""
    if not types:
        return
    with suppress(
        EngineError
    ):  # it is refused where there is one; what else may be wrong, the next script tells
        await run_sql(connection.address, FUNCTION_LIBRARY)
    statements = [statement for type in types for statement in page_functions(type)]
    await run_sql(connection.address, "".join(f"{statement};\n" for statement in statements))


def _arcade_full_text(label: str, field: Field) -> str:
    datatype, item = ("LIST OF STRING", " BY ITEM") if field.many else ("STRING", "")
    return (
        f"CREATE PROPERTY {label}.{field.name} IF NOT EXISTS {datatype};\n"
        f"CREATE INDEX IF NOT EXISTS ON {label} ({field.name}{item}) FULL_TEXT;"
    )
