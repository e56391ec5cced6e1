"""A selected connection becomes a page of the question, and the shape of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from api.graphql.filters import page_condition, sort_keys, stored
from api.graphql.gathering import Gathering
from api.graphql.groups import key_text, ways
from api.graphql.pages import COUNT_OF_ALL, ROWS_OF_PAGE, ConnectionShape, CursorShape, page_info, requested
from api.graphql.selection import Nodes
from api.graphql.shapes import Entry, ListShape, ObjectShape, Row, Shape, Trail, constant, typename
from graph.question.steps import Step
from graph.question.tree import COUNT, GROUP, Grouping, Page, grouping_key

if TYPE_CHECKING:
    from api.graphql.planner import Planner


class Connection:
    """What is selected of one connection to the nodes of a class."""

    def __init__(self, planner: Planner, cls: str, nodes: Nodes, arguments: Mapping[str, Any]) -> None:
        self._planner, self._cls, self._arguments = planner, cls, arguments
        self._keys = sort_keys(planner.members, cls, arguments.get("orderBy"))
        self._request = requested(arguments, self._keys, planner.limits)
        self._gathering = Gathering()
        self._groupings: list[Grouping] = []
        self._names = set[str]()
        selected = planner.selection.fields(nodes, (f"{cls}Connection",))
        self._shape = ObjectShape([self._entry(key, of) for key, of in selected.items()])

    def page(self, source: Step | tuple[str, ...]) -> Page:
        """The page to be asked for, from a step or from labels."""
        names, request = self._names, self._request
        rows = bool(names & {"nodes", "edges", "pageInfo"})
        counted = bool(names & {"totalCount", "groups"})
        return Page(
            source,
            self._gathering.wanted() if rows or not counted else None,
            page_condition(self._planner.members, self._cls, self._arguments),
            self._keys,
            request.after,
            request.before,
            request.backward,
            limit=request.size + 1 if "pageInfo" in names else request.size,
            total="totalCount" in names,
            groupings=tuple(self._groupings),
        )

    def shape(self, rows: str, total: str) -> Shape:
        """The shape of the connection, from a row that has its rows and its total under these keys."""
        return ConnectionShape(rows, total, self._request, self._shape, len(self._groupings))

    def _entry(self, key: str, nodes: Nodes) -> Entry:
        name = nodes[0].name.value
        field = f"{self._cls}Connection.{name}"
        self._names.add(name)
        match name:
            case "nodes":
                shape: Shape = ListShape(self._planner.node(self._cls, nodes, self._gathering))
                return Entry(key, ROWS_OF_PAGE, field, shape, required=True)
            case "edges":
                return Entry(key, ROWS_OF_PAGE, field, ListShape(self._edge(nodes)), required=True)
            case "pageInfo":
                return Entry(key, "", field, self._page_info(nodes), whole=True, required=True)
            case "totalCount":
                return Entry(key, COUNT_OF_ALL, field, required=True)
            case "groups":
                shape = ListShape(self._group(nodes))
                place = grouping_key("", len(self._groupings) - 1)
                return Entry(key, place, field, shape, required=True)
        return typename(key, f"{self._cls}Connection")

    def _edge(self, nodes: Nodes) -> Shape:
        return self._planner.record(
            f"{self._cls}Edge",
            nodes,
            {
                "node": lambda of: self._planner.node(self._cls, of, self._gathering),
                "cursor": lambda _: self._cursor(),
            },
        )

    def _page_info(self, nodes: Nodes) -> Shape:
        cursor = self._cursor()
        shapes = page_info(self._request, cursor)
        return self._planner.record(
            "PageInfo", nodes, {name: _always(shape) for name, shape in shapes.items()}
        )

    def _cursor(self) -> CursorShape:
        """Cursors are made of the sort values, which must be in the rows therefore."""
        self._gathering.properties |= {key.by: None for key in self._keys if isinstance(key.by, str)}
        return CursorShape(self._keys)

    def _group(self, nodes: Nodes) -> Shape:
        members = self._planner.members
        given = self._planner.selection.arguments(f"{self._cls}Connection", nodes[0])
        by = {name: grouping for name, _, grouping in ways(members, members.vocabulary.classes[self._cls])}
        grouping = by[stored(given["by"])]
        gathering = Gathering()

        def node(of: Nodes) -> Shape:
            return (
                constant(None) if isinstance(grouping.by, str) else self._planner.node("Node", of, gathering)
            )

        literal = None if grouping.through else members.literals(self._cls).get(str(grouping.by))
        coded = literal is not None and literal.scheme is not None

        def key(row: Row, _trail: Trail | None) -> str | None:
            return key_text(row.get(GROUP), coded=coded)

        def number(row: Row, _trail: Trail | None) -> int:
            return int(row[COUNT])

        shape = self._planner.record(
            "Group", nodes, {"key": lambda _: key, "count": lambda _: number, "node": node}
        )
        wanted = None if isinstance(grouping.by, str) else gathering.wanted()
        limit = self._planner.limits.size("first", given.get("first"))
        self._groupings.append(replace(grouping, wanted=wanted, limit=limit))
        return shape


def _always(shape: Shape) -> Any:  # noqa: ANN401
    return lambda _nodes: shape
