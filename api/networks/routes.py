"""`/export`: the graph, or a part or projection of it, as a network in the format that is asked for."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

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
YES, NO = ("true", "1", "yes"), ("false", "0", "no", "")


@router.get("/export", summary="A network for other tools", response_class=Response)
async def export(
    request: Request,
    kind: Annotated[str | None, Query(alias="format", description=f"One of {', '.join(FORMATS)}.")] = None,
    projection: Annotated[str | None, Query(description=f"One of {', '.join(PROJECTIONS)}.")] = None,
    around: Annotated[str | None, Query(description="The id of the node in the middle.")] = None,
    depth: Annotated[str | None, Query(description="How many steps around it.")] = None,
    classes: Annotated[str | None, Query(description="Classes, separated by commas, or all.")] = None,
    since: Annotated[str | None, Query(alias="from", description="Told on this day or later.")] = None,
    until: Annotated[str | None, Query(alias="to", description="Told on this day or earlier.")] = None,
    over_time: Annotated[str, Query(description="true: with the days on which what is there.")] = "",
) -> Response:
    """Streamed. 400 says what is wrong; 406 where the Accept header takes none of the formats."""
    given = {"projection": projection, "around": around, "depth": depth, "classes": classes}
    selection = select({**given, "from": since, "to": until})
    timed = _yes_or_no(over_time)
    form = _format(kind, request.headers.get("accept", ""), timed)
    if form is None:
        types = sorted({form.media_type for form in FORMATS.values()})
        return Response(f"This is to be had as {', '.join(types)}.\n", 406, media_type="text/plain")
    network = await draw(store_of(request), selection, over_time=timed, seconds=SECONDS)
    headers = {
        "Content-Disposition": f'attachment; filename="{projection or "graph"}.{form.suffix}"',
        "Vary": "Accept",
    }
    return StreamingResponse(
        chunks(partial(form.write, network)), media_type=form.media_type, headers=headers
    )


def _format(name: str | None, accept: str, over_time: bool) -> Format | None:
    if name is not None:
        return find_format(name, over_time=over_time)
    liked = negotiate(accept)
    return liked and find_format(liked.name, over_time=over_time)


def _yes_or_no(said: str) -> bool:
    if said.lower() not in YES + NO:
        raise QuestionError(f"`over_time`: {said!r} is neither true nor false.")
    return said.lower() in YES
