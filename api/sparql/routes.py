"""`/sparql`: the SPARQL 1.1 Protocol for queries, the service description, and a page to ask from."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from api.access import admitted
from api.linked_data.answers import A_DAY, root_of, tagged
from api.linked_data.formats import PAGE_TYPE, negotiate, takes_page
from api.linked_data.pages import HEADERS
from api.sparql.description import describe
from api.sparql.endpoint import Answer, SparqlEndpoint
from api.sparql.page import STYLE, query_page
from api.sparql.protocol import DIRECT, FORM, Asked, read_request
from api.sparql.query import Form, Query, read_query
from api.sparql.results import HTML, TABLES, TRIPLES, ResultFormat, formats_of, named, negotiated
from ontology.errors import EngineError, RostraError

router = APIRouter(tags=["linked data"])

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {each.media_type.partition(";")[0]: {} for each in (*TABLES, *TRIPLES, HTML)}},
    400: {"description": "No query, a wrong one, or one over a limit"},
    406: {"description": "The answer isn't to be had in what the Accept header takes"},
    415: {"description": "The body is neither a query nor a form in UTF-8"},
    503: {"description": "The snapshot is being made, or too many queries wait"},
}
PARAMETERS = [
    {"name": name, "in": "query", "required": False, "description": told, "schema": {"type": "string"}}
    for name, told in (
        ("query", "The query. Without one: the service description, or the page to ask from."),
        ("default-graph-uri", "A graph of the default graph; may be repeated."),
        ("named-graph-uri", "A graph that GRAPH can name; may be repeated."),
        (
            "format",
            "Instead of an Accept header: json, xml, csv, tsv, ttl, nt, rdf, jsonld, trig, nq or html.",
        ),
    )
]
BODY = {"content": {DIRECT: {"schema": {"type": "string"}}, FORM: {"schema": {"type": "object"}}}}


@router.get(
    "/sparql",
    summary="Ask a SPARQL query",
    responses=ANSWERS,
    dependencies=[Depends(admitted)],
    openapi_extra={"parameters": PARAMETERS},
)
async def get_query(request: Request) -> Response:
    """The answer to the query; without one the service description, or in a browser the page to ask from."""
    return await _respond(request)


@router.post(
    "/sparql",
    summary="Ask a SPARQL query that is posted",
    responses=ANSWERS,
    dependencies=[Depends(admitted)],
    openapi_extra={"requestBody": BODY},
)
async def post_query(request: Request) -> Response:
    """The answer to the query in the body, as itself or in a form."""
    return await _respond(request)


@router.get("/sparql.css", include_in_schema=False)
async def style(request: Request) -> Response:
    """The style sheet of the page."""
    return tagged(request, STYLE, "text/css", A_DAY)


async def _respond(request: Request) -> Response:
    """By a page where one is liked best, errors on it too; else the answer alone."""
    if (
        not takes_page(request.headers.get("accept", ""))
        or request.query_params.get("format", "html") != "html"
    ):
        return await _answered(request, await read_request(request))
    asked = Asked(None)
    try:
        asked = await read_request(request)
        return await _answered(request, asked)
    except RostraError as error:
        told = (error.message, error.advice)
        page = query_page(root_of(request), _base(request), asked.query or "", error=told)
        status = 503 if isinstance(error, EngineError) else 400
        return Response(page, status, media_type=PAGE_TYPE, headers={**HEADERS, "Vary": "Accept"})


async def _answered(request: Request, asked: Asked) -> Response:
    accept = request.headers.get("accept", "")
    if asked.query is None:
        return _undirected(request, accept)
    query = read_query(asked.query)
    form = named(asked.format, query.form) if asked.format else negotiated(accept, query.form)
    if form is None:
        raise HTTPException(406, f"An answer to {query.form} is to be had as {_media_types(query.form)}.")
    answer = await _endpoint(request).answer(query, asked, form)
    return _response(request, query, form, answer)


def _response(request: Request, query: Query, form: ResultFormat, answer: Answer) -> Response:
    more = {"Snapshot-Time": answer.snapshot.taken, "Snapshot-Age": f"{answer.age:.0f}"}
    if form != HTML:
        return tagged(request, answer.body, form.media_type, more=more)
    page = query_page(root_of(request), _base(request), query.text, query.form, answer)
    return tagged(request, page, PAGE_TYPE, more={**more, **HEADERS})


def _undirected(request: Request, accept: str) -> Response:
    """What there is to say without a query."""
    if request.method == "POST":
        raise HTTPException(400, "The request has no query.")
    if takes_page(accept):
        return tagged(request, query_page(root_of(request), _base(request)), PAGE_TYPE, more=HEADERS)
    form = negotiate(accept)
    if form is None:
        raise HTTPException(406, "The service description is to be had as RDF, in Turtle for example.")
    address = str(request.url.replace(query=""))
    return tagged(request, describe(address, _endpoint(request).follower.current, form), form.media_type)


def _media_types(form: Form) -> str:
    return ", ".join(each.media_type.partition(";")[0] for each in formats_of(form))


def _endpoint(request: Request) -> SparqlEndpoint:
    endpoint: SparqlEndpoint = request.app.state.sparql
    return endpoint


def _base(request: Request) -> str:
    return _endpoint(request).base
