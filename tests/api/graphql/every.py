"""Questions that together ask everything of the schema that can make an engine look for nodes.

They are each root field; each page by its plain order, by each order that an index has, and under a filter of each
kind; the ways from each class; and the questions that are fields of their own. Left out is what is about all nodes
of a class by its nature: orders by what has no index, groups and totals of a whole class under a filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from api.graphql.filters import sort_keys
from api.graphql.members import Members, members
from ontology.vocabulary import load_vocabulary

VALUES = {
    "ID": '"{id}"',
    "String": '"Harbour"',
    "Date": '"2023-01-27"',
    "DateTime": '"2023-02-01T12:00:00+00:00"',
    "Int": "1",
    "Float": "0.9",
    "Boolean": "true",
}
COMBINING = ("and", "or", "not")


@dataclass(frozen=True)
class Every:
    """The questions of a schema; ids in them are those of one node, `special` are the arguments of some fields."""

    schema: GraphQLSchema
    id: str
    special: Mapping[str, str]

    def questions(self) -> Iterator[str]:
        """Questions with one root field each."""
        query = self.schema.query_type
        assert query is not None
        for name, field in query.fields.items():
            type_ = get_named_type(field.type)
            if name in self.special:
                yield f"{{ {name}{self.special[name]} {{ __typename }} }}"
            elif "where" in field.args:
                yield from self.pages(name, field)
            elif list(field.args) == ["id"]:
                yield f'{{ {name}(id: "{self.id}") {{ id {" ".join(neighbours(type_))} }} }}'
            else:
                yield f'{{ {name}(ids: ["{self.id}", "none"]) {{ id }} }}'

    def pages(self, name: str, field: GraphQLField) -> Iterator[str]:
        """Pages of a connection at the root, and the number of all."""
        label = get_named_type(field.type).name.removesuffix("Connection")
        yield f"{{ {name} {{ totalCount }} }}"
        for order in ordered(members(load_vocabulary()), label):
            yield f"{{ {name}(first: 2, orderBy: [{{{order}: DESC}}]) {{ nodes {{ id }} }} }}"
        for where in self.filters(field.args["where"].type):
            yield f"{{ {name}(first: 2, where: {where}) {{ nodes {{ id }} }} }}"

    def filters(self, type_: GraphQLInputType) -> Iterator[str]:
        """A filter by one field of each type that an input has."""
        of_type = {str(inner): name for name, inner in inputs(type_).items() if name not in COMBINING}
        for name in of_type.values():
            for value in self.values(inputs(type_)[name]):
                yield f"{{{name}: {value}}}"

    def values(self, type_: GraphQLInputType) -> Iterator[str]:
        """What an input may be given: of an object its first field, related nodes by their ids."""
        if is_non_null_type(type_):
            yield from self.values(type_.of_type)
        elif is_list_type(type_):
            yield from (f"[{value}]" for value in self.values(type_.of_type))
        else:
            named = get_named_type(type_)
            if isinstance(named, GraphQLEnumType):
                yield next(iter(named.values))
            elif not isinstance(named, GraphQLInputObjectType):
                yield VALUES[named.name].format(id=self.id)
            elif "id" in named.fields:
                yield f'{{id: "{self.id}"}}'
            else:
                name = next(name for name in named.fields if name not in COMBINING)
                yield from (f"{{{name}: {value}}}" for value in self.values(named.fields[name].type))


def neighbours(type_: GraphQLNamedType) -> Iterator[str]:
    """A page on each way from a class, with its total."""
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    for name, field in type_.fields.items():
        if "where" in field.args:
            yield f"{name}(first: 2) {{ totalCount nodes {{ id }} }}"


def inputs(type_: GraphQLInputType) -> dict[str, GraphQLInputType]:
    """The fields of an input, by name."""
    named = get_named_type(type_)
    assert isinstance(named, GraphQLInputObjectType)
    return {name: field.type for name, field in named.fields.items()}


def ordered(of: Members, label: str) -> list[str]:
    """The fields by which an index has the nodes of a class in order."""
    return [name for name in of.literals(label) if sort_keys(of, label, [{name: "ASC"}])[0].indexed]
