"""Writing in GraphQL: statements are loaded and withdrawn, and people decide about what was read.

A mutation needs an API key with its scope. What it selects of the nodes in its payload is asked of the graph
when the writing is done, each node by one statement.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from strawberry import Info

from api.graphql.building import ArgumentSpec, FieldSpec, MadeField, Namespace, make_output
from api.graphql.execution import Shaped
from api.graphql.members import Members
from api.graphql.mutation_inputs import (
    ConfirmInput,
    LoadOutcome,
    LoadStatementInput,
    MergeEntitiesInput,
    RejectInput,
    SplitEntityInput,
    UndoInput,
    WithdrawStatementInput,
)
from api.graphql.planner import TYPENAME, Plan, Planner
from api.graphql.roots import Context, Writer
from api.graphql.selection import Nodes, Selection
from api.graphql.shapes import Fault, shaped
from api.graphql.weights import Given, each_entity, one_change, reading
from api.guards.tally import weigh
from api.keys import Scope, permit
from api.statements import Submitted
from graph.decisions.rulings import Judge, Merge, Resolve, Ruling, Split, Undo, Withdraw
from graph.question.cost import cost
from graph.question.cypher import statement
from ontology.errors import EngineError

MUTATION = "Mutation"
Outcome = Mapping[str, str]
"""What a payload's fields are: ids of nodes, or plain values."""
Act = Callable[[Writer, str, Given], Awaitable[Outcome]]
"""Does what is asked for in the input, in the name of somebody."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mutation: what it needs, what it does, the nodes (by class) and values of its payload, and what it weighs."""

    name: str
    comment: str
    scope: Scope
    input: type
    act: Act
    nodes: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    weight: Callable[[Given], int] = one_change

    @property
    def payload(self) -> str:
        """The name of the payload's type."""
        return f"{self.name[0].upper()}{self.name[1:]}Payload"


async def _load(writer: Writer, by: str, given: Given) -> Outcome:
    submitted = Submitted(
        given["text"],
        given.get("title"),
        tuple(given.get("issuers") or ()),
        given.get("issued"),
        given.get("url"),
        given.get("language"),
    )
    written = await writer.load(submitted, f"The statement handed in by {by}")
    return {"statement": written.statement, "outcome": written.outcome.name}


async def _withdraw(writer: Writer, by: str, given: Given) -> Outcome:
    return await _decide(writer, Withdraw(given["id"]), by, given)


async def _merge(writer: Writer, by: str, given: Given) -> Outcome:
    told = await _decide(writer, Merge(given["into"], tuple(given["from"])), by, given)
    return {**told, "entity": given["into"]}


async def _split(writer: Writer, by: str, given: Given) -> Outcome:
    split = Split(
        given["id"],
        tuple(given.get("mentions") or ()),
        tuple(given.get("surfaces") or ()),
        given.get("into"),
        given.get("name"),
    )
    decision = await writer.decide(split, by, given["reason"])
    return {"entity": given["id"], "splitOff": decision.leads_to or "", "decision": decision.id}


async def _confirm(writer: Writer, by: str, given: Given) -> Outcome:
    incident = given.get("incident")
    ruling = Resolve(given["id"], incident, same=True) if incident else Judge(given["id"], "confirm")
    return {**await _decide(writer, ruling, by, given), "node": given["id"]}


async def _reject(writer: Writer, by: str, given: Given) -> Outcome:
    incident = given.get("incident")
    ruling = Resolve(given["id"], incident, same=False) if incident else Judge(given["id"], "reject")
    return {**await _decide(writer, ruling, by, given), "node": given["id"]}


async def _undo(writer: Writer, by: str, given: Given) -> Outcome:
    return {**await _decide(writer, Undo(given["decision"]), by, given), "undone": given["decision"]}


async def _decide(writer: Writer, ruling: Ruling, by: str, given: Given) -> Outcome:
    return {"decision": (await writer.decide(ruling, by, given.get("reason") or "")).id}


DECISION = {"decision": "Decision"}
MUTATIONS = (
    Mutation(
        "loadStatement",
        "Read a statement and put it in the graph. The same text again changes nothing; another text under the same "
        "address replaces what the earlier one said.",
        "write",
        LoadStatementInput,
        _load,
        {"statement": "Statement"},
        {"outcome": "LoadOutcome"},
        reading,
    ),
    Mutation(
        "withdrawStatement",
        "Take a statement, and whatever only it asserts, out of the graph; it stays out until that is undone.",
        "write",
        WithdrawStatementInput,
        _withdraw,
        DECISION,
    ),
    Mutation(
        "mergeEntities",
        "Entities are one: what names or concerns the others concerns the first from now on.",
        "curate",
        MergeEntitiesInput,
        _merge,
        {"entity": "Entity", **DECISION},
        weight=each_entity,
    ),
    Mutation(
        "splitEntity",
        "An entity is two: some of its mentions, and what rests on them, are another's.",
        "curate",
        SplitEntityInput,
        _split,
        {"entity": "Entity", "splitOff": "Entity", **DECISION},
    ),
    Mutation(
        "confirm",
        "An assertion is right; or, with `incident`, a report tells of this incident.",
        "curate",
        ConfirmInput,
        _confirm,
        {"node": "Node", **DECISION},
    ),
    Mutation(
        "reject",
        "An assertion is wrong, and rests as a retraction; or, with `incident`, a report does not tell of it.",
        "curate",
        RejectInput,
        _reject,
        {"node": "Node", **DECISION},
    ),
    Mutation(
        "undo",
        "A decision holds no longer: the graph stands as if it had never been made, and the decision is kept.",
        "curate",
        UndoInput,
        _undo,
        {"undone": "Decision", **DECISION},
    ),
)


def add_mutations(members: Members, namespace: Namespace) -> type:
    """The type `Mutation`, put into the namespace with its inputs and payloads."""
    namespace |= {mutation.input.__name__: mutation.input for mutation in MUTATIONS}
    namespace["LoadOutcome"] = LoadOutcome
    for mutation in MUTATIONS:
        make_output(
            namespace, mutation.payload, f"What `{mutation.name}` came to.", list(_payload(members, mutation))
        )
    by_name = {mutation.name: mutation for mutation in MUTATIONS}
    return make_output(
        namespace,
        MUTATION,
        "Writing, with an API key.",
        [_spec(mutation) for mutation in MUTATIONS],
        field_class=mutation_field(members, by_name),
    )


def _payload(members: Members, mutation: Mutation) -> list[FieldSpec]:
    comments = {"node": "The assertion, or the retraction that it is now.", "undone": "The decision undone."}
    nodes = [
        FieldSpec(name, f"{cls} | None", comments.get(name, members.vocabulary.classes[cls].comment))
        for name, cls in mutation.nodes.items()
    ]
    return [*nodes, *(FieldSpec(name, kind, "What it came to.") for name, kind in mutation.values.items())]


def _spec(mutation: Mutation) -> FieldSpec:
    argument = ArgumentSpec("input", mutation.input.__name__, "What is asked for.", required=True)
    comment = f"{mutation.comment} Needs the scope `{mutation.scope}`."
    return FieldSpec(mutation.name, f"{mutation.payload} | None", comment, (argument,))


def mutation_field(members: Members, mutations: Mapping[str, Mutation]) -> type[MadeField]:
    """A kind of field that does what the mutation of its name does."""

    class MutationField(MadeField):
        is_basic_field = False

        def get_result(
            self, source: object, info: Info | None, args: list[Any], kwargs: dict[str, Any]
        ) -> Awaitable[Shaped]:
            assert info is not None
            return _carry_out(info, members, mutations[info.field_name])

    return MutationField


async def _carry_out(info: Info[Context], members: Members, mutation: Mutation) -> Shaped:
    """Check that it may be done and answered, do it, and then answer."""
    raw, context = info._raw_info, info.context
    permit(context.key, mutation.scope)
    assert context.key is not None
    if context.writer is None:
        raise EngineError("Nothing can be written here.")
    selection, nodes = Selection.of(raw), tuple(raw.field_nodes)
    planner = Planner(members, selection, context.limits.pages)
    wanted = selection.fields(nodes, (mutation.payload,))
    for plan in _plans(planner, mutation, wanted, dict.fromkeys(mutation.nodes, "")).values():
        context.budget.add(cost(plan.question))
    context.budget.check()
    given = selection.arguments(MUTATION, nodes[0])["input"]
    weigh(mutation.weight(given))
    outcome = await mutation.act(context.writer, context.key.name, given)
    plans = _plans(planner, mutation, wanted, outcome)
    answers = dict(
        zip(plans, await asyncio.gather(*(_ask(plan, context) for plan in plans.values())), strict=True)
    )
    return _shaped(str(raw.path.key), mutation, wanted, plans, answers, outcome)


def _plans(
    planner: Planner, mutation: Mutation, wanted: Mapping[str, Nodes], ids: Outcome
) -> dict[str, Plan]:
    """The question for each node that is selected of the payload, by response key."""
    names = {key: nodes[0].name.value for key, nodes in wanted.items()}
    return {
        key: planner.one(mutation.nodes[name], wanted[key], ids[name])
        for key, name in names.items()
        if name in mutation.nodes
    }


async def _ask(plan: Plan, context: Context) -> Any:  # noqa: ANN401
    asked = statement(plan.question)
    (record,) = await context.graph.read(asked.text, asked.parameters, context.limits.seconds)
    return record


def _shaped(
    root: str,
    mutation: Mutation,
    wanted: Mapping[str, Nodes],
    plans: Mapping[str, Plan],
    answers: Mapping[str, Any],
    outcome: Outcome,
) -> Shaped:
    payload: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, nodes in wanted.items():
        name = nodes[0].name.value
        if key in plans:
            payload[key], found = shaped(plans[key].shape, answers[key], key)
            faults += [Fault((root, *fault.path), fault.field) for fault in found]
        else:
            payload[key] = mutation.payload if name == TYPENAME else outcome[name]
    return Shaped(payload, faults)
