"""`POST /statements`: a file of statements is sent, answered at once, and loaded in the background, one at a time.

`GET /loads/{id}` and the subscription `loadProgress` tell how it goes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Any, BinaryIO

import structlog
from fastapi import APIRouter, HTTPException, Query, Request, Response

from api.keys import Gate, permit
from api.loading import load
from api.opening import OpeningStore
from api.progress import Load, Loads
from api.settings import Settings
from loaders.reading import Extent, ReadOptions, columns_of, read_stream
from ontology.errors import QuestionError, RostraError

LOG = structlog.get_logger(__name__)
MOST_WAITING = 8
"""Loads that may wait their turn; more are sent away."""
FAULT = "Something went wrong on our side; the log has more."

router = APIRouter(tags=["statements"])


class Uploads:
    """Loads what is sent, one file after the other."""

    def __init__(self, store: OpeningStore, settings: Settings) -> None:
        self.settings, self.loads = settings, Loads()
        self._store = store
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more loads are taken for now."""
        return len(self._tasks) > MOST_WAITING

    def begin(self, file: BinaryIO, size: int, options: ReadOptions, name: str) -> Load:
        """Load a file, which is closed at the end; the load goes on behind the caller's back."""
        progress = self.loads.begin(name)
        task = asyncio.create_task(self._run(progress, file, size, options))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return progress

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Loads go on while the block lasts; what is under way at its end is given up."""
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, progress: Load, file: BinaryIO, size: int, options: ReadOptions) -> None:
        extent = Extent(size)
        with file:
            async with self._turn:
                progress.start()
                try:
                    documents = read_stream(file, progress.name, options, extent)
                    store = self._store.get()
                    await load(store, documents, self.settings, progress.report, extent=extent)
                except RostraError as error:
                    progress.end(str(error))
                except Exception:
                    LOG.exception("load failed", load=progress.id)
                    progress.end(FAULT)
                else:
                    progress.end()


@router.post(
    "/statements",
    status_code=202,
    summary="Load a file of statements",
    max_body_size=sys.maxsize,  # its limit is a setting, and told in our own words
)
async def post_statements(
    request: Request,
    response: Response,
    name: Annotated[str, Query(description="The file's name; its suffix tells the format.")] = "statements",
    issuer: Annotated[list[str] | None, Query(description="Who issued them, if they don't say.")] = None,
    issued: Annotated[date | None, Query(alias="date", description="When, if they don't say.")] = None,
    url: Annotated[str | None, Query(description="Where it was published.")] = None,
    language: Annotated[str | None, Query(description="BCP 47 tag of their language.")] = None,
    column: Annotated[list[str] | None, Query(description="Column of a field: text=body.")] = None,
) -> dict[str, Any]:
    """The body is the file as it is: JSON Lines, CSV, text, Markdown, HTML or PDF, gzipped or not, or a zip of them.

    Needs an API key with the scope `write`. The answer names the load; `GET` its address to see how it goes.
    """
    gate: Gate = request.app.state.gate
    permit(gate.admit(request.headers.get("authorization")), "write")
    uploads: Uploads = request.app.state.uploads
    if uploads.is_full:
        raise HTTPException(503, "Too many loads are waiting.", {"Retry-After": "30"})
    options = ReadOptions(
        issuers=tuple(issuer or ()),
        issued=issued,
        url=url,
        language=language,
        columns=columns_of(column or []),
        max_bytes=uploads.settings.max_statement_bytes,
    )
    file, size = await _received(request, uploads.settings.max_upload_bytes)
    begun = uploads.begin(file, size, options, name)
    response.headers["Location"] = f"/loads/{begun.id}"
    return told(begun)


@router.get("/loads/{id}", summary="How far a load has come")
async def get_load(id: str, request: Request) -> dict[str, Any]:
    """Counts of a load that runs or ended within the hour, and every refusal with its reason."""
    gate: Gate = request.app.state.gate
    gate.admit(request.headers.get("authorization"))
    uploads: Uploads = request.app.state.uploads
    try:
        return told(uploads.loads.get(id))
    except QuestionError as error:
        raise HTTPException(404, str(error)) from None


def told(progress: Load) -> dict[str, Any]:
    """A load as JSON."""
    so_far = progress.so_far
    return {
        "id": progress.id,
        "name": progress.name,
        "state": progress.state.value,
        "share": so_far.extent.share,
        "statements": dict(so_far.outcomes),
        "found": dict(so_far.found),
        "refused": [{"source": e.source, "message": e.message, "advice": e.advice} for e in so_far.refused],
        "seconds": round(so_far.seconds, 3),
        "secondsLeft": progress.seconds_left,
        "trouble": progress.trouble,
    }


async def _received(request: Request, most: int) -> tuple[BinaryIO, int]:
    """The body in a temporary file, and its size in bytes. Raises HTTPException for one over the limit, or empty."""
    file, size = tempfile.TemporaryFile(), 0  # noqa: SIM115  (the load closes it)
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise HTTPException(413, f"The file has more than {most:,} bytes, which is the limit.")
            file.write(chunk)
        if not size:
            raise HTTPException(400, "The body is empty; send the file in it.")
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, size
