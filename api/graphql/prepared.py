"""Operations that are planned once and asked with any values of their variables.

The values of scalar variables are left open in the plan (`graph.question.slots`). Where it turns out that a plan
depends on one, as on a page's size or a cursor, it is made for that very value; a client that pages asks for the
same size again and again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    VariableDefinitionNode,
    get_named_type,
    get_variable_values,
    is_leaf_type,
    type_from_ast,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from api.graphql.filters import stored
from api.graphql.kept import Kept
from api.graphql.limits import Limits
from api.graphql.requests import Asked
from api.graphql.roots import QUERY, QuestionField, Reader
from api.graphql.selection import Selection
from api.graphql.shapes import MissingError, Row, Shape
from graph.question.cost import cost
from graph.question.cypher import statement
from graph.question.slots import NeededError, Slot, filled
from graph.question.statement import Statement
from ontology.errors import RostraError

KEPT = 2_000
State: TypeAlias = bytes | bool | None
"""What a plan knows of a variable: its very value as JSON; only that it has one (True) or is null (False); nothing."""


@dataclass(frozen=True, slots=True)
class PreparedRoot:
    """A root field: its response key, its statement with slots, and what shapes the record."""

    key: str
    statement: Statement
    shape: Shape

    def parameters(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of the statement for some values of the variables."""
        return filled(self.statement.parameters, values)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation ready to be asked; `cost` is that of all its roots together."""

    roots: tuple[PreparedRoot, ...]
    cost: int


async def ask(
    prepared: Prepared, values: Mapping[str, Any], graph: Reader, seconds: float
) -> dict[str, Row | BaseException]:
    """The record of each root field by its response key, or what went wrong."""

    async def record(root: PreparedRoot) -> Row:
        (found,) = await graph.read(root.statement.text, root.parameters(values), seconds)
        return found

    if len(prepared.roots) == 1:
        (root,) = prepared.roots
        try:
            return {root.key: await record(root)}
        except Exception as error:
            return {root.key: error}
    records = await asyncio.gather(*map(record, prepared.roots), return_exceptions=True)
    return {root.key: record for root, record in zip(prepared.roots, records, strict=True)}


def answer(prepared: Prepared, records: Mapping[str, Row | BaseException]) -> dict[str, Any] | None:
    """The data of the answer; None where a record is an error, or lacks what must be there."""
    data: dict[str, Any] = {}
    for root in prepared.roots:
        record = records[root.key]
        if isinstance(record, BaseException):
            return None
        try:
            data[root.key] = root.shape(record, None)
        except MissingError:
            return None
    return data


class Operations:
    """Makes operations ready, and keeps those asked last."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema, self._limits = schema, limits
        self._variables = Kept[tuple[str, str], _Variables](KEPT)
        self._prepared = Kept[tuple[Any, ...], Prepared](KEPT)

    def prepared(
        self, asked: Asked, document: DocumentNode, operation: OperationDefinitionNode
    ) -> tuple[Prepared, dict[str, Any]] | None:
        """The operation, and the values of its variables as the graph keeps them.

        None for one that must go through GraphQL's own execution: because something is wrong with it, it costs too
        much, or not all that it asks is put to the graph.
        """
        name = (asked.query, asked.operation_name or "")
        variables = self._variables.get(name)
        if variables is None:
            variables = _Variables(self._schema, operation)
            self._variables.put(name, variables)
        if not variables.preparable:
            return None
        values = get_variable_values(
            self._schema, operation.variable_definitions or (), asked.variables or {}
        )
        if isinstance(values, list):
            return None
        key = (*name, *variables.states(asked.variables or {}))
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = self._prepare(document, operation, variables, values.coerced)
            if prepared is None:
                return None
            self._prepared.put((*name, *variables.states(asked.variables or {})), prepared)
        return prepared, {name: _as_parameter(value) for name, value in values.coerced.items()}

    def _prepare(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: _Variables,
        values: dict[str, Any],
    ) -> Prepared | None:
        """The operation with as many slots as can be."""
        fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        while True:
            try:
                return self._plan(Selection(self._schema, fragments, variables.slotted(values)), operation)
            except NeededError as error:
                variables.open.discard(error.name)
            except (RostraError, GraphQLError, TypeError):
                return None  # GraphQL's own execution tells what is wrong

    def _plan(self, selection: Selection, operation: OperationDefinitionNode) -> Prepared | None:
        made: list[PreparedRoot] = []
        spent = 0
        for key, nodes in selection.roots(operation, QUERY).items():
            field = _question_field(self._schema, nodes[0])
            assert field is not None, "it was found preparable"
            plan = field.planned(selection, nodes, self._limits)
            spent += cost(plan.question)
            made.append(PreparedRoot(key, statement(plan.question), plan.shape))
        return Prepared(tuple(made), spent) if spent <= self._limits.cost else None


class _Variables:
    """What a plan may know of the variables of an operation; `open` are those whose values it doesn't depend on."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        definitions = operation.variable_definitions or ()
        self.names = [definition.variable.name.value for definition in definitions]
        self.open = {each.variable.name.value for each in definitions if _scalar(schema, each)}
        self.preparable = _preparable(schema, operation)

    def states(self, given: Mapping[str, Any]) -> tuple[State, ...]:
        """What a plan knows of each variable."""
        return tuple(
            None
            if name not in given
            else given[name] is not None
            if name in self.open
            else _json(given[name])
            for name in self.names
        )

    def slotted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values, with slots for what isn't to be known."""
        return {
            name: Slot(name) if name in self.open and value is not None else value
            for name, value in values.items()
        }


def _preparable(schema: GraphQLSchema, operation: OperationDefinitionNode) -> bool:
    """Whether all that is selected is root fields that can be planned with slots."""
    fields = [_question_field(schema, each) for each in operation.selection_set.selections]
    return operation.operation is OperationType.QUERY and all(field and field.slots for field in fields)


def _question_field(schema: GraphQLSchema, node: SelectionNode) -> QuestionField | None:
    assert schema.query_type is not None
    if not isinstance(node, FieldNode):
        return None
    field = schema.query_type.fields.get(node.name.value)
    made = field and field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return made if isinstance(made, QuestionField) else None


def _scalar(schema: GraphQLSchema, definition: VariableDefinitionNode) -> bool:
    found = type_from_ast(schema, definition.type)
    return found is not None and is_leaf_type(get_named_type(found))


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _as_parameter(value: object) -> Any:  # noqa: ANN401
    kept = stored(value)
    return list(kept) if isinstance(kept, tuple) else kept
