"""The ontology at its address: RDF, or for people a page with an anchor for each term, made from its files.

The namespace ends in "#", so that the address of every class and property leads here; codes have addresses of
their own, which lead here too.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.linked_data.answers import A_DAY, FOR_EVER, refusal, root_of, tagged
from api.linked_data.formats import FORMATS, PAGE_TYPE, find_format, negotiate, takes_page
from api.linked_data.pages import HEADERS, render
from ontology.context import context_path, read_context
from ontology.reference import carried, properties, shape_of
from ontology.vocabulary import load_graph, load_vocabulary

router = APIRouter()

NAMES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
"""The formats, and what rdflib calls them. The ontology is one graph, so the formats of several are left out."""
TYPES = [PAGE_TYPE, *(FORMATS[name].media_type for name in NAMES)]
ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {media_type: {} for media_type in TYPES}}}
CONTEXT_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {FORMATS["jsonld"].media_type: {}}}}


@router.get("/ontology", summary="The ontology as RDF or a page", responses=ANSWER)
async def ontology(
    request: Request,
    format: Annotated[str, Query(description=f"html, {', '.join(NAMES)}; otherwise by Accept.")] = "",
) -> Response:
    """Classes, properties, shapes and code schemes. 406 where the Accept header takes none of the formats."""
    accept = request.headers.get("accept", "")
    if format == "html" or (not format and takes_page(accept)):
        return tagged(request, _page(root_of(request)), PAGE_TYPE, A_DAY, HEADERS)
    form = find_format(format) if format else negotiate(accept, NAMES)
    if form is None or form.name not in NAMES:
        return refusal(406, f"The ontology is to be had as {', '.join(TYPES)}.")
    return tagged(request, _rdf(form.name), form.media_type, A_DAY)


@router.get("/ontology/context.jsonld", summary="The JSON-LD context", responses=CONTEXT_ANSWER)
async def context(request: Request) -> Response:
    """The context that JSON-LD of Rostra is written in."""
    return tagged(request, read_context().encode(), "application/ld+json", A_DAY)


@router.get(
    "/ontology/context/{name}",
    summary="The JSON-LD context under an address that holds no other",
    responses=CONTEXT_ANSWER,
)
async def versioned_context(request: Request, name: str) -> Response:
    """The context of this version, to be kept for ever. 404 for any other."""
    if context_path() != f"ontology/context/{name}":
        return refusal(
            404, f"There is no context {name!r} here; the one of this service is /{context_path()}."
        )
    return tagged(request, read_context().encode(), "application/ld+json", FOR_EVER)


@router.get(
    "/scheme/{scheme}/{code}",
    summary="Where the ontology tells of a code",
    status_code=303,
    response_class=RedirectResponse,
)
async def concept(request: Request, scheme: str, code: str) -> Response:
    """303 to the ontology, in whichever format is asked for there. 404 for an unknown code."""
    known = load_vocabulary().schemes.get(scheme)
    if known is None or code not in known.by_notation:
        return refusal(404, f"There is no code {code!r} in a scheme {scheme!r}.")
    location = f"{root_of(request)}/ontology#{scheme}-{code}"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})


@cache
def _rdf(name: str) -> bytes:
    return load_graph().serialize(format=NAMES[name]).encode()


@cache
def _page(root: str) -> bytes:
    vocabulary, graph = load_vocabulary(), load_graph()
    return render(
        "ontology.html",
        root=root,
        vocabulary=vocabulary,
        formats=[FORMATS[name] for name in NAMES],
        carried=partial(carried, vocabulary, graph),
        shape_of=partial(shape_of, graph),
        properties=properties(vocabulary, graph),
        short=partial(graph.namespace_manager.curie, generate=False),
    )
