"""Whoever asks is let in, or told what is missing."""

from __future__ import annotations

from fastapi import Request

from api.keys import Gate


def admitted(request: Request) -> None:
    """A dependency of routes that read: raises AccessError where reading needs an API key and there is none."""
    gate: Gate = request.app.state.gate
    gate.admit(request.headers.get("authorization"))
