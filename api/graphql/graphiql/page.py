"""The page and its files, which `web/build.mjs` bundles from npm when Rostra is installed or packaged.

Nothing is fetched from elsewhere: the content security policy lets the page load from, and ask, this service only.
Styles may stand in the page itself, since the editor in it writes its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

PATH = "/graphiql"
"""Where the page's files are."""
BUILT = Path(__file__).parent / "built"
MISSING = "GraphiQL was not built here, since npm could not be reached. `make graphiql` builds it."
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Cache-Control": "no-cache",  # kept, but asked about each time: names don't change with the version
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def is_built() -> bool:
    """Whether the page is there."""
    return (BUILT / "index.html").is_file()


def is_wanted(request: Request) -> bool:
    """Whether a request for GraphQL comes from a browser that opens the address, without a question in it."""
    accepted = request.headers.get("accept", "").partition(",")[0].partition(";")[0]
    return request.method == "GET" and accepted == "text/html" and "query" not in request.query_params


def page() -> Response:
    """The page, or one line that says why it isn't there."""
    if not is_built():
        return PlainTextResponse(f"{MISSING} Questions are answered here all the same: POST them.\n", 404)
    return FileResponse(BUILT / "index.html", headers=HEADERS)


class PageFiles(StaticFiles):
    """The scripts, styles and fonts of the page."""

    def __init__(self) -> None:
        super().__init__(directory=BUILT, check_dir=False)

    def file_response(self, *given: Any, **more: Any) -> Response:  # noqa: ANN401, D102
        response = super().file_response(*given, **more)
        response.headers.update(HEADERS)
        return response
