"""`/id/…`: one node as RDF, in the format that the Accept header asks for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from api.access import admitted
from api.linked_data.formats import FORMATS, Format, negotiate, write_rdf
from api.linked_data.triples import TripleWriter
from api.opening import store_of
from graph.rows import Node, Relationship
from ontology.context import read_context
from ontology.vocabulary import load_graph

router = APIRouter(tags=["linked data"])

MEDIA_TYPES: Sequence[str] = [form.media_type for form in FORMATS.values()]
RDF_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type: {} for media_type in MEDIA_TYPES}}
}


@router.get(
    "/id/{node_id:path}", summary="One node as RDF", responses=RDF_ANSWER, dependencies=[Depends(admitted)]
)
async def node(request: Request, node_id: str) -> Response:
    """The node's own triples. 404 for an unknown id, 406 where the Accept header takes none of the formats."""
    form = negotiate(request.headers.get("accept", ""))
    if form is None:
        return _refusal(406, f"This is to be had as {', '.join(MEDIA_TYPES)}.")
    found = await store_of(request).node(node_id)
    if found is None:
        return _refusal(404, f"There is no node with the id {node_id!r}.")
    return _answer(request.app.state.triples, *found, form)


@router.get("/ontology", summary="The ontology as RDF")
async def ontology(request: Request) -> Response:
    """Classes, properties, shapes and code schemes, in Turtle or RDF/XML or JSON-LD."""
    form = negotiate(request.headers.get("accept", ""))
    if form is None or (form.quads and form.name != "jsonld"):
        return _refusal(
            406, "The ontology is to be had as text/turtle, application/rdf+xml, application/ld+json."
        )
    names = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    text = load_graph().serialize(format=names[form.name])
    return Response(text, media_type=form.media_type, headers={"Vary": "Accept"})


@router.get("/ontology/context.jsonld", summary="The JSON-LD context")
async def context() -> Response:
    """The context that JSON-LD of Rostra is written in."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(read_context(), media_type="application/ld+json", headers=headers)


def _answer(writer: TripleWriter, found: Node, leaving: Sequence[Relationship], form: Format) -> Response:
    output = io.BytesIO()
    write_rdf(writer.quads(found, leaving), output, form)
    return Response(output.getvalue(), media_type=form.media_type, headers={"Vary": "Accept"})


def _refusal(status: int, message: str) -> Response:
    return Response(message + "\n", status, media_type="text/plain", headers={"Vary": "Accept"})
