"""A selection becomes a question to the graph, and a shape that turns its rows into the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.graphql.codes import code_name
from api.graphql.connections import Connection
from api.graphql.gathering import Gathering
from api.graphql.members import Back, Evidence, Forward, Members
from api.graphql.pages import PageLimits
from api.graphql.selection import Collected, Nodes, Selection
from api.graphql.shapes import Entry, LabelShape, ListShape, ObjectShape, Shape, Trail, converted, typename
from graph.ids import class_of
from graph.question.order import BY_ID
from graph.question.tree import LABEL, ROWS, TOTAL, ById, One, Page, Question
from ontology.terms import Field

TYPENAME = "__typename"
RETRACTION = "Retraction"


@dataclass(frozen=True, slots=True)
class Plan:
    """A question, and what turns the one record of its answer into the value of the field."""

    question: Question
    shape: Shape


class Planner:
    """Plans the root fields of one operation."""

    def __init__(self, members: Members, selection: Selection, limits: PageLimits) -> None:
        self.members, self.selection, self.limits = members, selection, limits
        self.vocabulary = members.vocabulary

    def connection(self, cls: str, nodes: Nodes, arguments: Mapping[str, Any]) -> Plan:
        """A page of the nodes of a class."""
        connection = Connection(self, cls, nodes, arguments)
        return Plan(connection.page(self.vocabulary.concrete(cls)), connection.shape(ROWS, TOTAL))

    def one(self, cls: str, nodes: Nodes, id: str) -> Plan:
        """The node of a class with an id, None if there is none."""
        gathering = Gathering()
        shape = self.node(cls, nodes, gathering)
        return Plan(ById(self._labels(cls, [id]), (id,), gathering.wanted()), _first(shape))

    def by_id(self, cls: str, nodes: Nodes, ids: Sequence[str]) -> Plan:
        """The nodes of a class with some ids: a list in the order of the ids, None where there is none."""
        gathering = Gathering(properties={"id": None})
        shape = self.node(cls, nodes, gathering)
        question = ById(self._labels(cls, ids), tuple(dict.fromkeys(ids)), gathering.wanted())
        return Plan(question, _in_order(ids, shape))

    def _labels(self, cls: str, ids: Sequence[str]) -> tuple[str, ...]:
        """The classes to look in; of several, those that the ids tell. What is retracted keeps its id."""
        labels = self.vocabulary.concrete(cls)
        if len(labels) == 1:
            return labels
        told = {class_of(id) for id in ids}
        if None in told:
            return labels
        return tuple(label for label in labels if label in told or label == RETRACTION) or labels

    def record(self, type_name: str, nodes: Nodes, fields: Mapping[str, Callable[[Nodes], Shape]]) -> Shape:
        """The shape of an object that isn't a node: how each field comes out of the whole of it."""
        entries: list[Entry] = []
        for key, of in self.selection.fields(nodes, (type_name,)).items():
            name = of[0].name.value
            if name == TYPENAME:
                entries.append(typename(key, type_name))
            else:
                required = self.selection.required(type_name, name)
                field = f"{type_name}.{name}"
                entries.append(Entry(key, "", field, fields[name](of), whole=True, required=required))
        return ObjectShape(entries)

    def node(self, cls: str, nodes: Nodes, gathering: Gathering) -> Shape:
        """The shape of nodes of a class. Where types select different fields, there is one for each type."""
        labels = self.vocabulary.concrete(cls)
        selected = {
            label: self.selection.fields(nodes, (label, *self.vocabulary.classes[label].parents))
            for label in labels
        }
        distinct = {tuple((key, *map(id, of)) for key, of in fields.items()) for fields in selected.values()}
        if len(distinct) == 1:
            return self._object(labels[0], selected[labels[0]], gathering, alone=len(labels) == 1)
        gathering.label = True
        return LabelShape(
            {label: self._object(label, fields, gathering, alone=True) for label, fields in selected.items()}
        )

    def _object(self, cls: str, selected: Collected, gathering: Gathering, *, alone: bool) -> Shape:
        """The shape of one type, or of several that select the same fields."""
        entries: list[Entry] = []
        for key, nodes in selected.items():
            name = nodes[0].name.value
            if name == TYPENAME:
                gathering.label |= not alone
                entries.append(typename(key, cls) if alone else Entry(key, LABEL, TYPENAME))
            else:
                entries.append(self._member(cls, key, name, nodes, gathering))
        return ObjectShape(entries)

    def _member(self, cls: str, key: str, name: str, nodes: Nodes, gathering: Gathering) -> Entry:
        member = self.members.of[cls][name]
        match member:
            case Field():
                gathering.properties[name] = None
                return self._literal(cls, key, member)
            case Forward():
                return self._forward(cls, key, name, member, nodes, gathering)
            case Back():
                arguments = self.selection.arguments(cls, nodes[0])
                connection = Connection(self, member.target, nodes, arguments)
                place = gathering.branch(name, connection.page(member.step))
                shape = connection.shape(place, place + TOTAL)
                return Entry(key, "", f"{cls}.{name}", shape, whole=True, required=True)
            case Evidence():
                shape = self._evidence(cls, nodes, gathering)
                return Entry(key, "", f"{cls}.{name}", shape, whole=True, required=True)

    def _literal(self, cls: str, key: str, field: Field) -> Entry:
        shape: Shape | None = None
        if field.scheme:
            names = {code: code_name(code) for code in self.vocabulary.schemes[field.scheme].notations}
            shape = converted(names.get)
        if field.many:
            shape = _values(field.name)
        where = f"{cls}.{field.name}"
        return Entry(key, field.name, where, shape, whole=field.many, required=field.required or field.many)

    def _forward(
        self, cls: str, key: str, name: str, member: Forward, nodes: Nodes, gathering: Gathering
    ) -> Entry:
        inner = Gathering()
        shape = self.node(member.target, nodes, inner)
        if member.relation.many:
            page = Page(member.step, inner.wanted(), sorted_by=(BY_ID,))
            place = gathering.branch(name, page)
            return Entry(key, place, f"{cls}.{name}", ListShape(shape), required=True)
        place = gathering.branch(name, One(member.step, inner.wanted()))
        return Entry(key, place, f"{cls}.{name}", shape, required=member.relation.required)

    def _evidence(self, cls: str, nodes: Nodes, gathering: Gathering) -> Shape:
        """Evidence lies on the assertion itself and on its passage, statement and run."""
        passage = Gathering()
        of_passage: list[tuple[str, str, Shape]] = []
        entries: dict[str, Entry | None] = {}
        for key, of in self.selection.fields(nodes, ("Evidence",)).items():
            name = of[0].name.value
            entries[key] = None
            if name == TYPENAME:
                entries[key] = typename(key, "Evidence")
            elif name == "passage":
                of_passage.append((key, name, self.node("Passage", of, passage)))
            elif name in ("text", "start", "end"):
                passage.properties[name] = None
                of_passage.append((key, name, _property(name)))
            else:
                entries[key] = self._member(cls, key, name, of, gathering)
        if of_passage:
            step = self.members.ways(cls)["passage"].step
            place = gathering.branch("passage", One(step, passage.wanted()))
            for key, name, shape in of_passage:
                entries[key] = Entry(key, place, f"Evidence.{name}", shape, required=True)
        return ObjectShape([entry for entry in entries.values() if entry])


def _property(name: str) -> Shape:
    return lambda row, _trail: row.get(name)


def _values(name: str) -> Shape:
    """The values of a property that can have several; none are an empty list."""
    return lambda row, _trail: row.get(name) or []


def _first(shape: Shape) -> Shape:
    return lambda record, trail: shape(record[ROWS][0], trail) if record[ROWS] else None


def _in_order(ids: Sequence[str], shape: Shape) -> Shape:
    def shape_all(record: Mapping[str, Any], trail: Trail | None) -> list[Any]:
        rows = {row["id"]: row for row in record[ROWS]}
        return [
            shape(rows[id], trail and trail.at(place)) if id in rows else None for place, id in enumerate(ids)
        ]

    return shape_all
