"""Validating the graph, or a file of RDF: it is put on disk where triples are found fast, and looked at there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from api.linked_data.export import quads_of_nodes
from api.linked_data.parsing import rdf_in
from api.linked_data.triples import TripleWriter
from api.validation.checks import BEYOND_SHAPES, LIKE_SHAPES, check_faults
from api.validation.faults import Faults
from api.validation.shapes import shape_faults
from graph.excerpts import excerpt
from graph.store import Store as GraphStore
from ontology.errors import ReadingError

Progress = Callable[[int], None]


async def validate_graph(
    store: GraphStore, writer: TripleWriter, on_progress: Progress = lambda _: None
) -> Faults:
    """What is wrong with the whole graph. `on_progress` is told how many nodes have been looked at."""
    loop = asyncio.get_running_loop()

    def work() -> Faults:
        with _on_disk() as triples:
            triples.bulk_extend(quads_of_nodes(store.nodes_with_relationships(), writer, loop))
            return _faults(triples, on_progress)

    return await asyncio.to_thread(work)


def validate_file(path: Path, on_progress: Progress = lambda _: None) -> Faults:
    """What is wrong with an RDF file, compressed or not; its name tells the format.

    Raises ReadingError where it is of no format that Rostra knows, broken, or holds nothing of the ontology.
    """
    with _on_disk() as triples:
        with rdf_in(path) as (stream, form):
            triples.bulk_load(stream, form.rdf)
        found = _faults(triples, on_progress)
    if not found.nodes:
        raise ReadingError(f"{path} holds nothing of the classes of the ontology.", source=str(path))
    return found


async def check_statements(
    store: GraphStore, writer: TripleWriter, found: Faults, statements: Sequence[str]
) -> None:
    """Put some statements, with all that they name, to the SPARQL checks; what is wrong is added to `found`."""
    triples = Store()
    async for node, leaving in excerpt(store, statements):
        triples.extend(writer.quads(node, leaving))
        found.nodes += 1
    for fault in await asyncio.to_thread(lambda: list(check_faults(triples, LIKE_SHAPES, BEYOND_SHAPES))):
        found.add(fault)


def _faults(triples: Store, on_progress: Progress) -> Faults:
    """By the shapes, and by the checks that go beyond them."""
    found = Faults()
    for told in shape_faults(triples):
        if isinstance(told, int):
            found.nodes += told
            on_progress(found.nodes)
        else:
            found.add(told)
    for fault in check_faults(triples, BEYOND_SHAPES):
        found.add(fault)
    return found


@contextmanager
def _on_disk() -> Iterator[Store]:
    with TemporaryDirectory(prefix="rostra-") as folder:
        yield Store(folder)
