"""Counts of the nodes of a connection by what they say: a code, a month, a neighbour.

Each class has an enum of what its nodes can be counted by: `PositionGrouping.STANCE`, `.STATEMENT_MONTH`, `.HOLDER`.
"""

from __future__ import annotations

from collections.abc import Iterator

import strawberry

from api.graphql.building import ArgumentSpec, FieldSpec, Namespace, make_output
from api.graphql.codes import code_name, make_enum
from api.graphql.members import Forward, Members
from graph.question.tree import Grouping
from ontology.terms import Class, Field

MONTH, YEAR = len("2023-01"), len("2023")
COUNTED_BY_VALUE = ("code", "boolean")
GROUP = (
    FieldSpec(
        "key",
        "str | None",
        "The value: a code's name in GraphQL, a month or year; null for unknown, and for nodes.",
    ),
    FieldSpec("node", "Node | None", "The neighbour, where it is neighbours that are counted by."),
    FieldSpec("count", "int", "How many."),
)


def add_group_types(members: Members, namespace: Namespace) -> None:
    """Put groups, and what each class can be counted by, into the namespace."""
    make_output(namespace, "Group", "Nodes that have something in common.", GROUP)
    for cls in members.vocabulary.classes.values():
        values = {
            name: strawberry.enum_value(name, description=comment) for name, comment, _ in ways(members, cls)
        }
        if values:
            name = f"{cls.name}Grouping"
            namespace[name] = make_enum(name, values, f"What {cls.plural} can be counted by.")


def group_field(members: Members, cls: Class) -> Iterator[FieldSpec]:
    """The field of a connection that counts by kind, if its nodes have anything to be counted by."""
    if any(True for _ in ways(members, cls)):
        arguments = (
            ArgumentSpec("by", f"{cls.name}Grouping", "What to count by.", required=True),
            ArgumentSpec("first", "int", "How many groups at most."),
        )
        yield FieldSpec(
            "groups", "list[Group]", "How many there are of each kind, the most first.", arguments
        )


def ways(members: Members, cls: Class) -> Iterator[tuple[str, str, Grouping]]:
    """What nodes of a class can be counted by: name, comment, and what it means."""
    for field in members.literals(cls.name).values():
        if not field.many:
            yield from _literal(field)
    for name, way in members.ways(cls.name).items():
        if isinstance(way, Forward):
            yield _constant(name), way.relation.comment, Grouping(way.step)
    statement = members.ways(cls.name).get("statement")
    if isinstance(statement, Forward):
        for unit, digits in (("MONTH", MONTH), ("YEAR", YEAR)):
            comment = f"The {unit.lower()} of the statement."
            yield f"STATEMENT_{unit}", comment, Grouping("issued", statement.step, digits)


def _literal(field: Field) -> Iterator[tuple[str, str, Grouping]]:
    if (
        field.datatype in COUNTED_BY_VALUE
        or (field.datatype == "integer" and field.indexed)
        or field.name == "rule"
    ):
        yield _constant(field.name), field.comment, Grouping(field.name)
    if field.datatype == "date":
        for unit, digits in (("MONTH", MONTH), ("YEAR", YEAR)):
            yield (
                f"{_constant(field.name)}_{unit}",
                f"{field.comment} By {unit.lower()}.",
                Grouping(field.name, None, digits),
            )


def key_text(value: object, *, coded: bool) -> str | None:
    """A group's key as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else code_name(str(value)) if coded else str(value)


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()
