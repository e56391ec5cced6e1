"""Errors as the answer shows them: what a person can mend is told, all else is only given a request id."""

from __future__ import annotations

from typing import Any

import structlog
from graphql import GraphQLError

from ontology.errors import AccessError, EngineError, QuestionError, ReadingError

log = structlog.get_logger()

MASKED = "Something went wrong on our side."
NO_ENGINE = "The graph can't be reached at the moment."
FLAGS = {"--date": "issued", "--issuer": "issuers", "--language": "language", "--url": "url"}


def formatted(error: GraphQLError, request_id: str) -> dict[str, Any]:
    """An error as JSON, with a code and the request's id in `extensions`."""
    message, code, more = _told(error, request_id)
    told: dict[str, Any] = {"message": message}
    if error.locations:
        told["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        told["path"] = list(error.path)
    return {**told, "extensions": {"code": code, **more, "requestId": request_id}}


def _told(error: GraphQLError, request_id: str) -> tuple[str, str, dict[str, str]]:
    cause = error.original_error
    match cause:
        case None | GraphQLError():
            code = "BAD_ANSWER" if error.path else "BAD_REQUEST"
            return error.message, code, {}
        case QuestionError():
            return cause.message, "BAD_QUESTION", {"advice": cause.advice} if cause.advice else {}
        case AccessError(scope=scope):
            code, more = ("FORBIDDEN", {"scope": scope}) if scope else ("UNAUTHENTICATED", {})
            return cause.message, code, {**more, "advice": cause.advice}
        case ReadingError():
            return cause.message, "BAD_STATEMENT", {"advice": _without_flags(cause.advice)}
        case EngineError():
            log.error("graphql.engine", request=request_id, error=str(cause))
            return NO_ENGINE, "NO_ENGINE", {}
        case _:
            log.error("graphql.fault", request=request_id, path=error.path, exc_info=cause)
            return MASKED, "INTERNAL", {}


def _without_flags(advice: str) -> str:
    """Advice that speaks of flags of the command line, in the words of `LoadStatementInput`."""
    for flag, name in FLAGS.items():
        advice = advice.replace(flag, f"`{name}`")
    return advice
