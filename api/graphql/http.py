"""GraphQL over HTTP, as its specification has it: GET and POST, answered in the media type that is asked for.

`application/graphql-response+json` gets a 4xx status where a request fails before it is executed;
`application/json`, for older clients, gets 200 for every well-formed request.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, TypeAlias

import orjson
import strawberry
from graphql import DocumentNode, ExecutionResult, GraphQLError, OperationType, execute, get_operation_ast
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.documents import Documents
from api.graphql.errors import formatted
from api.graphql.execution import ShapedExecution
from api.graphql.limits import Budget, Limits
from api.graphql.roots import Context, Reader

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
REQUEST_ID = "X-Request-ID"
REQUEST_BYTES = 1_000_000
Answer: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a GraphQL request."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None


class RefusedError(Exception):
    """A request that isn't one of GraphQL over HTTP."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


class GraphQLEndpoint:
    """Answers GraphQL requests from a graph."""

    def __init__(self, schema: strawberry.Schema, graph: Reader, limits: Limits) -> None:
        self._schema, self._graph, self._limits = schema._schema, graph, limits
        self._documents = Documents(self._schema, limits)

    async def respond(self, request: Request) -> Response:
        """The response to a request, whatever it is like."""
        request_id = uuid.uuid4().hex
        try:
            media_type = _negotiated(request.headers.get("accept", "*/*"))
            asked = await _asked(request)
            answer = await self.execute(asked, request_id, reading=request.method == "GET")
        except RefusedError as refused:
            error = {
                "message": refused.message,
                "extensions": {"code": "BAD_REQUEST", "requestId": request_id},
            }
            return _response({"errors": [error]}, JSON, refused.status, request_id, refused.headers)
        status = 400 if "data" not in answer and media_type == GRAPHQL else 200
        return _response(answer, media_type, status, request_id)

    async def execute(self, asked: Asked, request_id: str, *, reading: bool = False) -> Answer:
        """The answer to a request as a map; without `data` where it was never executed.

        Raises RefusedError where a request that only reads asks for something else.
        """
        checked = self._documents.check(asked.query)
        if checked.document is None:
            return {"errors": [formatted(error, request_id) for error in checked.errors]}
        operation = get_operation_ast(checked.document, asked.operation_name)
        if operation is None:
            error = GraphQLError("Which operation? Name one of the document's in `operationName`.")
            return {"errors": [formatted(error, request_id)]}
        if reading and operation.operation is not OperationType.QUERY:
            raise RefusedError(405, "Only queries can be asked by GET.", Allow="POST")
        result = await self._result(checked.document, asked)
        errors = [formatted(error, request_id) for error in result.errors or ()]
        if result.data is None and not any(error.path for error in result.errors or ()):
            return {"errors": errors}  # it never came to execution
        return {"data": result.data, **({"errors": errors} if errors else {})}

    async def _result(self, document: DocumentNode, asked: Asked) -> ExecutionResult:
        result = execute(
            self._schema,
            document,
            context_value=Context(self._graph, self._limits, Budget(self._limits.cost)),
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            executor_class=ShapedExecution,
        )
        return await result if isawaitable(result) else result


def _negotiated(accept: str) -> str:
    """The media type to answer in: the first of the two that is acceptable, GraphQL's own if any is."""
    ranges = [part.split(";")[0].strip().lower() for part in accept.split(",")]
    for each in ranges:
        if each in (GRAPHQL, JSON):
            return each
        if each in ("*/*", "application/*"):
            return JSON
    raise RefusedError(406, f"Answers come as {GRAPHQL} or {JSON}.")


async def _asked(request: Request) -> Asked:
    if request.method == "GET":
        given: Any = dict(request.query_params)
        for name in ("variables", "extensions"):
            if given.get(name):
                given[name] = _json(given[name].encode(), f"`{name}`")
    else:
        given = _json(await _body(request), "The body")
    if not isinstance(given, dict):
        raise RefusedError(400, "A request is one JSON object with a `query`; batches aren't taken.")
    return _checked(given)


def _checked(given: Mapping[str, Any]) -> Asked:
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str) or not query:
        raise RefusedError(400, "There is no `query`, or it isn't text.")
    if not isinstance(variables, dict | None) or not isinstance(given.get("extensions"), dict | None):
        raise RefusedError(400, "`variables` and `extensions` must be objects.")
    if not isinstance(name, str | None):
        raise RefusedError(400, "`operationName` must be text.")
    return Asked(query, variables, name or None)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise RefusedError(415, f"The body must be {JSON}.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > REQUEST_BYTES:
            raise RefusedError(413, f"The request is larger than {REQUEST_BYTES:,} bytes.")
    return body


def _json(text: bytes, what: str) -> Any:  # noqa: ANN401
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise RefusedError(400, f"{what} isn't JSON.") from None


def _response(
    answer: Answer, media_type: str, status: int, request_id: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        orjson.dumps(answer),
        status,
        {**(headers or {}), REQUEST_ID: request_id, "Content-Type": f"{media_type}; charset=utf-8"},
    )
