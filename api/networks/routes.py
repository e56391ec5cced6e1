"""`/export`: the graph, or a part or projection of it, as a network or as RDF in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

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
) -> Response:
    """Streamed. 400 says what is wrong; 406 where the Accept header takes none of the formats."""
    drawn = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    kept = {"statement": statement, "issuer": issuer, "topic": topic, "id": id}
    period = {"from": since, "to": until}
    timed = _yes_or_no(over_time)
    selection = select({**drawn, **period})
    form = _format(kind, request.headers.get("accept", ""), timed)
    if form is None:
        return Response(f"This is to be had as {', '.join(MEDIA_TYPES)}.\n", 406, media_type="text/plain")
    if isinstance(form, RdfFormat):
        _refuse(form.name, [*told(drawn, OF_NETWORKS), *["over_time"] * timed], "networks")
        wanted = select_statements({**kept, **period})
        write = await prepare(store_of(request), request.app.state.triples, form, wanted)
        return _answer(write, form.media_type, f"graph.{form.name}")
    _refuse(form.name, told(kept, CONDITIONS), "RDF")
    network = await draw(store_of(request), selection, over_time=timed, seconds=SECONDS)
    return _answer(partial(form.write, network), form.media_type, f"{projection or 'graph'}.{form.suffix}")


def _answer(write: Callable[[IO[bytes]], None], media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
    return StreamingResponse(chunks(write), media_type=media_type, headers=headers)


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


def _yes_or_no(said: str) -> bool:
    if said.lower() not in YES + NO:
        raise QuestionError(f"`over_time`: {said!r} is neither true nor false.")
    return said.lower() in YES
