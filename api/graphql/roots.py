"""The root fields: for every class one node by id and a connection to all, and nodes of any class by id."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from strawberry import Info

from api.graphql.building import ArgumentSpec, FieldSpec, MadeField
from api.graphql.execution import Shaped
from api.graphql.limits import Budget, Limits
from api.graphql.members import Members
from api.graphql.objects import page_arguments
from api.graphql.planner import Plan, Planner
from api.graphql.questions import QUESTIONS
from api.graphql.selection import Nodes, Selection
from api.graphql.shapes import shaped
from api.keys import Key
from api.statements import Submitted
from graph.decisions.decision import Decision
from graph.decisions.rulings import Ruling
from graph.question.cost import cost
from graph.question.cypher import statement
from graph.versions import Written
from ontology.terms import Class

QUERY = "Query"
Planning = Callable[[Planner, Nodes, Mapping[str, Any]], Plan]


class Reader(Protocol):
    """What questions are put to: rows of a Cypher statement, within some seconds."""

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """All rows. Raises QuestionError when it took longer, EngineError when the engine is gone."""


class Writer(Protocol):
    """What mutations are put to."""

    async def load(self, submitted: Submitted, source: str) -> Written:
        """Read a statement and put it in the graph. Raises ReadingError, EngineError."""

    async def decide(self, ruling: Ruling, by: str, reason: str) -> Decision:
        """Carry a ruling out. Raises QuestionError, EngineError."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every field of a request can use.

    `answered` are the records, or the errors, of root fields that were put to the graph already, by response key.
    `key` says who asks, `writer` is what mutations are put to; None where nothing can be written.
    """

    graph: Reader
    limits: Limits
    budget: Budget
    answered: Mapping[str, Any] = field(default_factory=dict)
    key: Key | None = None
    writer: Writer | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """A root field, and how it is planned; `slots` says that it can be planned before its values are known."""

    spec: FieldSpec
    plan: Planning
    slots: bool = False


class QuestionField(MadeField):
    """A root field of the schema."""

    is_basic_field = False
    slots: bool

    def planned(self, selection: Selection, nodes: Nodes, limits: Limits) -> Plan:
        """The plan of the field as it is selected. Raises QuestionError, GraphQLError."""
        raise NotImplementedError


def question_field(members: Members, roots: Mapping[str, Root]) -> type[QuestionField]:
    """A kind of field that answers by the root of its name."""

    class RootField(QuestionField):
        @property
        def slots(self) -> bool:  # type: ignore[override]
            return roots[self.graphql_name or ""].slots

        def planned(self, selection: Selection, nodes: Nodes, limits: Limits) -> Plan:
            arguments = selection.arguments(QUERY, nodes[0])
            planning = roots[nodes[0].name.value].plan
            return planning(Planner(members, selection, limits.pages), nodes, arguments)

        def get_result(
            self, source: object, info: Info | None, args: list[Any], kwargs: dict[str, Any]
        ) -> Awaitable[Shaped]:
            assert info is not None
            return answer(info, self)

    return RootField


def answer(info: Info[Context], asked: QuestionField) -> Awaitable[Shaped]:
    """Plan a root field at once, then put the question to the graph and shape what comes.

    All root fields of a request are planned before the first is asked, so that their cost is known.
    """
    raw, context = info._raw_info, info.context
    plan = asked.planned(Selection.of(raw), tuple(raw.field_nodes), context.limits)
    context.budget.add(cost(plan.question))
    return _ask(plan, context, str(raw.path.key))


async def _ask(plan: Plan, context: Context, key: str) -> Shaped:
    context.budget.check()
    record = context.answered.get(key)
    if isinstance(record, BaseException):
        raise record
    if record is None:
        asked = statement(plan.question)
        (record,) = await context.graph.read(asked.text, asked.parameters, context.limits.seconds)
    return Shaped(*shaped(plan.shape, record, key))


def roots(members: Members) -> dict[str, Root]:
    """All root fields, by name."""
    concrete = [members.vocabulary.classes[label] for label in members.vocabulary.labels]
    found = [*map(_one, concrete), *map(_all, members.vocabulary.classes.values())]
    by_name = {root.spec.name: root for root in found}
    return by_name | {root.spec.name: root for root in OTHERS}


def _one(cls: Class) -> Root:
    name = cls.name[0].lower() + cls.name[1:]
    spec = FieldSpec(name, f"{cls.name} | None", f"One {cls.label} by its id. {cls.comment}", (ID,))
    return Root(spec, lambda planner, nodes, given: planner.one(cls.name, nodes, given["id"]), slots=True)


def _all(cls: Class) -> Root:
    spec = FieldSpec(
        cls.plural, f"{cls.name}Connection", f"All {cls.plural}. {cls.comment}", page_arguments(cls)
    )
    return Root(spec, lambda planner, nodes, given: planner.connection(cls.name, nodes, given), slots=True)


ID = ArgumentSpec("id", "ID", "Its id.", required=True)
IDS = ArgumentSpec("ids", "list[ID]", "Their ids, at most a page.", required=True)
NODE = Root(
    FieldSpec("node", "Node | None", "One node of any class by its id.", (ID,)),
    lambda planner, nodes, given: planner.one("Node", nodes, given["id"]),
    slots=True,
)
NODES = Root(
    FieldSpec(
        "nodes",
        "list[Node | None]",
        "Nodes of any class by their ids, in this order; null where there is none.",
        (IDS,),
    ),
    lambda planner, nodes, given: planner.by_id("Node", nodes, given["ids"]),
)
OTHERS = (NODE, NODES, *(Root(question.spec, question.plan, question.slots) for question in QUESTIONS))
