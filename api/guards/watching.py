"""Each request gets an id, one line in the log, its place in the metrics; and one answer if all else fails."""

from __future__ import annotations

import re
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guards.refusals import refuse
from api.guards.tally import CURRENT, Tally
from api.metrics import Metrics

REQUEST_ID = "X-Request-ID"
MASKED = "Something went wrong on our side; the log has more."
NOWHERE = "(none)"
"""The path template of a request that no route takes."""
OTHERS_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""An id that a proxy may give a request; any other is replaced."""

LOG = structlog.get_logger(__name__)


class Watching:
    """The outermost layer. The request's id goes into every line that is logged for it, and into `X-Request-ID`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        tally = _tally(scope)
        CURRENT.set(tally)
        structlog.contextvars.bind_contextvars(request=tally.id)
        started, status = time.perf_counter(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).setdefault(REQUEST_ID, tally.id)
            await send(message)

        try:
            with self.metrics.answering():
                await self.app(scope, receive, told)
        except Exception:
            LOG.exception("request failed")
            if status:
                raise  # the answer has begun: the server can but cut it off
            await refuse(500, "INTERNAL", MASKED)(scope, receive, told)
        finally:
            seconds = time.perf_counter() - started
            method, path = scope["method"], template(scope)
            self.metrics.answered(method, path, status, seconds, tally.cost)
            LOG.info(
                "request", method=method, path=path, status=status, seconds=round(seconds, 4), cost=tally.cost
            )
            structlog.contextvars.unbind_contextvars("request")


def template(scope: Scope) -> str:
    """The path as the route has it, without what was put into it: so that paths can be counted.

    Routes that FastAPI doesn't describe aren't named in the scope; those of ours have no parameters, or are files.
    """
    if path := getattr(scope.get("route"), "path_format", None):
        return str(path)
    if "endpoint" not in scope:
        return NOWHERE
    is_file = isinstance(scope["endpoint"], StaticFiles)
    return f"{scope['root_path']}/{{path}}" if is_file else str(scope["path"])


def _tally(scope: Scope) -> Tally:
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return Tally(given) if OTHERS_ID.fullmatch(given) else Tally()
