"""Headers that keep a browser from making more of an answer than it is, where the answer has none of its own."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"
CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For data: nothing in it is loaded, run or framed."""
UNFRAMED = "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
"""For the pages of FastAPI that describe the service, which bring scripts from elsewhere."""
DESCRIPTIONS = ("/docs", "/redoc")
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}


class SecurityHeaders:
    """Pages of our own and GraphiQL bring their content security policy; all other answers get the closed one.

    HSTS is the affair of the proxy that ends TLS.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault(POLICY, UNFRAMED if scope["path"].startswith(DESCRIPTIONS) else CLOSED)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
