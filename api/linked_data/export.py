"""The graph, or some statements of it, as one RDF document, streamed: memory does not grow with what is written."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, parse

from api.linked_data.claims import with_claims
from api.linked_data.formats import Format, write_rdf
from api.linked_data.triples import TripleWriter
from api.sparql.current import quads_as_of_now
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
    data_dir: Path | None = None,
) -> None:
    """Write what is wanted, the whole graph where nothing is said, to `output` in the format.

    Serializing runs in a thread, reading in the event loop. Raises QuestionError where no statement fits, or where
    triple terms are asked for in a format that holds none.
    """
    await asyncio.to_thread(
        await prepare(store, writer, form, wanted, triple_terms=triple_terms, data_dir=data_dir), output
    )


async def prepare(
    store: Store,
    writer: TripleWriter,
    form: Format,
    wanted: Wanted | None = None,
    *,
    triple_terms: bool = False,
    data_dir: Path | None = None,
) -> Callable[[IO[bytes]], None]:
    """What writes the export to a stream, once, in a thread beside the running event loop.

    The whole graph comes from the snapshot for SPARQL under `data_dir`, where that is of the graph as it is now.

    Raises QuestionError like `export`: before anything is written.
    """
    if triple_terms:
        form.check_triple_terms()
    loop = asyncio.get_running_loop()
    lines = await quads_as_of_now(store, writer.base, data_dir) if data_dir and wanted is None else None
    if lines:
        return lambda output: _write_snapshot(lines, output, form, triple_terms=triple_terms)
    source = await _source(store, wanted)

    def write(output: IO[bytes]) -> None:
        quads = quads_of_nodes(source, writer, loop)
        write_rdf(with_claims(quads) if triple_terms else quads, output, form)

    return write


def _write_snapshot(lines: IO[bytes], output: IO[bytes], form: Format, *, triple_terms: bool) -> None:
    """Write the N-Quads of a snapshot in the format; N-Quads themselves are copied."""
    with lines:
        if form.rdf == RdfFormat.N_QUADS and not triple_terms:
            shutil.copyfileobj(lines, output)
            return
        quads = parse(lines, RdfFormat.N_QUADS)
        write_rdf(with_claims(quads) if triple_terms else quads, output, form)


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
