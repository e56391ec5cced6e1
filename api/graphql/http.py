"""GraphQL over HTTP, as its specification has it: GET and POST, answered in the media type that is asked for.

`application/graphql-response+json` gets a 4xx status where a request fails before it is executed;
`application/json`, for older clients, gets 200 for every well-formed request. `text/event-stream` gets the answers
of a subscription one after the other. A media type of RDF or of a network gets the graph that the answer shows.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from inspect import isawaitable
from typing import Any, TypeAlias

import orjson
import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
)
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.documents import Documents
from api.graphql.errors import formatted
from api.graphql.execution import ShapedExecution
from api.graphql.graph_files import GraphFiles, graph_type
from api.graphql.limits import Budget, Limits
from api.graphql.persisted import PersistedQueries, PersistedQueryError
from api.graphql.prepared import Operations, answer, ask
from api.graphql.requests import EVENTS, GRAPHQL, JSON, Asked, RefusedError, negotiated, read_request
from api.graphql.roots import Context, Reader, Writer
from api.graphql.streaming import event_stream
from api.graphql.subscriptions import Watching, is_subscription, results
from api.guards.tally import current, spend
from api.guards.watching import REQUEST_ID
from api.keys import Gate, Key
from api.progress import Loads
from ontology.errors import AccessError

VARY = {"Vary": "Accept"}
Answer: TypeAlias = dict[str, Any]


class GraphQLEndpoint:
    """Answers GraphQL requests from a graph."""

    def __init__(
        self,
        schema: strawberry.Schema,
        graph: Reader,
        limits: Limits,
        loads: Loads | None = None,
        writer: Writer | None = None,
        gate: Gate | None = None,
        files: GraphFiles | None = None,
    ) -> None:
        self._files = files
        self._schema, self._graph, self._limits = schema._schema, graph, limits
        self._writer, self._gate = writer, gate
        self._documents = Documents(self._schema, limits)
        self._operations = Operations(self._schema, limits)
        self._persisted = PersistedQueries()
        self._loads = loads or Loads()

    async def respond(self, request: Request) -> Response:
        """The response to a request, whatever it is like."""
        request_id = current().id
        try:
            accept = request.headers.get("accept", "*/*")
            graph = graph_type(accept) if self._files else None
            media_type = GRAPHQL if graph else negotiated(accept)
            key = self._gate.admit(request.headers.get("authorization")) if self._gate else None
            asked = await read_request(request, self._persisted)
            if media_type == EVENTS:
                answers = self.answers(asked, request_id, key, reading=request.method == "GET")
                return event_stream(answers, {REQUEST_ID: request_id})
            if self._files and graph:
                asked = self._files.with_ids(asked)
            answer = await self.execute(asked, request_id, key, reading=request.method == "GET")
        except AccessError as error:
            return _turned_away(error, request_id)
        except PersistedQueryError as error:
            answer = _refusal(error.message, error.code, request_id)
        except RefusedError as refused:
            answer = _refusal(refused.message, "BAD_REQUEST", request_id)
            return _response(orjson.dumps(answer), JSON, refused.status, request_id, refused.headers)
        if self._files and graph and "errors" not in answer:
            root = str(request.base_url)
            return _response(
                self._files.written(asked, answer["data"], graph, root), graph, 200, request_id, VARY
            )
        body = orjson.dumps(answer)
        if len(body) > self._limits.response_bytes:
            answer = self._too_large(len(body), request_id)
            body = orjson.dumps(answer)
        status = 400 if ("data" not in answer or graph) and media_type == GRAPHQL else 200
        return _response(body, media_type, status, request_id)

    def _too_large(self, size: int, request_id: str) -> Answer:
        limit = self._limits.response_bytes
        message = (
            f"The answer has {size:,} bytes; the limit is {limit:,}. Ask for smaller pages or fewer fields."
        )
        return _refusal(message, "BAD_QUESTION", request_id)

    async def execute(
        self, asked: Asked, request_id: str, key: Key | None = None, *, reading: bool = False
    ) -> Answer:
        """The answer to a request as a map; without `data` where it was never executed. `key` says who asks.

        Raises RefusedError where a request that only reads asks for something else.
        """
        checked = self._documents.check(asked.query)
        if checked.document is None:
            return {"errors": [formatted(error, request_id) for error in checked.errors]}
        operation = get_operation_ast(checked.document, asked.operation_name)
        if operation is None:
            error = GraphQLError("Which operation? Name one of the document's in `operationName`.")
            return {"errors": [formatted(error, request_id)]}
        if operation.operation is OperationType.SUBSCRIPTION:
            error = GraphQLError(f"A subscription is answered as {EVENTS}: accept that.")
            return {"errors": [formatted(error, request_id)]}
        if reading and operation.operation is not OperationType.QUERY:
            raise RefusedError(405, "Only queries can be asked by GET.", Allow="POST")
        result = await self._result(checked.document, operation, asked, key)
        return _answer(result, request_id)

    async def answers(
        self, asked: Asked, request_id: str, key: Key | None = None, *, reading: bool = False
    ) -> AsyncGenerator[Answer, None]:
        """The answers to a subscription as they come; to any other request the one it has."""
        document = self._documents.check(asked.query).document
        if document is None or not is_subscription(document, asked):
            try:
                yield await self.execute(asked, request_id, key, reading=reading)
            except RefusedError as refused:
                yield _refusal(refused.message, "BAD_REQUEST", request_id)
            return
        async with aclosing(results(self._schema, document, asked, Watching(self._loads))) as coming:
            async for result in coming:
                yield _answer(result, request_id)

    async def _result(
        self, document: DocumentNode, operation: OperationDefinitionNode, asked: Asked, key: Key | None
    ) -> ExecutionResult:
        """By a prepared plan; by GraphQL's own execution where there is none, or where it has errors to tell."""
        found = self._operations.prepared(asked, document, operation)
        records: dict[str, Any] = {}
        if found:
            spend(found[0].cost)
            records = await ask(*found, self._graph, self._limits.seconds)
            if (data := answer(found[0], records)) is not None:
                return ExecutionResult(data, None)
        budget = Budget(self._limits.cost)
        result = execute(
            self._schema,
            document,
            context_value=Context(self._graph, self._limits, budget, records, key, self._writer),
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            executor_class=ShapedExecution,
        )
        executed = await result if isawaitable(result) else result
        if not found:
            spend(min(budget.spent, budget.limit))  # what is over the limit wasn't asked
        return executed


def _answer(result: ExecutionResult, request_id: str) -> Answer:
    errors = [formatted(error, request_id) for error in result.errors or ()]
    if result.data is None and not any(error.path for error in result.errors or ()):
        return {"errors": errors}  # it never came to execution
    return {"data": result.data, **({"errors": errors} if errors else {})}


def _turned_away(error: AccessError, request_id: str) -> Response:
    """401 where there is no valid key, 403 where it lacks a scope."""
    told = formatted(GraphQLError(error.message, original_error=error), request_id)
    status, headers = (403, {}) if error.scope else (401, {"WWW-Authenticate": "Bearer"})
    return _response(orjson.dumps({"errors": [told]}), JSON, status, request_id, headers)


def _refusal(message: str, code: str, request_id: str) -> Answer:
    return {"errors": [{"message": message, "extensions": {"code": code, "requestId": request_id}}]}


def _response(
    body: bytes, media_type: str, status: int, request_id: str, headers: Mapping[str, str] | None = None
) -> Response:
    own = {REQUEST_ID: request_id, "Content-Type": f"{media_type}; charset=utf-8"}
    return Response(body, status, {**(headers or {}), **own})
