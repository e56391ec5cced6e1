"""A selection becomes a question to the graph, and a shape that turns its rows into the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.graphql.codes import code_name
from api.graphql.filters import condition, sort_keys
from api.graphql.members import Back, Evidence, Forward, Members
from api.graphql.pages import (
    COUNT_OF_ALL,
    ROWS_OF_PAGE,
    ConnectionShape,
    CursorShape,
    PageLimits,
    PageRequest,
    page_info,
    requested,
)
from api.graphql.selection import Collected, Nodes, Selection
from api.graphql.shapes import Entry, LabelShape, ListShape, ObjectShape, Shape, Trail, constant, converted
from graph.question.order import BY_ID
from graph.question.steps import Step
from graph.question.tree import LABEL, ROWS, TOTAL, Branch, ById, One, Page, Question, Wanted
from ontology.terms import Field

TYPENAME = "__typename"


@dataclass(frozen=True, slots=True)
class Plan:
    """A question, and what turns the one record of its answer into the value of the field."""

    question: Question
    shape: Shape


@dataclass
class Gathering:
    """What is wanted of a node, gathered from all selections of it."""

    properties: dict[str, None] = field(default_factory=dict)
    branches: dict[str, One | Page] = field(default_factory=dict)
    label: bool = False

    def wanted(self) -> Wanted:
        """What has been gathered."""
        branches = tuple(Branch(key, asked) for key, asked in self.branches.items())
        return Wanted(tuple(self.properties), self.label, branches)

    def branch(self, name: str, asked: One | Page) -> str:
        """The key under which something asked stands; the same thing asked twice stands there once."""
        key, number = name, 1
        while self.branches.get(key, asked) != asked:
            number += 1
            key = f"{name}_{number}"
        self.branches[key] = asked
        return key


class Planner:
    """Plans the root fields of one operation."""

    def __init__(self, members: Members, selection: Selection, limits: PageLimits) -> None:
        self.members, self.selection, self.limits = members, selection, limits
        self.vocabulary = members.vocabulary

    def connection(self, cls: str, nodes: Nodes, arguments: Mapping[str, Any]) -> Plan:
        """A page of the nodes of a class."""
        page, request, shape = self._page(cls, self.vocabulary.concrete(cls), nodes, arguments)
        return Plan(page, ConnectionShape(ROWS, TOTAL, request, shape))

    def by_id(self, cls: str, nodes: Nodes, ids: Sequence[str]) -> Plan:
        """The nodes of a class with some ids: a list in the order of the ids, None where there is none."""
        gathering = Gathering(properties={"id": None})
        shape = self.node(cls, nodes, gathering)
        question = ById(self.vocabulary.concrete(cls), tuple(dict.fromkeys(ids)), gathering.wanted())
        return Plan(question, _in_order(ids, shape))

    def record(self, type_name: str, nodes: Nodes, fields: Mapping[str, Callable[[Nodes], Shape]]) -> Shape:
        """The shape of an object that isn't a node: how each field comes out of the whole of it."""
        entries: list[Entry] = []
        for key, of in self.selection.fields(nodes, (type_name,)).items():
            name = of[0].name.value
            if name == TYPENAME:
                entries.append(_typename(key, type_name))
            else:
                required = self.selection.required(type_name, name)
                field = f"{type_name}.{name}"
                entries.append(Entry(key, "", field, fields[name](of), whole=True, required=required))
        return ObjectShape(entries)

    def _page(
        self, cls: str, source: Step | tuple[str, ...], nodes: Nodes, arguments: Mapping[str, Any]
    ) -> tuple[Page, PageRequest, Shape]:
        keys = sort_keys(self.members, cls, arguments.get("orderBy"))
        request = requested(arguments, keys, self.limits)
        gathering = Gathering()
        selected = self.selection.fields(nodes, (f"{cls}Connection",))
        entries = [self._page_entry(cls, key, of, request, gathering) for key, of in selected.items()]
        sources = {entry.source for entry in entries}
        names = {of[0].name.value for of in selected.values()}
        page = Page(
            source,
            gathering.wanted() if ROWS_OF_PAGE in sources or COUNT_OF_ALL not in sources else None,
            condition(self.members, cls, arguments.get("where")),
            keys,
            request.after,
            request.before,
            request.backward,
            limit=request.size + 1 if "pageInfo" in names else request.size,
            total=COUNT_OF_ALL in sources,
        )
        return page, request, ObjectShape(entries)

    def _page_entry(
        self, cls: str, key: str, nodes: Nodes, request: PageRequest, gathering: Gathering
    ) -> Entry:
        match nodes[0].name.value:
            case "nodes":
                shape: Shape = ListShape(self.node(cls, nodes, gathering))
                return Entry(key, ROWS_OF_PAGE, f"{cls}Connection.nodes", shape, required=True)
            case "edges":
                shape = ListShape(self._edge(cls, nodes, request, gathering))
                return Entry(key, ROWS_OF_PAGE, f"{cls}Connection.edges", shape, required=True)
            case "pageInfo":
                _need_keys(request, gathering)
                return Entry(key, ROWS_OF_PAGE, "", self._page_info(nodes, request), whole=True)
            case "totalCount":
                return Entry(key, COUNT_OF_ALL, f"{cls}Connection.totalCount", required=True)
        return _typename(key, f"{cls}Connection")

    def _page_info(self, nodes: Nodes, request: PageRequest) -> Shape:
        shapes = page_info(request)
        return self.record("PageInfo", nodes, {name: _always(shape) for name, shape in shapes.items()})

    def _edge(self, cls: str, nodes: Nodes, request: PageRequest, gathering: Gathering) -> Shape:
        entries: list[Entry] = []
        for key, of in self.selection.fields(nodes, (f"{cls}Edge",)).items():
            match of[0].name.value:
                case "node":
                    shape = self.node(cls, of, gathering)
                    entries.append(Entry(key, "", f"{cls}Edge.node", shape, whole=True, required=True))
                case "cursor":
                    _need_keys(request, gathering)
                    entries.append(Entry(key, "", "", CursorShape(request.keys), whole=True))
                case _:
                    entries.append(_typename(key, f"{cls}Edge"))
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
                entries.append(_typename(key, cls) if alone else Entry(key, LABEL, TYPENAME))
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
                page, request, shape = self._page(member.target, member.step, nodes, arguments)
                place = gathering.branch(name, page)
                return Entry(key, "", "", ConnectionShape(place, place + TOTAL, request, shape), whole=True)
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
                entries[key] = _typename(key, "Evidence")
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


def _always(shape: Shape) -> Callable[[Nodes], Shape]:
    return lambda _nodes: shape


def _property(name: str) -> Shape:
    return lambda row, _trail: row.get(name)


def _values(name: str) -> Shape:
    """The values of a property that can have several; none are an empty list."""
    return lambda row, _trail: row.get(name) or []


def _typename(key: str, name: str) -> Entry:
    return Entry(key, "", TYPENAME, constant(name), whole=True)


def _need_keys(request: PageRequest, gathering: Gathering) -> None:
    """Cursors are made of the sort values, which must be in the rows therefore."""
    gathering.properties |= {key.by: None for key in request.keys if isinstance(key.by, str)}


def _in_order(ids: Sequence[str], shape: Shape) -> Shape:
    def shape_all(record: Mapping[str, Any], trail: Trail | None) -> list[Any]:
        rows = {row["id"]: row for row in record[ROWS]}
        return [
            shape(rows[id], trail and trail.at(place)) if id in rows else None for place, id in enumerate(ids)
        ]

    return shape_all
