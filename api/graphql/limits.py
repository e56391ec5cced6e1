"""Bounds on questions: each refusal says which limit was met, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphql import (
    ASTValidationRule,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
)

from api.graphql.pages import PageLimits
from ontology.errors import QuestionError

INTROSPECTION = "__"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may ask for.

    `cost` counts nodes (`graph.question.cost`), `seconds` is the time for each root field, `response_bytes` the
    size of the whole answer.
    """

    pages: PageLimits = field(default_factory=PageLimits)
    depth: int = 12
    aliases: int = 50
    tokens: int = 5_000
    cost: int = 200_000
    seconds: float = 15.0
    response_bytes: int = 50_000_000
    introspection: bool = True


class Budget:
    """The cost of one request so far, against its limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def add(self, cost: int) -> None:
        """Reckon with one more root field."""
        self.spent += cost

    def check(self) -> None:
        """Raises QuestionError where all root fields together cost too much."""
        if self.spent > self.limit:
            raise QuestionError(
                f"The question may bring {self.spent:,} nodes; the limit is {self.limit:,}.",
                "Ask for smaller pages (`first`), above all in connections within connections.",
            )


def shape_rule(limits: Limits) -> type[ASTValidationRule]:
    """A validation rule for how deep a document nests and how many aliases it uses, fragments spread out."""

    class ShapeRule(ASTValidationRule):
        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            fragments = {
                definition.name.value: definition
                for definition in context.document.definitions
                if isinstance(definition, FragmentDefinitionNode)
            }
            self._measure = Measure(fragments)

        def enter_operation_definition(self, node: OperationDefinitionNode, *_args: object) -> None:
            depth, aliases = self._measure.of(node.selection_set)
            for name, found, limit in (("deep", depth, limits.depth), ("aliases", aliases, limits.aliases)):
                if found > limit:
                    self.report_error(GraphQLError(_refusal(name, found, limit), node))

    return ShapeRule


class Measure:
    """Depth and number of aliases of selection sets; each fragment is measured once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, tuple[int, int]] = {}

    def of(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """Levels of fields, and aliases."""
        if selections is None:
            return 0, 0
        measured = list(self._each(selections))
        return max((depth for depth, _ in measured), default=0), sum(aliases for _, aliases in measured)

    def _each(self, selections: SelectionSetNode) -> Iterator[tuple[int, int]]:
        for selection in selections.selections:
            if isinstance(selection, FragmentSpreadNode):
                yield self._fragment(selection.name.value)
            elif isinstance(selection, FieldNode):
                if not selection.name.value.startswith(INTROSPECTION):
                    depth, aliases = self.of(selection.selection_set)
                    yield depth + 1, aliases + bool(selection.alias)
            else:
                yield self.of(getattr(selection, "selection_set", None))

    def _fragment(self, name: str) -> tuple[int, int]:
        if name not in self._known:
            self._known[name] = (0, 0)  # a fragment within itself is another rule's affair
            fragment = self._fragments.get(name)
            self._known[name] = self.of(fragment.selection_set if fragment else None)
        return self._known[name]


def _refusal(name: str, found: int, limit: int) -> str:
    if name == "deep":
        return f"The question is {found} levels deep; the limit is {limit}."
    return f"The question uses {found} aliases; the limit is {limit}."
