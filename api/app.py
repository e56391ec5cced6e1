"""The service: GraphQL, linked data and health over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api import health, metrics
from api.access import admitted
from api.graphql.graphiql import page
from api.graphql.limits import Limits
from api.graphql.pages import PageLimits
from api.graphql.requests import REQUEST_BYTES
from api.graphql.router import graphql_router
from api.guards.headers import SecurityHeaders
from api.guards.heads import Heads
from api.guards.rates import Rates
from api.guards.refusals import REFUSALS
from api.guards.shedding import Room, Shedding
from api.guards.watching import Watching
from api.keys import Gate, Keys
from api.linked_data import cataloguing
from api.linked_data import routes as linked_data
from api.linked_data.triples import TripleWriter
from api.networks import routes as networks
from api.oidc import OidcKeys, Provider, Tokens
from api.opening import OpeningStore
from api.settings import Settings
from api.sparql import routes as sparql
from api.sparql.endpoint import SparqlEndpoint
from api.statements import StatementWriter
from api.uploads import Uploads
from api.uploads import router as uploading
from graph.hubs import keyed_by
from ontology.errors import AccessError, EngineError, RostraError
from ontology.vocabulary import load_vocabulary

CROSS_ORIGIN: dict[str, Any] = {
    "allow_methods": ["GET", "HEAD", "POST"],
    "allow_headers": ["Accept", "Authorization", "Content-Type", "If-None-Match"],
    "expose_headers": ["ETag", "Location", "Link"],
    "max_age": 86_400,
}
"""What pages of other origins may do where they may read at all. There are no cookies to send along."""


def build_app(settings: Settings) -> FastAPI:
    """The application; its lifespan opens the store and closes it, and ends an engine that it started."""
    store = OpeningStore(settings)
    uploads = Uploads(store, settings)
    writer = StatementWriter(store.get, settings)
    tokens = _tokens(settings)
    gate = Gate(Keys(settings.data_dir), settings.key_for_reading, tokens)
    measured = metrics.Metrics()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with store.running(), uploads.running():
            yield
        await writer.close()
        await app.state.sparql.close()

    app = FastAPI(
        title="Rostra",
        summary="Statements as a graph: who did what, who thinks what of it, who should do what now.",
        version=version("rostra"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        middleware=_guards(settings, gate, tokens, measured),
        max_body_size=2 * REQUEST_BYTES,  # GraphQL tells of its own limit, in its own form
        responses=REFUSALS,
        telemetry={"auto_configure": settings.tracing},
    )
    vocabulary = load_vocabulary()
    app.state.settings = settings
    app.state.store = store
    app.state.metrics, app.state.gauging = measured, metrics.Gauging(measured, uploads.loads)
    app.state.keys, app.state.gate = gate.keys, gate
    app.state.uploads = uploads
    app.state.sparql = SparqlEndpoint(lambda: app.state.store.get(), settings)
    app.state.triples = TripleWriter(vocabulary, str(settings.base))
    app.include_router(
        graphql_router(
            *(vocabulary, store, question_limits(settings), uploads.loads, writer, gate),
            keyed=keyed_by(embedded=not settings.neo4j_uri),
            triples=app.state.triples,
        )
    )
    _add_routes(app)
    return app


def _add_routes(app: FastAPI) -> None:
    """All that is answered besides questions in GraphQL, and what becomes of errors."""
    app.mount(page.PATH, page.PageFiles())
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.state.counts = cataloguing.Counts()
    app.include_router(linked_data.router)
    app.include_router(cataloguing.router)
    app.include_router(networks.router, dependencies=[Depends(admitted)])
    app.include_router(sparql.router)
    app.include_router(uploading)
    app.add_exception_handler(RostraError, _tell)
    app.add_exception_handler(HTTPException, _tell_refusal)


def _guards(
    settings: Settings, gate: Gate, tokens: Tokens | None, measured: metrics.Metrics
) -> list[Middleware]:
    """The layers around every request, the outermost first."""
    room = Room(settings.max_concurrent, settings.max_streams, settings.max_waiting, settings.max_wait)
    guards = [Middleware(Watching, metrics=measured), Middleware(SecurityHeaders)]
    if origins := [each.strip() for each in settings.cors_origins.split(",") if each.strip()]:
        guards.append(Middleware(CORSMiddleware, allow_origins=origins, **CROSS_ORIGIN))
    if tokens:
        guards.append(Middleware(OidcKeys, tokens=tokens))
    if settings.rate_limit:
        guards.append(Middleware(Rates, gate=gate, per_minute=settings.rate_limit, metrics=measured))
    return [*guards, Middleware(Shedding, room=room, metrics=measured), Middleware(Heads)]


def _tokens(settings: Settings) -> Tokens | None:
    if not settings.oidc_issuer:
        return None
    return Tokens(
        Provider(settings.oidc_issuer, settings.oidc_audience, settings.oidc_claim, settings.oidc_scopes)
    )


def question_limits(settings: Settings) -> Limits:
    """What the settings let one question ask for."""
    return Limits(
        pages=PageLimits(maximum=settings.max_page),
        depth=settings.max_depth,
        cost=settings.max_cost,
        seconds=settings.query_timeout,
        introspection=settings.introspection,
    )


async def _tell(_: Request, error: Exception) -> JSONResponse:
    """Our own errors as an answer: 503 while there is no engine, 401 or 403 for want of a key, else 400."""
    assert isinstance(error, RostraError)
    body = {"error": error.message, "advice": error.advice}
    match error:
        case EngineError():
            return JSONResponse(body, 503, headers={"Retry-After": "5"})
        case AccessError(scope=None):
            return JSONResponse(body, 401, headers={"WWW-Authenticate": "Bearer"})
        case AccessError():
            return JSONResponse(body, 403)
    return JSONResponse(body, 400)


async def _tell_refusal(_: Request, error: Exception) -> JSONResponse:
    """What a route refuses, in the same form."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)
