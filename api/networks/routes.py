"""`/export`: the graph, or a part or projection of it, as a network or as RDF in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.compression import COMPRESSIONS, Compression, accepted, compressed, find_compression
from api.linked_data.export import prepare
from api.linked_data.formats import FORMATS as RDF_FORMATS
from api.linked_data.formats import Format as RdfFormat
from api.linked_data.formats import negotiate as negotiate_rdf
from api.linked_data.selection import CONDITIONS, OF_NETWORKS, select_statements, told
from api.networks.drawing import draw
from api.networks.formats import FORMATS, Format, find_format, negotiate
from api.networks.selection import select
from api.opening import store_of
from api.streaming import chunks
from graph.projections import PROJECTIONS
from ontology.errors import QuestionError

router = APIRouter(tags=["networks"])

SECONDS = 60.0
"""How long a projection may take over HTTP."""
MEDIA_TYPES = sorted(
    {each.media_type for each in FORMATS.values()} | {each.media_type for each in RDF_FORMATS.values()}
)
ZIP = "application/zip"
YES, NO = ("true", "1", "yes"), ("false", "0", "no", "")


@router.get("/export", summary="RDF, or a network for other tools", response_class=Response)
async def export(
    request: Request,
    kind: Annotated[
        str | None, Query(alias="format", description=f"One of {', '.join([*FORMATS, *RDF_FORMATS])}.")
    ] = None,
    projection: Annotated[str | None, Query(description=f"One of {', '.join(PROJECTIONS)}.")] = None,
    around: Annotated[str | None, Query(description="The id of the node in the middle.")] = None,
    depth: Annotated[str | None, Query(description="How many steps around it.")] = None,
    classes: Annotated[str | None, Query(description="Classes, separated by commas, or all.")] = None,
    since: Annotated[str | None, Query(alias="from", description="Told on this day or later.")] = None,
    until: Annotated[str | None, Query(alias="to", description="Told on this day or earlier.")] = None,
    statement: Annotated[Sequence[str], Query(description="RDF: the statements of these ids.")] = (),
    issuer: Annotated[Sequence[str], Query(description="RDF: statements of these issuers.")] = (),
    topic: Annotated[Sequence[str], Query(description="RDF: with a position or demand on these.")] = (),
    id: Annotated[Sequence[str], Query(description="RDF: statements that tell of these nodes.")] = (),
    over_time: Annotated[str, Query(description="true: with the days on which what is there.")] = "",
    triple_terms: Annotated[str, Query(description="RDF: true: with triple terms of RDF 1.2.")] = "",
    compress: Annotated[
        str | None, Query(description=f"A compressed file: {', '.join(COMPRESSIONS)}.")
    ] = None,
) -> Response:
    """Streamed, compressed as the Accept-Encoding header likes it.

    400 says what is wrong; 406 where the Accept header takes none of the formats.
    """
    drawn = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    kept = {"statement": statement, "issuer": issuer, "topic": topic, "id": id}
    period = {"from": since, "to": until}
    timed, claimed = _yes_or_no("over_time", over_time), _yes_or_no("triple_terms", triple_terms)
    selection = select({**drawn, **period})
    form = _format(kind, request.headers.get("accept", ""), timed)
    if form is None:
        return Response(f"This is to be had as {', '.join(MEDIA_TYPES)}.\n", 406, media_type="text/plain")
    packing = find_compression(compress) if compress else None
    if isinstance(form, RdfFormat):
        _refuse(form.name, [*told(drawn, OF_NETWORKS), *["over_time"] * timed], "networks")
        wanted = select_statements({**kept, **period})
        triples = request.app.state.triples
        folder = request.app.state.settings.data_dir
        write = await prepare(store_of(request), triples, form, wanted, triple_terms=claimed, data_dir=folder)
        return _answer(request, write, form.media_type, f"graph.{form.name}", packing)
    _refuse(form.name, [*told(kept, CONDITIONS), *["triple_terms"] * claimed], "RDF")
    if packing:
        form.check_compressible()
    network = await draw(store_of(request), selection, over_time=timed, seconds=SECONDS)
    name = f"{projection or 'graph'}.{form.suffix}"
    return _answer(request, partial(form.write, network), form.media_type, name, packing)


def _answer(
    request: Request,
    write: Callable[[IO[bytes]], None],
    media_type: str,
    name: str,
    packing: Compression | None,
) -> Response:
    """A file packed as asked for; else the file, on its way as the Accept-Encoding header likes it."""
    headers = {"Vary": "Accept, Accept-Encoding"}
    way = packing
    if packing:
        name, media_type = name + packing.suffix, packing.media_type
    elif media_type != ZIP and (way := accepted(request.headers.get("accept-encoding", ""))):
        headers["Content-Encoding"] = way.name
    headers["Content-Disposition"] = f'attachment; filename="{name}"'

    def packed(output: IO[bytes]) -> None:
        with compressed(output, way) as stream:
            write(stream)

    return StreamingResponse(chunks(packed), media_type=media_type, headers=headers)


def _format(name: str | None, accept: str, over_time: bool) -> Format | RdfFormat | None:
    """The format of that name, or else the one that the Accept header likes: a network where it takes anything."""
    if name in RDF_FORMATS:
        return RDF_FORMATS[name]
    if name is not None:
        return find_format(name, over_time=over_time)
    liked = negotiate(accept)
    return find_format(liked.name, over_time=over_time) if liked else negotiate_rdf(accept)


def _refuse(kind: str, names: Sequence[str], others: str) -> None:
    if names:
        raise QuestionError(f"`{names[0]}` is for {others}, and {kind} is none.", "Leave it out.")


def _yes_or_no(name: str, said: str) -> bool:
    if said.lower() not in YES + NO:
        raise QuestionError(f"`{name}`: {said!r} is neither true nor false.")
    return said.lower() in YES
