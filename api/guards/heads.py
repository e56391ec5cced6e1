"""HEAD for linked data: the headers of the answer to GET, and no body, as clients ask that look before they fetch."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LINKED = ("/id/", "/doc/", "/ontology", "/release", "/.well-known/")
"""Beginnings of paths where an answer is cheap enough to be made for its headers alone."""


class Heads:
    """Answers HEAD as GET, without the body; on other paths HEAD is refused with 405."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "HEAD" and scope["path"].startswith(LINKED):
            await self.app({**scope, "method": "GET"}, receive, without_body)
        else:
            await self.app(scope, receive, send)
