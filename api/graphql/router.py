"""The GraphQL service as routes of a web application."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.graphiql import page
from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.roots import Reader, Writer
from api.graphql.schema import build_schema
from api.keys import Gate
from api.progress import Loads
from graph.hubs import Keyed
from ontology.terms import Vocabulary


def graphql_router(
    vocabulary: Vocabulary,
    graph: Reader,
    limits: Limits | None = None,
    loads: Loads | None = None,
    writer: Writer | None = None,
    gate: Gate | None = None,
    path: str = "/graphql",
    keyed: Keyed = "index",
) -> APIRouter:
    """A router that answers GraphQL at a path. Requests read from the graph, within the limits, and watch loads.

    `writer` is what mutations are put to, `gate` says who is let in; without them nothing is written.
    `keyed` is that of `build_schema`.
    """
    limits = limits or Limits()
    endpoint = GraphQLEndpoint(build_schema(vocabulary, keyed=keyed), graph, limits, loads, writer, gate)
    router = APIRouter()

    async def respond(request: Request) -> Response:
        return page.page() if page.is_wanted(request) else await endpoint.respond(request)

    router.add_route(path, respond, methods=["GET", "POST"], include_in_schema=False)
    return router
