"""The mark of a graph's state: every write leaves one that no other write leaves, in this graph or another.

Whoever keeps something made of the graph (a snapshot) reads it to learn whether the graph is still what it was.
"""

from __future__ import annotations

from graph.projections import Reader
from graph.schema import STATE, STATE_ID


async def change_mark(reader: Reader) -> str:
    """The mark of the graph as it is now; empty where nothing was written yet."""
    found = await reader.read(
        f"MATCH (s:{STATE} {{id: $id}}) RETURN s.revision AS revision, s.mark AS mark", {"id": STATE_ID}
    )
    return "-".join(str(value) for value in found[0].values() if value is not None) if found else ""
