"""The graph, or some statements of it, as one RDF document, streamed: memory does not grow with what is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import IO

from pyoxigraph import Quad

from api.linked_data.claims import with_claims
from api.linked_data.formats import Format, write_rdf
from api.linked_data.triples import TripleWriter
from api.streaming import blocking
from graph.excerpts import Wanted, excerpt, statements_wanted
from graph.rows import Node, Relationship
from graph.store import Store


async def export(
    store: Store,
    writer: TripleWriter,
    output: IO[bytes],
    form: Format,
    wanted: Wanted | None = None,
    *,
    triple_terms: bool = False,
) -> None:
    """Write what is wanted, the whole graph where nothing is said, to `output` in the format.

    Serializing runs in a thread, reading in the event loop. Raises QuestionError where no statement fits, or where
    triple terms are asked for in a format that holds none.
    """
    await asyncio.to_thread(await prepare(store, writer, form, wanted, triple_terms=triple_terms), output)


async def prepare(
    store: Store,
    writer: TripleWriter,
    form: Format,
    wanted: Wanted | None = None,
    *,
    triple_terms: bool = False,
) -> Callable[[IO[bytes]], None]:
    """What writes the export to a stream, once, in a thread beside the running event loop.

    Raises QuestionError like `export`: before anything is written.
    """
    if triple_terms:
        form.check_triple_terms()
    loop = asyncio.get_running_loop()
    source = await _source(store, wanted)

    def write(output: IO[bytes]) -> None:
        quads = quads_of_nodes(source, writer, loop)
        write_rdf(with_claims(quads) if triple_terms else quads, output, form)

    return write


def quads_of_nodes(
    source: AsyncIterator[tuple[Node, list[Relationship]]],
    writer: TripleWriter,
    loop: asyncio.AbstractEventLoop,
) -> Iterator[Quad]:
    """The quads of nodes that are read in an event loop, for a thread outside it."""
    for node, leaving in blocking(source, loop):
        yield from writer.quads(node, leaving)


async def _source(store: Store, wanted: Wanted | None) -> AsyncIterator[tuple[Node, list[Relationship]]]:
    if wanted is None:
        return store.nodes_with_relationships()
    return excerpt(store, await statements_wanted(store, wanted))
