"""What is given in filters and orders (the inputs of `api.graphql.inputs`), read into conditions and sort keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from api.graphql.members import Back, Forward, Members
from api.graphql.validity import AS_OF, holding
from graph.question.conditions import (
    EVERYTHING,
    All,
    Bounding,
    Compare,
    Condition,
    Either,
    Not,
    Number,
    OfClass,
    Operator,
    Quantifier,
    Related,
    Unknown,
)
from graph.question.order import BY_ID, Key
from ontology.errors import QuestionError
from ontology.terms import Field

Given = Mapping[str, Any]

OPERATORS: dict[str, Operator] = {
    "eq": "=",
    "in": "IN",
    "lt": "<",
    "lte": "<=",
    "gt": ">",
    "gte": ">=",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "endsWith": "ENDS WITH",
}
COUNTED: dict[str, Bounding] = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
FOLDED = ("contains", "startsWith", "endsWith")
COUNT = "Count"
"""Ends the name of an order by the number of related nodes."""


def condition(members: Members, cls: str, given: Given | None) -> Condition:
    """What a filter of a class asks for; nothing given, nothing asked."""
    if not given:
        return EVERYTHING
    return _all([_criterion(members, cls, name, value) for name, value in given.items()])


def page_condition(members: Members, cls: str, arguments: Given) -> Condition:
    """What the arguments of a connection ask for: `where`, and `asOf` where there is one."""
    asked = [condition(members, cls, arguments.get("where"))]
    if AS_OF in arguments:
        asked.append(holding(members, cls, arguments[AS_OF]))
    return _all([each for each in asked if each != EVERYTHING])


def sort_keys(members: Members, cls: str, given: list[Given] | None) -> tuple[Key, ...]:
    """The sort keys of an order, closed by the id."""
    keys: list[Key] = []
    for part in given or ():
        for name, direction in part.items():
            keys.append(_key(members, cls, name, descending=stored(direction) == "DESC"))
            if name == "id":
                return tuple(keys)
    return (*keys, BY_ID)


def stored(value: Any) -> Any:  # noqa: ANN401
    """A value of a GraphQL argument as the graph keeps it. Raises QuestionError where it keeps none such."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return tuple(stored(item) for item in value)
    return value


def _in_utc(moment: datetime) -> str:
    try:
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return known.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        raise QuestionError(f"{moment.isoformat()} lies outside of the years that have a calendar.") from None


def _criterion(members: Members, cls: str, name: str, value: Any) -> Condition:  # noqa: ANN401
    match name:
        case "and":
            return _all([condition(members, cls, part) for part in value or ()])
        case "or":
            return Either(tuple(condition(members, cls, part) for part in value or ()))
        case "not":
            return EVERYTHING if value is None else Not(condition(members, cls, value))
        case "classIn":
            return OfClass(stored(value))
        case "asOf":
            return holding(members, cls, value)
    member = members.of[cls].get(name)
    if isinstance(member, Field):
        return _literal(member, value)
    if isinstance(member, Forward) and not member.relation.many:
        return _neighbour(members, member, value)
    if isinstance(member, Forward | Back):
        return _neighbours(members, member, value)
    stem, operator = (
        (name.removesuffix("In"), "IN") if name.endswith("In") else (name.removesuffix("Not"), "NOT")
    )
    field = members.literals(cls)[stem]
    if operator == "NOT":
        return Not(_literal(field, value))
    return Compare(field.name, "IN", stored(value), many=field.many)


def _literal(field: Field, value: Any) -> Condition:  # noqa: ANN401
    if value is None:
        return Unknown(field.name)
    if not isinstance(value, Mapping):
        return Compare(field.name, "=", stored(value), many=field.many)
    return _all([_comparison(field, operator, operand) for operator, operand in value.items()])


def _comparison(field: Field, operator: str, operand: Any) -> Condition:  # noqa: ANN401
    if operator == "known":
        return Not(Unknown(field.name)) if operand else Unknown(field.name)
    if operand is None:
        return Unknown(field.name)
    if operator == "ne":
        return Not(Compare(field.name, "=", stored(operand), many=field.many))
    fold = operator in FOLDED
    return Compare(field.name, OPERATORS[operator], stored(operand), fold=fold, many=field.many)


def _neighbour(members: Members, member: Forward, given: Given | None) -> Condition:
    if given is None:
        return _related(members, member, "none", None)
    return _related(members, member, "some", given)


def _neighbours(members: Members, member: Forward | Back, given: Given | None) -> Condition:
    parts: list[Condition] = []
    for name, value in (given or {}).items():
        match name:
            case "some" | "none" | "every":
                parts.append(_related(members, member, name, value))
            case "count":
                parts += [_number(member, operator, operand) for operator, operand in (value or {}).items()]
    return _all(parts)


def _related(
    members: Members, member: Forward | Back, quantifier: Quantifier, given: Given | None
) -> Condition:
    inner = condition(members, member.target, given)
    return Related(member.step, quantifier, inner, members.vocabulary.concrete(member.target))


def _number(member: Forward | Back, operator: str, operand: int) -> Condition:
    if operator == "ne":
        return Not(Number(member.step, EVERYTHING, "=", operand))
    return Number(member.step, EVERYTHING, COUNTED[operator], operand)


def _key(members: Members, cls: str, name: str, *, descending: bool) -> Key:
    literals = members.literals(cls)
    if name in literals:
        field = literals[name]
        ranged = field.required and field.indexed and field.datatype not in ("code", "boolean")
        return Key(name, descending, optional=not field.required, indexed=ranged or name == BY_ID.by)
    return Key(members.ways(cls)[name.removesuffix(COUNT)].step, descending)


def _all(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else All(tuple(conditions))
