"""What a request is told that never comes to its route: as GraphQL tells errors at `/graphql`, else as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.guards.tally import current

GRAPHQL = "/graphql"


def refuse(
    status: int, code: str, message: str, advice: str = "", headers: Mapping[str, str] | None = None
) -> ASGIApp:
    """An answer that says why there is no other. `code` is one of docs/graphql.md."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = {"requestId": current().id}
        if scope["path"] == GRAPHQL:
            more = {"code": code, **({"advice": advice} if advice else {}), **request}
            body: Mapping[str, object] = {"errors": [{"message": message, "extensions": more}]}
        else:
            body = {"error": message, "advice": advice, **request}
        await JSONResponse(body, status, headers)(scope, receive, send)

    return answer


def _told(description: str) -> dict[str, Any]:
    shape = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
    return {
        "description": description,
        "content": {"application/json": {"schema": shape}, "text/plain": {"schema": {"type": "string"}}},
    }


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: _told("What is asked for is malformed, contradictory, or over a limit"),
    401: _told("There is no valid API key, and one is needed"),
    403: _told("The API key lacks a scope"),
    404: _told("There is nothing here"),
    406: _told("This isn't to be had in the media types of the Accept header"),
    413: _told("The body is over its limit"),
    429: _told("The caller has asked for more than the rate allows; Retry-After says when to come again"),
    500: _told("A fault of the service; its requestId is in the log"),
    503: _told(
        "The engine is not to be reached, or too many ask at once; Retry-After says when to come again"
    ),
}
"""What any route may answer instead, for its description."""
