"""A root field that answers in records: how it is declared, and how it is planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from api.graphql.building import ArgumentSpec, FieldSpec
from api.graphql.planner import Plan, Planner
from api.graphql.records import Asking, Record
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Row, Shape, Trail
from graph.question.tree import ROWS
from graph.question.tree import Question as Asked

Rows: TypeAlias = list[Row]


@dataclass(frozen=True, slots=True)
class Question:
    """A root field.

    `ask` makes what is put to the graph; it is called when all that is selected is known. `derive` works out from
    the rows that come what the records are made of: a list of things, or one thing if `single`. `slots` says that it
    can be planned before its values are known.
    """

    name: str
    record: Record
    description: str
    arguments: tuple[ArgumentSpec, ...]
    ask: Callable[[Asking], Asked]
    derive: Callable[[Asking, Rows], Any] = lambda _asking, rows: rows
    single: bool = False
    enums: tuple[type[Enum], ...] = ()
    slots: bool = False

    @property
    def spec(self) -> FieldSpec:
        """The field as the schema has it."""
        kind = self.record.name if self.single else f"list[{self.record.name}]"
        return FieldSpec(self.name, kind, self.description, self.arguments)

    def plan(self, planner: Planner, nodes: Nodes, given: Mapping[str, Any]) -> Plan:
        """The plan of the field as it is selected. Raises QuestionError."""
        asking = Asking(planner, given)
        one = self.record.shape(asking, nodes)
        shape: Shape = one if self.single else ListShape(one)

        def shape_all(record: Row, trail: Trail | None) -> Any:  # noqa: ANN401
            return shape(self.derive(asking, record[ROWS]), trail)

        return Plan(self.ask(asking), shape_all)
