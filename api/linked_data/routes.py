"""`/id/…` leads to `/doc/…`: one node as RDF or as a page, in the format that the Accept header asks for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import admitted
from api.linked_data import ontology, start
from api.linked_data.answers import refusal, root_of, tagged
from api.linked_data.formats import FORMATS, PAGE_TYPE, find_format, negotiate, takes_page, write_rdf
from api.linked_data.neighbours import Place, back, decisions, evidence, towards
from api.linked_data.pages import HEADERS, STYLE, path, render
from api.linked_data.particulars import particulars, title_of
from api.linked_data.schema_org import schema_org
from api.linked_data.sentences import TOLD_IN_SENTENCES, Sentence, sentences
from api.linked_data.triples import TripleWriter
from api.opening import store_of
from graph.rows import Node, Relationship
from ontology.vocabulary import load_vocabulary

router = APIRouter(tags=["linked data"])
router.include_router(start.router)
router.include_router(ontology.router)

MEDIA_TYPES: Sequence[str] = [form.media_type for form in FORMATS.values()]
RDF_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type: {} for media_type in (PAGE_TYPE, *MEDIA_TYPES)}}
}


@router.get(
    "/id/{node_id:path}",
    summary="Where the document of a node is",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=[Depends(admitted)],
)
async def node(request: Request, node_id: str) -> Response:
    """303 to the document: the page for a browser, else RDF. 404 for an unknown id, 406 for other types."""
    name = _asked(request, "")
    if name is None:
        return refusal(406, f"This is to be had as {PAGE_TYPE}, {', '.join(MEDIA_TYPES)}.")
    if await store_of(request).node(node_id) is None:
        return _missing(request, node_id, name)
    suffix = "" if name == "html" else f"?format={name}"
    location = f"{root_of(request)}/doc/{path(node_id)}{suffix}"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})


@router.get(
    "/doc/{node_id:path}",
    summary="One node as RDF or a page",
    responses=RDF_ANSWER,
    dependencies=[Depends(admitted)],
)
async def document(
    request: Request,
    node_id: str,
    format: Annotated[str, Query(description="html or a short name as in `rostra export --format`.")] = "",
    way: Annotated[str, Query(description="On the page: neighbours by this way alone.")] = "",
    after: Annotated[str, Query(description="… that come after the one of this id.")] = "",
    before: Annotated[str, Query(description="… that come before the one of this id.")] = "",
    sentence: Annotated[int, Query(ge=0, le=10_000_000, description="The first sentence to show.")] = 0,
) -> Response:
    """The node's own triples; as a page with its neighbours too. The format is `format`, else by Accept."""
    name = _asked(request, format)
    if name is None:
        return refusal(406, f"This is to be had as {PAGE_TYPE}, {', '.join(MEDIA_TYPES)}.")
    found = await store_of(request).node(node_id)
    if found is None:
        return _missing(request, node_id, name)
    if name == "html":
        return tagged(
            request,
            await _page(request, *found, Place(way, after, before), sentence),
            PAGE_TYPE,
            more=HEADERS,
        )
    form = find_format(name)
    output = io.BytesIO()
    writer: TripleWriter = request.app.state.triples
    write_rdf(writer.quads(*found), output, form)
    return tagged(request, output.getvalue(), form.media_type)


@router.get("/page.css", include_in_schema=False)
async def style(request: Request) -> Response:
    """The style sheet of the pages."""
    return tagged(request, STYLE, "text/css")


async def _page(
    request: Request, node: Node, leaving: Sequence[Relationship], place: Place, sentence: int
) -> bytes:
    store, vocabulary = store_of(request), load_vocabulary()
    seconds: float = request.app.state.settings.query_timeout
    address = request.app.state.triples.address(node.id).value
    ahead = await towards(store, vocabulary, leaving)
    title = title_of(node, ahead)
    known, made_by = particulars(vocabulary, node, ahead, title)
    text: list[Sentence] = []
    further = None
    if node.label == "Statement" and not place.way:
        text, further = await sentences(store, vocabulary, node.id, sentence, seconds)
    told = TOLD_IN_SENTENCES if text else ()
    return render(
        "node.html",
        root=root_of(request),
        node=node,
        cls=vocabulary.classes[node.label],
        title=title,
        address=address,
        formats=list(FORMATS.values()),
        schema=schema_org(node, title, address, ahead),
        known=known,
        made_by=made_by,
        evidence=await evidence(store, node, leaving),
        decisions=await decisions(store, node),
        sentences=text,
        further=further,
        back=await back(store, vocabulary, node, place, seconds, told),
        way=place.way,
    )


def _missing(request: Request, node_id: str, name: str) -> Response:
    """404 in one line, or as a page that helps on."""
    told = f"There is no node with the id {node_id!r}."
    if name != "html":
        return refusal(404, told)
    page = render("missing.html", root=root_of(request), told=told)
    return Response(page, 404, media_type=PAGE_TYPE, headers={**HEADERS, "Vary": "Accept"})


def _asked(request: Request, name: str) -> str | None:
    """The format named, else the one that the Accept header likes best: "html" or the short name of one of RDF."""
    if name:
        return name if name == "html" else find_format(name).name
    accept = request.headers.get("accept", "")
    if takes_page(accept):
        return "html"
    form = negotiate(accept)
    return form.name if form else None
