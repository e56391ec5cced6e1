"""What a request is told that never comes to its route: as GraphQL tells errors at `/graphql`, else as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping

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
