"""The graph as one RDF document, streamed: memory does not grow with the graph."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import IO

from pyoxigraph import Quad

from api.linked_data.formats import Format, write_rdf
from api.linked_data.triples import TripleWriter
from graph.rows import Node, Relationship
from graph.store import Store

BATCH = 1_000
"""Nodes that cross from the event loop to the writing thread at a time."""


async def export(store: Store, writer: TripleWriter, output: IO[bytes], form: Format) -> None:
    """Write the whole graph to `output` in the format. Serializing runs in a thread, reading in the event loop."""
    loop = asyncio.get_running_loop()
    source = aiter(store.nodes_with_relationships())

    def quads() -> Iterator[Quad]:
        while batch := asyncio.run_coroutine_threadsafe(_take(source), loop).result():
            for node, leaving in batch:
                yield from writer.quads(node, leaving)

    await asyncio.to_thread(write_rdf, quads(), output, form)


async def _take(
    source: AsyncIterator[tuple[Node, list[Relationship]]],
) -> list[tuple[Node, list[Relationship]]]:
    taken: list[tuple[Node, list[Relationship]]] = []
    async for pair in source:
        taken.append(pair)
        if len(taken) == BATCH:
            break
    return taken
