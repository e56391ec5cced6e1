"""Answers of the linked data: with an ETag, and 304 where the reader has it already; or a refusal in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from fastapi import Request, Response

ASK_AGAIN = "no-cache"
"""May be kept, but is asked about each time: the graph changes."""
A_DAY = "max-age=86400"
FOR_EVER = "max-age=31536000, immutable"


def tagged(
    request: Request,
    body: bytes,
    media_type: str,
    keep: str = ASK_AGAIN,
    more: Mapping[str, str] | None = None,
) -> Response:
    """The body with its ETag, or 304 without one where `If-None-Match` names it.

    Where reading needs a key, no cache between may keep the answer.
    """
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    shared = "private" if request.app.state.gate.closed else "public"
    headers = {"ETag": tag, "Cache-Control": f"{shared}, {keep}", "Vary": "Accept", **(more or {})}
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def refusal(status: int, message: str) -> Response:
    """What is wrong, in one line of plain text."""
    return Response(message + "\n", status, media_type="text/plain", headers={"Vary": "Accept"})


def root_of(request: Request) -> str:
    """What stands before every path, where a proxy puts the service under one."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def _names(header: str, tag: str) -> bool:
    tags = [each.strip().removeprefix("W/") for each in header.split(",")]
    return tag in tags or tags == ["*"]
