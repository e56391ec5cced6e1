"""Where people begin: the start page with what there is and what is new, and the page to search on.

Programs get the addresses of the service as JSON. Where reading needs a key the start page shows no numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import mimeparse
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from api.access import admitted
from api.linked_data.answers import root_of, tagged
from api.linked_data.formats import PAGE_TYPE
from api.linked_data.pages import HEADERS, render
from api.linked_data.search import Hit, search
from api.linked_data.wording import Row
from api.opening import store_of
from graph.question.cypher import statement
from graph.question.order import Key
from graph.question.steps import forward
from graph.question.tree import ROWS, Branch, Page, Wanted
from graph.store import Store
from ontology.errors import QuestionError, RostraError
from ontology.terms import Vocabulary
from ontology.vocabulary import load_vocabulary

router = APIRouter()

ADDRESSES = {
    "graphql": "/graphql",
    "sparql": "/sparql",
    "statements": "/statements",
    "search": "/search",
    "node": "/id/{id}",
    "export": "/export",
    "ontology": "/ontology",
    "health": "/readyz",
    "openapi": "/docs",
}
COUNTED = ("Statement", "Organization", "Official", "Location", "Incident", "Position", "Demand")
LATEST = 10


@router.get(
    "/",
    summary="Where to go from here",
    responses={200: {"content": {"application/json": {}, PAGE_TYPE: {}}}},
)
async def index(request: Request) -> Response:
    """The addresses of the service; for a browser the start page."""
    if not _wants_page(request.headers.get("accept", "")):
        return JSONResponse(ADDRESSES, headers={"Vary": "Accept"})
    return tagged(request, await _start(request), PAGE_TYPE, more=HEADERS)


@router.get(
    "/search", summary="A page to search on", response_class=HTMLResponse, dependencies=[Depends(admitted)]
)
async def search_page(
    request: Request, q: Annotated[str, Query(max_length=500, description="Words.")] = ""
) -> Response:
    """Actors, places, incidents, statements and sentences that fit the words; programs ask GraphQL's `search`."""
    seconds: float = request.app.state.settings.query_timeout
    hits: Mapping[str, Sequence[Hit]] = {}
    trouble = ""
    if q:
        try:
            hits = await search(store_of(request), load_vocabulary(), q, seconds)
        except QuestionError as error:
            trouble = str(error)
    given: dict[str, Any] = {"root": root_of(request), "words": q, "hits": hits, "trouble": trouble}
    return tagged(request, render("search.html", **given), PAGE_TYPE, more=HEADERS)


async def _start(request: Request) -> bytes:
    vocabulary, trouble = load_vocabulary(), ""
    counts: Sequence[tuple[str, int]] = []
    latest: Sequence[Row] = []
    try:
        admitted(request)
        seconds: float = request.app.state.settings.query_timeout
        counts = await _counts(store_of(request), vocabulary, seconds)
        latest = await _latest(store_of(request), vocabulary, seconds)
    except RostraError as error:
        trouble = str(error)
    return render("start.html", root=root_of(request), counts=counts, latest=latest, trouble=trouble)


async def _counts(store: Store, vocabulary: Vocabulary, seconds: float) -> list[tuple[str, int]]:
    counts = []
    for label in COUNTED:
        (row,) = await store.read(f"MATCH (n:{label}) RETURN count(n) AS number", None, seconds)
        counts.append((vocabulary.classes[label].plural, row["number"]))
    return counts


async def _latest(store: Store, vocabulary: Vocabulary, seconds: float) -> list[Mapping[str, Any]]:
    issuers = forward(vocabulary, vocabulary.classes["Statement"].relations["issuers"])
    named = Page(issuers, Wanted(("id", "name")), sorted_by=(Key("id"),))
    page = Page(
        ("Statement",),
        Wanted(("id", "title", "issued"), branches=(Branch("issuers", named),)),
        sorted_by=(Key("issued", descending=True, indexed=True), Key("id")),
        limit=LATEST,
    )
    asked = statement(page)
    (record,) = await store.read(asked.text, asked.parameters, seconds)
    rows: list[Mapping[str, Any]] = record[ROWS]
    return rows


def _wants_page(accept: str) -> bool:
    try:
        return bool(mimeparse.best_match([PAGE_TYPE, "application/json"], accept or "*/*") == PAGE_TYPE)
    except mimeparse.MimeTypeParseException:
        return False
