"""`rostra export`: the graph as RDF, or as a network for other tools."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from api.commands import export_flags as flags
from api.commands.flags import ENGINE, LINKED_DATA, with_settings
from api.compression import Compression, compressed, find_compression, split_name
from api.engines import configured_store
from api.files import replacing
from api.linked_data.export import export
from api.linked_data.formats import FORMATS as RDF_FORMATS
from api.linked_data.formats import Format as RdfFormat
from api.linked_data.selection import CONDITIONS, OF_NETWORKS, select_statements, told
from api.linked_data.triples import TripleWriter
from api.networks.drawing import draw
from api.networks.formats import FORMATS as NETWORK_FORMATS
from api.networks.formats import Format, find_format
from api.networks.network import Network
from api.networks.selection import Selection, select
from api.settings import Settings
from graph.excerpts import Wanted
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, LINKED_DATA)
def run(
    settings: Settings,
    kind: flags.Kind = None,
    output: flags.Output = None,
    compress: flags.Compress = None,
    triple_terms: flags.TripleTerms = False,
    projection: flags.Projection = None,
    around: flags.Around = None,
    depth: flags.Depth = None,
    classes: flags.Classes = None,
    statement: flags.Statements = None,
    issuer: flags.Issuers = None,
    topic: flags.Topics = None,
    id: flags.Ids = None,
    since: flags.Since = None,
    until: flags.Until = None,
    over_time: flags.OverTime = False,
) -> None:
    """Write the graph: as RDF, or as a network for Gephi, Cytoscape, R and the like, whole or a part of it.

    A part as RDF is some statements, with all that is asserted in them and named there.

    TriG and N-Quads keep each run's assertions in a graph of its own. Tables go into a zip archive, or a folder.
    """
    kind, way = _named(kind, output), _way(compress, output)
    drawn = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    kept = {"statement": statement, "issuer": issuer, "topic": topic, "id": id}
    period = {"from": since, "to": until}
    if kind in RDF_FORMATS:
        _refuse(kind, [*told(drawn, OF_NETWORKS), *["over-time"] * over_time], "networks", NETWORK_FORMATS)
        wanted = select_statements({**kept, **period})
        with _opened(output, way) as stream:
            asyncio.run(_write_rdf(settings, stream, RDF_FORMATS[kind], wanted, triple_terms=triple_terms))
    else:
        _refuse(kind, [*told(kept, CONDITIONS), *["triple-terms"] * triple_terms], "RDF", RDF_FORMATS)
        form, selection = find_format(kind, over_time=over_time), select({**drawn, **period})
        if way:
            form.check_compressible()
        asyncio.run(_write_network(settings, form, selection, output, way, over_time=over_time))


def _named(kind: str | None, output: Path | None) -> str:
    """The format named, else the one that the name of the output ends in, else Turtle.

    Raises QuestionError where there is no such format.
    """
    known = [*RDF_FORMATS, *NETWORK_FORMATS]
    if kind is None:
        suffix = split_name(output.name)[0].rpartition(".")[2] if output else ""
        return suffix if suffix in known else "ttl"
    if kind not in known:
        raise QuestionError(f"There is no format {kind!r}.", f"Use one of {', '.join(known)}.")
    return kind


def _way(compress: str | None, output: Path | None) -> Compression | None:
    """The compression named, else the one that the name of the output ends in."""
    if compress is not None:
        return find_compression(compress)
    return split_name(output.name)[1] if output else None


@contextmanager
def _opened(output: Path | None, way: Compression | None) -> Iterator[IO[bytes]]:
    """The output, or standard output, compressed where a way is given."""
    plain = replacing(output) if output else nullcontext(sys.stdout.buffer)
    with plain as stream, compressed(stream, way) as packed:
        yield packed


async def _write_rdf(
    settings: Settings, stream: IO[bytes], form: RdfFormat, wanted: Wanted | None, *, triple_terms: bool
) -> None:
    async with configured_store(settings) as store:
        writer = TripleWriter(load_vocabulary(), str(settings.base))
        await export(
            store, writer, stream, form, wanted, triple_terms=triple_terms, data_dir=settings.data_dir
        )


async def _write_network(
    settings: Settings,
    form: Format,
    selection: Selection,
    output: Path | None,
    way: Compression | None,
    *,
    over_time: bool,
) -> None:
    async with configured_store(settings) as store:
        network = await draw(store, selection, over_time=over_time)
        await asyncio.to_thread(_put, network, form, output, way)


def _put(network: Network, form: Format, output: Path | None, way: Compression | None) -> None:
    if output is not None and output.is_dir():
        form.write_to_folder(network, output)
        return
    with _opened(output, way) as stream:
        form.write(network, stream)


def _refuse(kind: str, flags: Sequence[str], others: str, formats: Iterable[str]) -> None:
    if flags:
        raise QuestionError(
            f"--{flags[0]} is for {others}, and {kind} is none.",
            f"Leave it out, or use one of {', '.join(formats)}.",
        )
