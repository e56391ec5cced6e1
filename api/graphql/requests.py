"""What a request of GraphQL over HTTP asks for, read from its headers, parameters and body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from api.graphql.persisted import PersistedQueries

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
EVENTS = "text/event-stream"
REQUEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a GraphQL request."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None


class RefusedError(Exception):
    """A request that isn't one of GraphQL over HTTP."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


def negotiated(accept: str) -> str:
    """The media type to answer in: the first that is acceptable, JSON if any is."""
    ranges = [part.split(";")[0].strip().lower() for part in accept.split(",")]
    for each in ranges:
        if each in (GRAPHQL, JSON, EVENTS):
            return each
        if each in ("*/*", "application/*"):
            return JSON
    raise RefusedError(406, f"Answers come as {GRAPHQL}, {JSON} or {EVENTS}.")


async def read_request(request: Request, persisted: PersistedQueries) -> Asked:
    """The parameters of a request. Raises RefusedError, PersistedQueryError."""
    if request.method == "GET":
        given: Any = dict(request.query_params)
        for name in ("variables", "extensions"):
            if given.get(name):
                given[name] = _json(given[name].encode(), f"`{name}`")
    else:
        given = _json(await _body(request), "The body")
    if not isinstance(given, dict):
        raise RefusedError(400, "A request is one JSON object with a `query`; batches aren't taken.")
    return _checked(given, persisted)


def _checked(given: Mapping[str, Any], persisted: PersistedQueries) -> Asked:
    variables, extensions, name = (given.get(key) for key in ("variables", "extensions", "operationName"))
    if not isinstance(given.get("query"), str | None):
        raise RefusedError(400, "`query` must be text.")
    if not isinstance(variables, dict | None) or not isinstance(extensions, dict | None):
        raise RefusedError(400, "`variables` and `extensions` must be objects.")
    if not isinstance(name, str | None):
        raise RefusedError(400, "`operationName` must be text.")
    query = persisted.document(given.get("query") or None, extensions or {})
    if query is None:
        raise RefusedError(400, "There is no `query`.")
    return Asked(query, variables, name or None)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise RefusedError(415, f"The body must be {JSON}.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > REQUEST_BYTES:
            raise RefusedError(413, f"The request is larger than {REQUEST_BYTES:,} bytes.")
    return body


def _json(text: bytes, what: str) -> Any:  # noqa: ANN401
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise RefusedError(400, f"{what} isn't JSON.") from None
