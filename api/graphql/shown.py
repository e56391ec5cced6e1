"""What an answer shows of the graph: its nodes, and the relationships between them.

A node is an object of a class of the ontology. What it has under other names in the answer is known here by the
names of the ontology. Counts, cursors, groups and scores are nothing that the graph says, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    print_ast,
    visit,
)

from api.graphql.codes import code_name
from api.graphql.members import Back, Evidence, Forward, Member, Members
from api.graphql.selection import Collected, Nodes, Selection
from graph.ids import class_of
from graph.rows import Node, Relationship, Value
from ontology.terms import Field

TYPENAME = "__typename"
TRANSPARENT = ("nodes", "edges", "node")
"""What leads from a connection to its nodes."""
NEIGHBORHOOD_EDGE = "Edge"


@dataclass(slots=True)
class Shown:
    """A node as it stands in an answer. `ties` are the members of its class that lead on, in the answer's order."""

    id: str
    label: str
    values: dict[str, Value] = field(default_factory=dict)
    ties: list[tuple[str, Forward | Back, list[Shown]]] = field(default_factory=list)

    def all(self) -> Iterator[Shown]:
        """The node, and those behind its ties."""
        yield self
        for _, _, others in self.ties:
            for other in others:
                yield from other.all()


def with_ids(document: DocumentNode, schema: GraphQLSchema) -> str:
    """The document, asking also for id and type of each object that has an id."""
    types = TypeInfo(schema)
    return print_ast(visit(document, TypeInfoVisitor(types, _Asking(types))))


class _Asking(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types

    def leave_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode | None:
        parent = self._types.get_parent_type()
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) or "id" not in parent.fields:
            return None
        asked = tuple(FieldNode(name=NameNode(value=name)) for name in (TYPENAME, "id"))
        return SelectionSetNode(selections=(*asked, *node.selections))


class Answer:
    """Reads one answer by what was selected; the document must have been asked `with_ids`."""

    def __init__(self, schema: GraphQLSchema, members: Members, selection: Selection) -> None:
        self._schema, self._members, self._selection = schema, members, selection
        self.tops: list[Shown] = []

    def read(self, data: Mapping[str, Any], roots: Collected) -> list[Shown]:
        """The nodes that stand in no other; from each its ties lead on to the rest."""
        query = self._schema.query_type
        assert query is not None
        for key, nodes in roots.items():
            self.tops += self._nodes(data.get(key), nodes, query)
        return self.tops

    def _nodes(self, value: Any, nodes: Nodes, owner: GraphQLNamedType) -> list[Shown]:  # noqa: ANN401
        """The nodes that a field of `owner` leads to; what stands deeper and is none of them becomes a top."""
        if isinstance(value, list):
            return [shown for each in value for shown in self._nodes(each, nodes, owner)]
        if not isinstance(value, dict):
            return []
        made = self._type(value, nodes, owner)
        if made is None:
            return []
        fields = self._fields(nodes, made)
        if made.name in self._members.of:
            return [self._node(value, made, fields)]
        if made.name == NEIGHBORHOOD_EDGE:
            return self._edge(value, fields)
        found: list[Shown] = []
        for key, under in fields.items():
            into = found if under[0].name.value in TRANSPARENT else self.tops
            into += self._nodes(value.get(key), under, made)
        return found

    def _node(self, value: Mapping[str, Any], made: GraphQLNamedType, fields: Collected) -> Shown:
        shown = Shown(value["id"], made.name)
        for key, nodes in fields.items():
            name = nodes[0].name.value
            match self._members.of[made.name].get(name):
                case Field() as literal if name != "id" and value.get(key) is not None:
                    shown.values[name] = self._stored(literal, value[key])
                case Forward() | Back() as way:
                    shown.ties.append((name, way, self._nodes(value.get(key), nodes, made)))
                case Evidence() if value.get(key):
                    self._evidence(shown, value[key], nodes, made)
                case Field() | Evidence():
                    pass
                case None if name != TYPENAME:
                    self.tops += self._nodes(value.get(key), nodes, made)
        return shown

    def _evidence(
        self, shown: Shown, value: Mapping[str, Any], nodes: Nodes, owner: GraphQLNamedType
    ) -> None:
        """What an assertion's evidence names are relations of the assertion itself."""
        made = self._type(value, nodes, owner)
        assert made is not None
        for key, under in self._fields(nodes, made).items():
            way = self._members.of[shown.label].get(under[0].name.value)
            if isinstance(way, Forward):
                shown.ties.append((under[0].name.value, way, self._nodes(value.get(key), under, made)))

    def _edge(self, value: Mapping[str, Any], fields: Collected) -> list[Shown]:
        """A relationship of a neighborhood, where both ends and its type are in the answer."""
        told = {nodes[0].name.value: value[key] for key, nodes in fields.items()}
        if not {"source", "target", "type"} <= told.keys():
            return []
        label, target = class_of(told["source"]), class_of(told["target"])
        if label is None or target is None:
            return []
        for name, way in self._members.ways(label).items():
            if isinstance(way, Forward) and way.relation.type == told["type"]:
                return [Shown(told["source"], label, ties=[(name, way, [Shown(told["target"], target)])])]
        return []

    def _type(
        self, value: Mapping[str, Any], nodes: Nodes, owner: GraphQLNamedType
    ) -> GraphQLNamedType | None:
        """The type of an object: as it tells, or as its field has it."""
        if TYPENAME in value:
            return self._schema.type_map[value[TYPENAME]]
        assert isinstance(owner, GraphQLObjectType | GraphQLInterfaceType)
        found = owner.fields.get(nodes[0].name.value)
        return named(found.type) if found else None

    def _fields(self, nodes: Nodes, made: GraphQLNamedType) -> Collected:
        above = [each.name for each in made.interfaces] if isinstance(made, GraphQLObjectType) else []
        return self._selection.fields(nodes, (made.name, *above))

    def _stored(self, literal: Field, value: Any) -> Value:  # noqa: ANN401
        """A value as the graph keeps it: codes by their notations."""
        if literal.scheme is None:
            return value  # type: ignore[no-any-return]
        notations = self._members.vocabulary.schemes[literal.scheme].notations
        by_name = {code_name(notation): notation for notation in notations}
        return [by_name[each] for each in value] if isinstance(value, list) else by_name[value]


def named(type: Any) -> GraphQLNamedType:  # noqa: ANN401
    """A type without the lists and the non-nulls around it."""
    while hasattr(type, "of_type"):
        type = type.of_type
    assert isinstance(type, GraphQLNamedType)
    return type


def rows(tops: Sequence[Shown]) -> tuple[list[Node], list[Relationship]]:
    """The nodes that an answer shows, each once with all that it says of it, and the relationships, each once."""
    values: dict[tuple[str, str], dict[str, Value]] = {}
    found: dict[Relationship, None] = {}
    for shown in (each for top in tops for each in top.all()):
        values.setdefault((shown.label, shown.id), {}).update(shown.values)
        for _, way, others in shown.ties:
            for other in others:
                found[_relationship(shown, way, other)] = None
    return [Node(label, id, known) for (label, id), known in values.items()], list(found)


def _relationship(shown: Shown, way: Member, other: Shown) -> Relationship:
    if isinstance(way, Forward):
        return Relationship(way.relation.type, shown.label, shown.id, other.label, other.id)
    assert isinstance(way, Back)
    return Relationship(way.relations[0].type, other.label, other.id, shown.label, shown.id)
