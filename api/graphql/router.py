"""The GraphQL service as routes of a web application."""

from __future__ import annotations

import strawberry
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.documents import Documents
from api.graphql.graph_files import GraphFiles
from api.graphql.graphiql import page
from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.members import members
from api.graphql.roots import Reader, Writer
from api.graphql.schema import build_schema
from api.keys import Gate
from api.linked_data.triples import TripleWriter
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
    triples: TripleWriter | None = None,
) -> APIRouter:
    """A router that answers GraphQL at a path. Requests read from the graph, within the limits, and watch loads.

    `writer` is what mutations are put to, `gate` says who is let in; without them nothing is written.
    `keyed` is that of `build_schema`; with `triples` answers are to be had as graphs.
    """
    limits = limits or Limits()
    schema = build_schema(vocabulary, keyed=keyed)
    files = graph_files(schema, vocabulary, limits, triples) if triples else None
    endpoint = GraphQLEndpoint(schema, graph, limits, loads, writer, gate, files)
    router = APIRouter()

    async def respond(request: Request) -> Response:
        return page.page() if page.is_wanted(request) else await endpoint.respond(request)

    router.add_route(path, respond, methods=["GET", "POST"], include_in_schema=False)
    return router


def graph_files(
    schema: strawberry.Schema, vocabulary: Vocabulary, limits: Limits, triples: TripleWriter
) -> GraphFiles:
    """What makes graphs of the answers of a schema."""
    core = schema._schema
    return GraphFiles(core, members(vocabulary), Documents(core, limits), triples)
