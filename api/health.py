"""Whether the service lives, and whether it can answer: `/livez` and `/readyz`."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

router = APIRouter(tags=["health"])


@router.get("/livez", summary="The process answers")
async def live() -> dict[str, str]:
    """Always 200 while the process runs, whatever the engine does."""
    return {"status": "alive"}


@router.get(
    "/readyz", summary="The engine answers too", responses={503: {"description": "Not yet, or not now"}}
)
async def ready(request: Request, response: Response) -> dict[str, str]:
    """200 when a question would reach the graph; 503 with the reason while it wouldn't."""
    reason = await request.app.state.store.trouble()
    if reason is None:
        return {"status": "ready"}
    response.status_code = 503
    response.headers["Retry-After"] = "2"
    return {"status": "not ready", "reason": reason}
