"""Hypothesis strategies for GraphQL questions: aliases, arguments, fragments, variables, `@skip` and `@include`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_list_type,
    parse,
    validate,
)
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

DEEP = 5
TEXTS = ("a", "Harbour", "Coast Guard", "ARVEL", "raid", "", "urges", "organization/")
DATES = ("2023-01-26", "2023-01-27", "2023-02-09", "2024-01-01")
DIRECTIVES = (*[""] * 8, "@include(if: $yes)", "@skip(if: $no)", "@skip(if: $yes)", "@include(if: false)")
HEAD = "query ($yes: Boolean! = true, $no: Boolean = false, $one: Int = 1)"


@dataclass
class Question:
    """A question in the making."""

    schema: GraphQLSchema
    ids: Sequence[str]
    draw: DrawFn
    fragments: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole document."""
        query = self.schema.query_type
        assert query is not None
        fields = query.fields.items()
        pages = [name for name, f in fields if get_named_type(f.type).name.endswith("Connection")]
        names = [
            *pages,
            *pages,
            *[
                "node",
                "nodes",
                *(n[0].lower() + n[1:] for n, t in self.schema.type_map.items() if is_node(t)),
            ],
        ]
        roots = [
            self.field(name, query.fields[name], DEEP, number)
            for number, name in enumerate(self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2)))
        ]
        return "\n".join([f"{HEAD} {{ {' '.join(roots)} }}", *self.fragments])

    def about(self, name: str, arguments: str) -> str:
        """The whole document of a question to one root field, with these arguments."""
        query = self.schema.query_type
        assert query is not None
        type_ = get_named_type(query.fields[name].type)
        assert isinstance(type_, GraphQLObjectType)
        root = f"x: {name}{arguments} {self.selection(type_, DEEP)}"
        return "\n".join([f"{HEAD} {{ {root} {name}{arguments} {{ __typename }} }}", *self.fragments])

    def selection(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        """Some fields of a type, straight or in fragments."""
        names = [
            n for n, f in type_.fields.items() if depth > 1 or not hasattr(get_named_type(f.type), "fields")
        ]
        chosen = self.draw(st.lists(st.sampled_from(["__typename", *names]), min_size=1, max_size=4))
        parts = [
            self.field(name, type_.fields[name], depth - 1, number) if name != "__typename" else name
            for number, name in enumerate(chosen)
        ]
        if depth > 1 and self.draw(st.integers(0, 2)) == 0:
            parts.append(self.fragment(type_, depth - 1))
        return f"{{ {' '.join(parts)} }}"

    def field(self, name: str, field: GraphQLField, depth: int, number: int) -> str:
        """A field with its arguments and what is selected under it."""
        alias = self.draw(st.sampled_from(("", "", f"x{number}: ", f"a{self.draw(st.integers(0, 99))}: ")))
        inner = get_named_type(field.type)
        selected = ""
        if isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
            selected = self.selection(inner, depth)
        return f"{alias}{name}{self.arguments(field.args)} {self.directive()} {selected}"

    def fragment(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        """A fragment on the type, or on one that an object of it can be: inline or named."""
        types = [type_]
        if isinstance(type_, GraphQLInterfaceType):
            implementations = self.schema.get_implementations(type_)
            types += [*implementations.objects, *implementations.interfaces]
        condition = self.draw(st.sampled_from(types))
        body = self.selection(condition, depth)
        if self.draw(st.booleans()):
            return f"... on {condition.name} {self.directive()} {body}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {condition.name} {body}")
        return f"...{name} {self.directive()}"

    def directive(self) -> str:
        return self.draw(st.sampled_from(DIRECTIVES))

    def arguments(self, arguments: dict[str, GraphQLArgument]) -> str:
        """Arguments that fit together."""
        given: dict[str, str] = {}
        if "where" in arguments:
            size = self.draw(
                st.sampled_from(("first: 1", "first: 3", "last: 2", "last: $one", "first: $one", ""))
            )
            if size:
                given[size.split(":")[0]] = size.split(":")[1]
            for name in ("where", "orderBy", "asOf"):
                if name in arguments and self.draw(st.integers(0, 2)) == 0:
                    given[name] = self.value(arguments[name].type, 3)
        else:
            given = {name: self.value(a.type, 1) for name, a in arguments.items() if name != "first"}
        return f"({', '.join(f'{name}: {value}' for name, value in given.items())})" if given else ""

    def value(self, type_: GraphQLInputType, depth: int) -> str:
        """A literal of an input type."""
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth)
        if is_list_type(type_):
            size = self.draw(st.integers(0, 2))
            return f"[{', '.join(self.value(type_.of_type, depth) for _ in range(size))}]"
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        if isinstance(type_, GraphQLEnumType):
            return str(self.draw(st.sampled_from(sorted(type_.values))))
        pools: dict[str, Sequence[str]] = {
            "ID": [f'"{id}"' for id in self.ids],
            "String": [f'"{text}"' for text in TEXTS],
            "Date": [f'"{date}"' for date in DATES],
            "DateTime": ['"2023-02-01T12:00:00+00:00"', '"2020-01-01T00:00:00Z"'],
            "Int": ["0", "1", "2", "3", "100"],
            "Float": ["0.5", "0.6", "0.9", "1"],
            "Boolean": ["true", "false"],
        }
        return self.draw(st.sampled_from(pools[get_named_type(type_).name]))

    def object(self, type_: GraphQLInputObjectType, depth: int) -> str:
        names = [
            n for n, f in type_.fields.items() if depth > 0 or not hasattr(get_named_type(f.type), "fields")
        ]
        if not names:
            return "{}"
        size = 1 if type_.is_one_of else self.draw(st.integers(0, 2))
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=size, max_size=size, unique=True))
        parts = [f"{name}: {self.value(type_.fields[name].type, depth - 1)}" for name in chosen]
        return f"{{{', '.join(parts)}}}"


def is_node(type_: object) -> bool:
    """Whether it is a class of nodes."""
    return isinstance(type_, GraphQLObjectType) and "Node" in {above.name for above in type_.interfaces}


@st.composite
def selections(draw: DrawFn, schema: GraphQLSchema, ids: Sequence[str], name: str, arguments: str) -> str:
    """Valid questions to one root field, that select this and that of what it answers."""
    text = Question(schema, ids, draw).about(name, arguments)
    assume(not validate(schema, parse(text)))
    return text


@st.composite
def questions(draw: DrawFn, schema: GraphQLSchema, ids: Sequence[str]) -> str:
    """Valid questions of a schema about nodes with some of these ids."""
    text = Question(schema, ids, draw).text()
    assume(not validate(schema, parse(text)))
    return text
