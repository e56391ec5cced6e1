"""Positions side by side: how a holder's stance went on, who holds what, where issuers agree and differ.

Each question fetches the positions of its holders once, in the order of time; what follows from them is worked out
here. The order of ids is the order of time, since ids of positions begin with the date of their statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry

from api.graphql.building import ArgumentSpec, FieldSpec, Namespace, make_output
from api.graphql.filters import condition
from api.graphql.gathering import Gathering
from api.graphql.planner import Plan, Planner
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Row, Shape, Trail
from graph.question.order import BY_ID
from graph.question.tree import ROWS, Branch, One, Page, Wanted
from ontology.errors import QuestionError

MOST = 2_000
"""Positions that one question takes into account; with more it is refused."""
DATE, HOLDER, ENTITY, REPORT, INCIDENT = "_date", "_holder", "_entity", "_report", "_incident"


@strawberry.enum(description="How a stance stands to the one before it on the same target.")
class StanceChange(Enum):
    """From one position of a holder to the next on one target."""

    FIRST = strawberry.enum_value("FIRST", description="None came before.")
    SAME = strawberry.enum_value("SAME", description="The same stance again.")
    SHIFTED = strawberry.enum_value(
        "SHIFTED", description="Another stance on the same side, or to or from neither side."
    )
    REVERSED = strawberry.enum_value("REVERSED", description="From for to against, or the other way.")


@strawberry.enum(description="How holders stand to each other on one target.")
class Verdict(Enum):
    """Of all holders asked about."""

    AGREE = strawberry.enum_value("AGREE", description="All who speak of it are on one side.")
    DIFFER = strawberry.enum_value("DIFFER", description="Not all who speak of it are on one side.")
    ALONE = strawberry.enum_value("ALONE", description="Only one of them speaks of it.")


PERIOD = (
    ArgumentSpec("from", "date", "Only what was said on this day or later."),
    ArgumentSpec("to", "date", "Only what was said on this day or earlier."),
)
HOLDERS = ArgumentSpec("holders", "list[ID]", "Ids of the holders to compare.", required=True)
HISTORY = FieldSpec(
    "positionHistory",
    "list[PositionStep]",
    "The positions of one holder in the order of time; each is compared with the one before it on the same target.",
    (
        ArgumentSpec("holder", "ID", "Whose positions.", required=True),
        ArgumentSpec("target", "ID", "Only those on this entity or incident."),
        *PERIOD,
    ),
)
MATRIX = FieldSpec(
    "positionMatrix",
    "list[PositionCell]",
    "What each of several holders thinks of each target: a cell for each pair of which something was said.",
    (HOLDERS, ArgumentSpec("targets", "list[ID]", "Only these entities and incidents."), *PERIOD),
)
COMPARE = FieldSpec(
    "compare",
    "list[Comparison]",
    "The targets of which holders speak: where they agree, where they differ, and who is silent.",
    (HOLDERS, *PERIOD),
)
TARGET = (
    FieldSpec(
        "target", "Node | None", "The entity or incident that is judged; null where it is told in words only."
    ),
    FieldSpec("words", "str", "The phrase that is judged, as told last."),
)
STEP = (
    FieldSpec("date", "date", "The day of the statement."),
    FieldSpec("position", "Position", "The position."),
    FieldSpec("change", "StanceChange", "How it stands to the previous one."),
    FieldSpec("previous", "Position | None", "The position before it on the same target."),
)
CELL = (
    FieldSpec("holder", "Entity", "Who."),
    *TARGET,
    FieldSpec("count", "int", "How many positions."),
    FieldSpec("polarity", "float", "Their mean: 1 for, -1 against, 0 neither."),
    FieldSpec("latest", "Position", "The last one."),
)
COMPARISON = (
    *TARGET,
    FieldSpec("verdict", "Verdict", "Whether those who speak of it agree."),
    FieldSpec(
        "positions",
        "list[Position]",
        "The last position of each who speaks of it, in the order of the holders.",
    ),
    FieldSpec("silent", "list[ID]", "The holders who say nothing of it."),
)
Given = Mapping[str, Any]


def add_stance_types(namespace: Namespace) -> None:
    """Put the types of these questions into the namespace."""
    namespace |= {"StanceChange": StanceChange, "Verdict": Verdict}
    make_output(namespace, "PositionStep", "One position in the order of time.", STEP)
    make_output(namespace, "PositionCell", "What one holder thinks of one target.", CELL)
    make_output(namespace, "Comparison", "What several holders think of one target.", COMPARISON)


@dataclass(frozen=True, slots=True)
class Said:
    """A position's row with what it is grouped by. `target` is an id, or the words in lower case."""

    row: Row
    date: str
    holder: str
    target: str
    polarity: int
    stance: str


class Fetch:
    """The rows of positions that such a question needs, and what is selected of them, their holders and targets."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self._position = Gathering(properties=dict.fromkeys(("id", "target", "polarity", "stance")))
        self._holder = Gathering(properties={"id": None})
        self._target = Gathering(properties={"id": None})

    def position(self, nodes: Nodes) -> Shape:
        """The shape of a position."""
        return self.planner.node("Position", nodes, self._position)

    def holder(self, nodes: Nodes) -> Shape:
        """The shape of a holder."""
        return self.planner.node("Entity", nodes, self._holder)

    def target(self, nodes: Nodes) -> Shape:
        """The shape of an entity or incident that is judged."""
        return self.planner.node("Node", nodes, self._target)

    def page(self, holders: Sequence[str], targets: Sequence[str] | None, given: Given) -> Page:
        """The positions asked for, in the order of time; call it when all shapes are made."""
        ways = self.planner.members.ways("Position")
        incident = self.planner.members.ways("Report")["incident"].step
        date, holder, entity, report = (
            ways[n].step for n in ("statement", "holder", "targetEntity", "targetReport")
        )
        self._position.branches |= {
            DATE: One(date, Wanted(("issued",))),
            HOLDER: One(holder, self._holder.wanted()),
            ENTITY: One(entity, self._target.wanted()),
            REPORT: One(report, Wanted(branches=(Branch(INCIDENT, One(incident, self._target.wanted())),))),
        }
        where = condition(self.planner.members, "Position", _where(holders, targets, given))
        wanted = self._position.wanted()
        return Page(("Position",), wanted, where, (BY_ID,), limit=MOST + 1)


def said(record: Row) -> list[Said]:
    """What the rows of a fetch say. Raises QuestionError where there are more than are taken into account."""
    rows = record[ROWS]
    if len(rows) > MOST:
        raise QuestionError(
            f"There are more than the {MOST:,} positions that can be compared at once.",
            "Narrow the period, or name fewer holders.",
        )
    return [_said(row) for row in rows]


def target_of(row: Row) -> Row | None:
    """The row of the entity or incident that a position judges, None where it is told in words only."""
    report = row.get(REPORT)
    found: Row | None = row.get(ENTITY) or (report and report.get(INCIDENT))
    return found


def plan_history(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `positionHistory`."""
    fetch = Fetch(planner)
    step = planner.record(
        "PositionStep",
        nodes,
        {
            "date": lambda _: _value(lambda step: step.now.date),
            "change": lambda _: _value(lambda step: change(step.previous, step.now).value),
            "position": lambda of: _of(fetch.position(of), lambda step: step.now.row),
            "previous": lambda of: _of(fetch.position(of), lambda step: step.previous and step.previous.row),
        },
    )
    target = given.get("target")
    page = fetch.page([given["holder"]], None if target is None else [target], given)
    return Plan(page, _each(step, history))


def plan_matrix(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `positionMatrix`."""
    fetch = Fetch(planner)
    cell = planner.record(
        "PositionCell",
        nodes,
        {
            **_target_fields(fetch),
            "holder": lambda of: _of(fetch.holder(of), lambda cell: cell[-1].row[HOLDER]),
            "count": lambda _: _value(len),
            "polarity": lambda _: _value(lambda cell: sum(each.polarity for each in cell) / len(cell)),
            "latest": lambda of: _of(fetch.position(of), lambda cell: cell[-1].row),
        },
    )
    page = fetch.page(given["holders"], given.get("targets"), given)
    return Plan(
        page, _each(cell, lambda all_said: list(_grouped(all_said, lambda s: (s.holder, s.target)).values()))
    )


def plan_compare(planner: Planner, nodes: Nodes, given: Given) -> Plan:
    """The question and the shape of `compare`."""
    fetch = Fetch(planner)
    holders = list(dict.fromkeys(given["holders"]))
    last: Callable[[list[Said]], dict[str, Said]] = lambda group: {each.holder: each for each in group}  # noqa: E731
    comparison = planner.record(
        "Comparison",
        nodes,
        {
            **_target_fields(fetch),
            "verdict": lambda _: _value(lambda group: verdict(list(last(group).values())).value),
            "positions": lambda of: _of(
                ListShape(fetch.position(of)),
                lambda group: [last(group)[h].row for h in holders if h in last(group)],
            ),
            "silent": lambda _: _value(lambda group: [h for h in holders if h not in last(group)]),
        },
    )
    page = fetch.page(holders, None, given)
    return Plan(
        page, _each(comparison, lambda all_said: list(_grouped(all_said, lambda s: s.target).values()))
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A position and the one before it on the same target."""

    now: Said
    previous: Said | None


def history(all_said: Sequence[Said]) -> list[Step]:
    """Each position with the one before it on the same target."""
    last: dict[str, Said] = {}
    steps: list[Step] = []
    for each in all_said:
        steps.append(Step(each, last.get(each.target)))
        last[each.target] = each
    return steps


def change(previous: Said | None, now: Said) -> StanceChange:
    """How a position stands to the one before it."""
    if previous is None:
        return StanceChange.FIRST
    if previous.stance == now.stance:
        return StanceChange.SAME
    return StanceChange.REVERSED if previous.polarity * now.polarity < 0 else StanceChange.SHIFTED


def verdict(positions: Sequence[Said]) -> Verdict:
    """How those who speak of a target stand to each other."""
    if len(positions) < 2:
        return Verdict.ALONE
    return Verdict.AGREE if len({each.polarity for each in positions}) == 1 else Verdict.DIFFER


def _said(row: Row) -> Said:
    target = target_of(row)
    words = " ".join(str(row["target"]).lower().split())
    return Said(
        row,
        row[DATE]["issued"],
        row[HOLDER]["id"],
        target["id"] if target else words,
        row["polarity"],
        row["stance"],
    )


def _where(holders: Sequence[str], targets: Sequence[str] | None, given: Given) -> Given:
    """The filter on positions, as it would be written in GraphQL."""
    holder = {"id": holders[0]} if len(holders) == 1 else {"idIn": list(holders)}
    bounds = {operator: given[name] for name, operator in (("from", "gte"), ("to", "lte")) if given.get(name)}
    where: dict[str, Any] = {"holder": holder}
    if bounds:
        where["statement"] = {"issued": bounds}
    if targets is not None:
        ids = {"idIn": list(targets)}
        where["or"] = [{"targetEntity": ids}, {"targetReport": {"incident": ids}}]
    return where


def _target_fields(fetch: Fetch) -> dict[str, Callable[[Nodes], Shape]]:
    return {
        "target": lambda of: _of(fetch.target(of), lambda group: target_of(group[-1].row)),
        "words": lambda _: _value(lambda group: group[-1].row["target"]),
    }


def _grouped(all_said: Iterable[Said], key: Callable[[Said], Any]) -> dict[Any, list[Said]]:
    groups: dict[Any, list[Said]] = {}
    for each in all_said:
        groups.setdefault(key(each), []).append(each)
    return groups


def _each(shape: Shape, derive: Callable[[list[Said]], Sequence[Any]]) -> Shape:
    """A list of what is worked out from all positions."""
    items = ListShape(shape)
    return lambda record, trail: items(derive(said(record)), trail)


def _value(get: Callable[[Any], Any]) -> Shape:
    return lambda item, _trail: get(item)


def _of(shape: Shape, get: Callable[[Any], Any]) -> Shape:
    """A shape of a part; None where there is no such part."""

    def part(item: object, trail: Trail | None) -> Any:  # noqa: ANN401
        found = get(item)
        return None if found is None else shape(found, trail)

    return part
