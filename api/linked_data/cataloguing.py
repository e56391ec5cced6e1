"""`/.well-known/void` and `/release`: what there is to take, and the releases with their files."""

from __future__ import annotations

import asyncio
import io
import time
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from api.access import admitted
from api.linked_data.answers import FOR_EVER, refusal, root_of, tagged
from api.linked_data.catalogue import Dataset, Describing, Dump, Version
from api.linked_data.formats import FORMATS, negotiate, write_rdf
from api.linked_data.releases import FOLDER, Release, releases
from api.linked_data.triples import EXACT_MATCH
from api.opening import store_of
from api.settings import Settings
from graph.census import Census, census
from graph.store import Store
from ontology.vocabulary import ROSTRA

router = APIRouter(dependencies=[Depends(admitted)])

COUNTED_FOR = 300.0
"""Seconds for which counts are kept: counting a large graph takes some."""
EXAMPLES = ("Statement", "Organization")
RDF_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.media_type: {} for form in FORMATS.values()}}
}


class Counts:
    """The census of a graph, taken anew when it has become old."""

    def __init__(self) -> None:
        self._taken: tuple[float, Census, str] | None = None
        self._lock = asyncio.Lock()

    async def of(self, store: Store) -> tuple[Census, str]:
        """The counts, and the id of a node to look at; empty where there is none."""
        async with self._lock:
            if self._taken is None or time.monotonic() - self._taken[0] > COUNTED_FOR:
                counted = _as_written(await census(store))
                self._taken = (time.monotonic(), counted, await _example(store))
            return self._taken[1:]


def _as_written(counted: Census) -> Census:
    """With the links that are written of the addresses elsewhere (`api.linked_data.triples`)."""
    links = counted.properties.get(str(ROSTRA.exactMatch), 0)
    if not links:
        return counted
    properties = {**counted.properties, EXACT_MATCH.value: links}
    return Census(counted.triples + links, counted.classes, properties)


async def _example(store: Store) -> str:
    for label in EXAMPLES:
        if rows := await store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 1"):
            return str(rows[0]["id"])
    return ""


@router.get("/.well-known/void", summary="The dataset in VoID and DCAT", responses=RDF_ANSWER)
async def void(request: Request) -> Response:
    """Counts by class and property, dumps, endpoint, releases. Counts may be some minutes old."""
    form = negotiate(request.headers.get("accept", ""))
    if form is None:
        return refusal(406, f"This is to be had as {', '.join(RDF_ANSWER[200]['content'])}.")
    counted, example = await request.app.state.counts.of(store_of(request))
    settings: Settings = request.app.state.settings
    root = str(request.base_url).rstrip("/")
    dataset = Dataset(
        f"{root}/.well-known/void#graph",
        settings.title,
        str(settings.base),
        counted,
        [Dump(f"{root}/export?format={each.name}", each.media_type) for each in FORMATS.values()],
        publisher=settings.publisher,
        license=str(settings.license or ""),
        example=request.app.state.triples.address(example).value if example else "",
        sparql=f"{root}/sparql",
        versions=[Version(f"{root}/release/{each.name}", each.name, each.issued) for each in _all(request)],
    )
    output = io.BytesIO()
    write_rdf(Describing(dataset).quads(), output, form)
    return tagged(request, output.getvalue(), form.media_type)


@router.get("/release", summary="The releases, the newest first")
async def listed(request: Request) -> list[dict[str, Any]]:
    """Each with its files and their SHA-256."""
    return [_told(request, each) for each in _all(request)]


@router.get("/release/{name}", summary="One release")
async def one(request: Request, name: str) -> Response:
    """Its files and their SHA-256. 404 where there is none of this name."""
    found = _find(request, name)
    if found is None:
        return refusal(404, f"There is no release {name!r}; /release lists those there are.")
    return JSONResponse(_told(request, found), headers=_kept(request))


@router.get("/release/{name}/{file}", summary="A file of a release", response_class=FileResponse)
async def file(request: Request, name: str, file: str) -> Response:
    """The file as it was released: it may be kept for ever. 404 where there is none of this name."""
    found = _find(request, name)
    if found is None or file not in found.files:
        return refusal(
            404, f"There is no file {file!r} in a release {name!r}; /release lists those there are."
        )
    headers = {**_kept(request), "ETag": f'"{found.files[file]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    media_type = "text/turtle" if file.endswith(".ttl") else None
    return FileResponse(found.folder / file, headers=headers, media_type=media_type, filename=file)


def _all(request: Request) -> list[Release]:
    return releases(request.app.state.settings.data_dir / FOLDER)


def _find(request: Request, name: str) -> Release | None:
    return next((each for each in _all(request) if each.name == name), None)


def _kept(request: Request) -> dict[str, str]:
    shared = "private" if request.app.state.gate.closed else "public"
    return {"Cache-Control": f"{shared}, {FOR_EVER}"}


def _told(request: Request, found: Release) -> dict[str, Any]:
    at = f"{root_of(request)}/release/{found.name}"
    files = [{"name": name, "address": f"{at}/{name}", "sha256": sha} for name, sha in found.files.items()]
    return {"name": found.name, "issued": found.issued, "address": at, "files": files}
