"""`rostra export`: the graph as RDF, or as a network for other tools."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from api.commands.flags import ENGINE, LINKED_DATA, with_settings
from api.compression import COMPRESSIONS, Compression, compressed, find_compression, split_name
from api.engines import configured_store
from api.files import replacing
from api.graphql.questions.neighborhood import DEEPEST
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
from graph.projections import PROJECTIONS
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary


@with_settings(ENGINE, LINKED_DATA)
def run(
    settings: Settings,
    kind: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=f"RDF: {', '.join(RDF_FORMATS)}. A network: {', '.join(NETWORK_FORMATS)}. "
            "Left out, what the name of the output ends in, else ttl.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            help="Write to this file, or tables into this folder, instead of standard output. "
            "A name that ends in .gz or .zst is compressed."
        ),
    ] = None,
    compress: Annotated[
        str | None, typer.Option(help=f"Compress, whatever the name: {', '.join(COMPRESSIONS)}.")
    ] = None,
    triple_terms: Annotated[
        bool,
        typer.Option(
            "--triple-terms", help="RDF: also which run asserted a triple, by triple terms of RDF 1.2."
        ),
    ] = False,
    projection: Annotated[
        str | None, typer.Option(help=f"Of a network: {', '.join(PROJECTIONS)}.", show_default=False)
    ] = None,
    around: Annotated[str | None, typer.Option(help="Only what is around the node of this id.")] = None,
    depth: Annotated[int | None, typer.Option(help=f"How many steps around it, 1 to {DEEPEST}.")] = None,
    classes: Annotated[str | None, typer.Option(help="Classes, separated by commas, or all.")] = None,
    statement: Annotated[
        list[str] | None, typer.Option(help="RDF: the statement of this id. May be given again.")
    ] = None,
    issuer: Annotated[
        list[str] | None, typer.Option(help="RDF: statements of the issuer of this id. May be given again.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(help="RDF: statements with a position or demand on it. May be given again."),
    ] = None,
    id: Annotated[
        list[str] | None,
        typer.Option(help="RDF: statements that tell of the node of this id. May be given again."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Only what was told on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Only what was told on this day or earlier.")
    ] = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="With the days on which what is there.")
    ] = False,
) -> None:
    """Write the graph: as RDF, or as a network for Gephi, Cytoscape, R and the like, whole or a part of it.

    A part as RDF is some statements, with all that is asserted in them and named there.

    TriG and N-Quads keep each run's assertions in a graph of its own. Tables go into a zip archive, or a folder.
    """
    kind, way = _form(kind, output), _way(compress, output)
    drawn = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    kept = {"statement": statement, "issuer": issuer, "topic": topic, "id": id}
    period = {"from": since, "to": until}
    if kind in RDF_FORMATS:
        _refuse(kind, [*told(drawn, OF_NETWORKS), *["over-time"] * over_time], "networks", NETWORK_FORMATS)
        asked = (RDF_FORMATS[kind], select_statements({**kept, **period}))
        with _opened(output, way) as stream:
            asyncio.run(_write_rdf(settings, stream, *asked, triple_terms=triple_terms))
        return
    if kind not in NETWORK_FORMATS:
        advice = f"Use one of {', '.join([*RDF_FORMATS, *NETWORK_FORMATS])}."
        raise QuestionError(f"There is no format {kind!r}.", advice)
    _refuse(kind, [*told(kept, CONDITIONS), *["triple-terms"] * triple_terms], "RDF", RDF_FORMATS)
    form = find_format(kind, over_time=over_time)
    if way:
        form.check_compressible()
    selection = select({**drawn, **period})
    asyncio.run(_write_network(settings, form, selection, output, way, over_time=over_time))


def _form(kind: str | None, output: Path | None) -> str:
    """The format named, else the one that the name of the output ends in, else Turtle."""
    if kind is not None:
        return kind
    suffix = split_name(output.name)[0].rpartition(".")[2] if output else ""
    return suffix if suffix in RDF_FORMATS or suffix in NETWORK_FORMATS else "ttl"


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
