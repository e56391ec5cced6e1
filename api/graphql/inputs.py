"""Filters and orders of every class as GraphQL inputs, made of the vocabulary.

`StatementFilter` speaks of one node, `StatementsFilter` of some, none or every one of several, `StatementOrder` is
one sort key. They are read by `api.graphql.filters`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum

import strawberry

from api.graphql.building import FieldSpec, Namespace, make_input
from api.graphql.filters import COUNT
from api.graphql.members import Back, Forward, Members
from api.graphql.validity import AS_OF, DATED
from ontology.terms import Class, Field


@strawberry.enum(description="Which way to sort. What has no value comes last either way.")
class Direction(Enum):
    """Ascending or descending."""

    ASC = "ASC"
    DESC = "DESC"


RANGED = ("lt", "lte", "gt", "gte")
COMPARISONS = {
    "eq": "Equal to.",
    "ne": "Not equal to; what has no value is.",
    "in": "One of.",
    "lt": "Less than, or before.",
    "lte": "At most, or not after.",
    "gt": "More than, or after.",
    "gte": "At least, or not before.",
    "contains": "Has these words in it; upper and lower case are the same.",
    "startsWith": "Begins with; upper and lower case are the same.",
    "endsWith": "Ends with; upper and lower case are the same.",
    "known": "Whether there is a value at all.",
}
TEXTS = ("contains", "startsWith", "endsWith")
SCALAR_FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "TextFilter": ("str", ("eq", "ne", "in", *RANGED, *TEXTS, "known")),
    "IntFilter": ("int", ("eq", "ne", "in", *RANGED, "known")),
    "FloatFilter": ("float", ("eq", "ne", "in", *RANGED, "known")),
    "DateFilter": ("date", ("eq", "ne", "in", *RANGED, "known")),
    "DateTimeFilter": ("datetime", ("eq", "ne", *RANGED, "known")),
    "CountFilter": ("int", ("eq", "ne", *RANGED)),
}
FILTER_OF = {
    "string": "TextFilter",
    "anyURI": "TextFilter",
    "integer": "IntFilter",
    "decimal": "FloatFilter",
    "date": "DateFilter",
    "dateTime": "DateTimeFilter",
}


def add_inputs(members: Members, types: Namespace) -> None:
    """Put the inputs of all classes among the types."""
    types |= {"Direction": Direction, "date": date, "datetime": datetime}
    for name, (scalar, operators) in SCALAR_FILTERS.items():
        make_input(
            types,
            name,
            "Comparisons with a value; all that are given must hold.",
            _operators(scalar, operators),
        )
    for cls in members.vocabulary.classes.values():
        _add_filters(members, cls, types)


def _operators(scalar: str, operators: tuple[str, ...]) -> Iterator[FieldSpec]:
    for operator in operators:
        kind = {"in": f"list[{scalar}]", "known": "bool"}.get(operator, scalar)
        yield FieldSpec(operator, kind, COMPARISONS[operator])


def _add_filters(members: Members, cls: Class, types: Namespace) -> None:
    make_input(types, f"{cls.name}Filter", f"What must hold of a {cls.label}.", _criteria(members, cls))
    several = f"What must hold of {cls.plural} that something is related to."
    make_input(types, f"{_several(cls)}Filter", several, _quantifiers(cls))
    order = f"One key to sort {cls.plural} by; give exactly one field."
    make_input(types, f"{cls.name}Order", order, _orders(members, cls), one_of=True)


def _criteria(members: Members, cls: Class) -> Iterator[FieldSpec]:
    own = f"{cls.name}Filter"
    yield FieldSpec("and", f"list[{own}]", "All of these hold.")
    yield FieldSpec("or", f"list[{own}]", "At least one of these holds.")
    yield FieldSpec("not", own, "This does not hold.")
    if cls.abstract:
        yield FieldSpec("classIn", "list[NodeClass]", "It is of one of these classes.")
    if cls.name in DATED:
        yield FieldSpec(AS_OF, "date", DATED[cls.name])
    for field in members.literals(cls.name).values():
        yield from _literal_criteria(field)
    for name, way in members.ways(cls.name).items():
        target = members.vocabulary.classes[way.target]
        if isinstance(way, Forward) and not way.relation.many:
            yield FieldSpec(name, f"{target.name}Filter", f"{way.relation.comment} Null: there is none.")
        else:
            yield FieldSpec(name, f"{_several(target)}Filter", _comment(way))


def _literal_criteria(field: Field) -> Iterator[FieldSpec]:
    direct = {"code": field.scheme, "boolean": "bool"}.get(
        field.datatype, "ID" if field.name == "id" else None
    )
    if direct is None:
        yield FieldSpec(field.name, FILTER_OF[field.datatype], field.comment)
        return
    yield FieldSpec(field.name, direct, f"{field.comment} Null: it has none.")
    if direct != "bool":
        yield FieldSpec(f"{field.name}In", f"list[{direct}]", f"One of these. {field.comment}")
        yield FieldSpec(f"{field.name}Not", direct, f"Not this one. {field.comment}")


def _quantifiers(cls: Class) -> Iterator[FieldSpec]:
    own = f"{cls.name}Filter"
    yield FieldSpec("some", own, "At least one is so.")
    yield FieldSpec("none", own, "None is so.")
    yield FieldSpec("every", own, "Each of them is so, even where there is none.")
    yield FieldSpec("count", "CountFilter", "How many there are.")


def _orders(members: Members, cls: Class) -> Iterator[FieldSpec]:
    for field in members.literals(cls.name).values():
        if not field.many:
            yield FieldSpec(field.name, "Direction", field.comment)
    for name, way in members.ways(cls.name).items():
        if isinstance(way, Back) or way.relation.many:
            yield FieldSpec(f"{name}{COUNT}", "Direction", f"By how many there are. {_comment(way)}")


def _comment(way: Forward | Back) -> str:
    return way.relation.comment if isinstance(way, Forward) else f"The {way.target.lower()}s that point here."


def _several(cls: Class) -> str:
    return cls.plural[0].upper() + cls.plural[1:]
