"""What a GraphQL operation selects: fields by response key, with fragments, `@skip` and `@include` resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableValues,
    is_non_null_type,
)
from graphql.execution.values import get_argument_values, get_directive_values

Nodes: TypeAlias = tuple[FieldNode, ...]
Collected: TypeAlias = dict[str, Nodes]
"""The field nodes behind each response key, in the order of the answer."""


class Selection:
    """One operation, with the values of its variables."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: dict[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = VariableValues({}, variables)

    @classmethod
    def of(cls, info: GraphQLResolveInfo[Any]) -> Selection:
        """The operation that a resolver is called in."""
        # Strawberry puts the plain values in the place of graphql-core's container.
        return cls(info.schema, info.fragments, cast(dict[str, Any], info.variable_values))

    def fields(self, nodes: Sequence[FieldNode], names: Collection[str]) -> Collected:
        """What is selected under field nodes of an object whose type and interfaces have these names."""
        return self._collected([node.selection_set for node in nodes if node.selection_set], names)

    def roots(self, operation: OperationDefinitionNode, name: str) -> Collected:
        """What is selected of an operation whose type has this name."""
        return self._collected([operation.selection_set], (name,))

    def arguments(self, type_name: str, node: FieldNode) -> dict[str, Any]:
        """The arguments given to a field of a type; what is left out is absent.

        Raises GraphQLError where a value doesn't fit.
        """
        if not node.arguments:
            return {}
        owner = self._schema.type_map[type_name]
        assert isinstance(owner, GraphQLObjectType | GraphQLInterfaceType)
        return get_argument_values(owner.fields[node.name.value], node, self._variables)

    def required(self, type_name: str, field: str) -> bool:
        """Whether a field of an object type is never null."""
        owner = self._schema.type_map[type_name]
        assert isinstance(owner, GraphQLObjectType)
        return is_non_null_type(owner.fields[field].type)

    def _collected(self, sets: Iterable[SelectionSetNode], names: Collection[str]) -> Collected:
        found: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for each in sets:
            for field in self._flat(each.selections, names, spread):
                found.setdefault(response_key(field), []).append(field)
        return {key: tuple(fields) for key, fields in found.items()}

    def _flat(
        self, selections: Iterable[SelectionNode], names: Collection[str], spread: set[str]
    ) -> Iterator[FieldNode]:
        for selection in selections:
            if selection.directives and not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or condition.name.value in names:
                    yield from self._flat(selection.selection_set.selections, names, spread)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                fragment = self._fragments[selection.name.value]
                if fragment.type_condition.name.value in names:
                    yield from self._flat(fragment.selection_set.selections, names, spread)

    def _included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self._variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skip and skip["if"]) and not (include and not include["if"])


def response_key(node: FieldNode) -> str:
    """The key of a field in the answer: its alias, or its name."""
    return node.alias.value if node.alias else node.name.value
