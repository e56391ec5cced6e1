"""The classes of the ontology as type definitions of `@neo4j/graphql`."""

from __future__ import annotations

from collections.abc import Iterator

from api.graphql.members import Back, Forward, Members, members
from graph.engine.dialect import full_text_name
from ontology.terms import Class, Field
from ontology.vocabulary import load_vocabulary

RENAMED = {"Node": "Anything"}
"""The peer keeps this name to itself."""
SCALARS = {"integer": "Int", "decimal": "Float", "boolean": "Boolean"}


def definitions() -> str:
    """All classes, with what the graph says of their nodes and all ways between them."""
    found = members(load_vocabulary())
    return "\n".join(line for cls in found.vocabulary.classes.values() for line in _type(found, cls))


def _type(found: Members, cls: Class) -> Iterator[str]:
    parents = f" implements {' & '.join(map(_named, cls.parents))}" if cls.parents else ""
    if cls.abstract:
        yield f"interface {_named(cls.name)} {{"
    else:
        yield f"type {cls.name}{parents} @node{_full_text(cls)} {{"
    for member in found.of[cls.name].values():
        if isinstance(member, Field):
            yield f"  {member.name}: {_scalar(member)}"
        elif isinstance(member, Forward | Back) and not cls.abstract:
            name = member.relation.name if isinstance(member, Forward) else member.name
            direction = "OUT" if isinstance(member, Forward) else "IN"
            way = f'@relationship(type: "{member.step.type}", direction: {direction})'
            yield f"  {name}: [{_named(member.target)}!]! {way}"
    yield "}"


def _named(cls: str) -> str:
    return RENAMED.get(cls, cls)


def _scalar(field: Field) -> str:
    name = "ID" if field.name == "id" else SCALARS.get(field.datatype, "String")
    return (f"[{name}!]" if field.many else name) + ("!" if field.required else "")


def _full_text(cls: Class) -> str:
    indexes = [
        f'{{indexName: "{full_text_name(cls.name, field)}", queryName: "{cls.plural}By{field.name.title()}", '
        f'fields: ["{field.name}"]}}'
        for field in cls.fields.values()
        if field.full_text and not field.many
    ]
    return f" @fulltext(indexes: [{', '.join(indexes)}])" if indexes else ""
