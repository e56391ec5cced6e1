"""Many rows in few records: the driver takes longer for a record than for all that is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.projections import Reader

ROWS_PER_RECORD = 500


async def gathered(reader: Reader, cypher: str, parameters: Mapping[str, Any]) -> list[Any]:
    """Each `row` of a query that ends where one is made (`… WITH n.id AS row`), in its order; never null.

    For queries whose rows are bounded: the engine holds all of them before it sends the first.
    Raises EngineError when the engine is gone.
    """
    found = await reader.read(
        f"{cypher} WITH collect(row) AS rows UNWIND range(0, size(rows) - 1, {ROWS_PER_RECORD}) AS first "
        f"RETURN rows[first..first + {ROWS_PER_RECORD}] AS rows",
        parameters,
    )
    return [row for record in found for row in record["rows"]]
