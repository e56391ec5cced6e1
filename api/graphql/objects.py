"""Object types, interfaces and connections, made of the vocabulary: its comments are their descriptions."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from api.graphql.building import ArgumentSpec, FieldSpec, Namespace, make_output
from api.graphql.codes import class_enum, enum_of, used_schemes
from api.graphql.groups import add_group_types, group_field
from api.graphql.members import Back, Evidence, Forward, Member, Members
from api.graphql.validity import AS_OF, DATED
from ontology.terms import Class, Field, Relation

SCALARS = {
    "string": "str",
    "anyURI": "str",
    "integer": "int",
    "decimal": "float",
    "boolean": "bool",
    "date": "date",
    "dateTime": "datetime",
}

PAGE_INFO = (
    FieldSpec("hasNextPage", "bool", "Whether there are more behind the last one, paging forward."),
    FieldSpec("hasPreviousPage", "bool", "Whether there are more before the first one, paging backward."),
    FieldSpec("startCursor", "str | None", "The cursor of the first one."),
    FieldSpec("endCursor", "str | None", "The cursor of the last one."),
)
EVIDENCE_FIELDS = (
    FieldSpec("text", "str", "The words of the passage."),
    FieldSpec("start", "int", "First code point of the passage, counted from 0 in the statement's text."),
    FieldSpec("end", "int", "Code point after the last one of the passage."),
    FieldSpec("rule", "str", "The rule or model that found it."),
    FieldSpec("confidence", "float", "How sure the rule is, from 0 to 1."),
    FieldSpec("passage", "Passage", "The passage."),
    FieldSpec("statement", "Statement", "The statement that it stands in."),
    FieldSpec("run", "Run", "The run that found it."),
)


def page_arguments(cls: Class) -> tuple[ArgumentSpec, ...]:
    """The arguments of a connection to nodes of a class."""
    as_of = (ArgumentSpec(AS_OF, "date", DATED[cls.name]),) if cls.name in DATED else ()
    return (
        ArgumentSpec("first", "int", "How many at most, from the start or behind `after`."),
        ArgumentSpec("after", "str", "A cursor: go on behind it."),
        ArgumentSpec("last", "int", "How many at most, from the end or before `before`."),
        ArgumentSpec("before", "str", "A cursor: end before it."),
        ArgumentSpec("where", f"{cls.name}Filter", f"Only {cls.plural} of which this holds."),
        ArgumentSpec("orderBy", f"list[{cls.name}Order]", "What to sort by; then, and by default, by id."),
        *as_of,
    )


def add_types(members: Members, namespace: Namespace) -> None:
    """Put enums, interfaces, object types and connections of the vocabulary into the namespace."""
    namespace |= {
        "ID": strawberry.ID,
        "date": date,
        "datetime": datetime,
        "NodeClass": class_enum(members.vocabulary),
    }
    namespace |= {scheme.name: enum_of(scheme) for scheme in used_schemes(members.vocabulary)}
    add_group_types(members, namespace)
    make_output(namespace, "PageInfo", "Where a page stands in its connection.", PAGE_INFO)
    make_output(namespace, "Evidence", "The sentence that says so, and what found it.", EVIDENCE_FIELDS)
    for cls in sorted(members.vocabulary.classes.values(), key=lambda cls: len(cls.parents)):
        fields = (_field(members, member, name) for name, member in members.of[cls.name].items())
        make_output(
            namespace,
            cls.name,
            cls.comment,
            fields,
            interfaces=_interfaces(members, cls),
            is_interface=cls.abstract,
        )
        _add_connection(members, cls, namespace)


def _field(members: Members, member: Member, name: str) -> FieldSpec:
    match member:
        case Field():
            return FieldSpec(name, _literal(member), member.comment)
        case Forward(relation):
            return FieldSpec(name, _neighbours(relation), relation.comment)
        case Back():
            target = members.vocabulary.classes[member.target]
            comment = f"The {target.plural} that name it. {member.relations[0].comment}"
            return FieldSpec(name, f"{target.name}Connection", comment, page_arguments(target))
        case Evidence():
            return FieldSpec(name, "Evidence", "The sentence that says so, and what found it.")


def _literal(field: Field) -> str:
    kind = "ID" if field.name == "id" else field.scheme or SCALARS[field.datatype]
    if field.many:
        return f"list[{kind}]"
    return kind if field.required else f"{kind} | None"


def _neighbours(relation: Relation) -> str:
    if relation.many:
        return f"list[{relation.target}]"
    return relation.target if relation.required else f"{relation.target} | None"


def _interfaces(members: Members, cls: Class) -> list[str]:
    """The nearest interfaces; those above come with them."""
    covered = {above for parent in cls.parents for above in members.vocabulary.classes[parent].parents}
    return [parent for parent in cls.parents if parent not in covered]


def _add_connection(members: Members, cls: Class, namespace: Namespace) -> None:
    name = cls.name
    edge = (
        FieldSpec("node", name, "The node."),
        FieldSpec("cursor", "str", "Its place, for `after` and `before`."),
    )
    connection = (
        FieldSpec("edges", f"list[{name}Edge]", "The nodes of the page with their cursors."),
        FieldSpec("nodes", f"list[{name}]", "The nodes of the page."),
        FieldSpec("pageInfo", "PageInfo", "Where the page stands."),
        FieldSpec("totalCount", "int", "How many there are on all pages; counted only when asked for."),
        *group_field(members, cls),
    )
    make_output(namespace, f"{name}Edge", f"One of the {cls.plural} of a page.", edge)
    make_output(namespace, f"{name}Connection", f"A page of {cls.plural}.", connection)
