"""Answers that are shaped already pass through GraphQL's execution whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLOutputType, GraphQLResolveInfo, is_non_null_type
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.graphql.shapes import Fault


@dataclass(frozen=True, slots=True)
class Shaped:
    """The value of a root field just as the answer has it, and what is missing in it."""

    value: Any
    faults: list[Fault]


class ShapedExecution(StrawberryGraphQLCoreExecutionContext):
    """Takes shaped values as they are; all others are completed field by field."""

    def complete_value(  # noqa: D102
        self,
        return_type: GraphQLOutputType,
        field_details_list: Any,  # noqa: ANN401
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,  # noqa: ANN401
        position_context: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if type(result) is not Shaped:
            return super().complete_value(
                return_type, field_details_list, info, path, result, position_context
            )
        errors = [_error(fault, info) for fault in result.faults]
        if result.value is None and errors and is_non_null_type(return_type):
            raise errors[-1]
        for error in errors:
            self.collected_errors.add(error, None)
        return result.value


def _error(fault: Fault, info: GraphQLResolveInfo[Any]) -> GraphQLError:
    message = f"Cannot return null for non-nullable field {fault.field}."
    return GraphQLError(message, nodes=info.field_nodes, path=list(fault.path))
