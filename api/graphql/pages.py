"""Connections: which page is asked for, and how its rows become edges, nodes and page info."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.graphql.cursors import decode, encode
from api.graphql.shapes import Row, Shape, Trail
from graph.question.order import Bound, Key
from graph.question.tree import count_key, grouping_key
from ontology.errors import QuestionError

ROWS_OF_PAGE, MORE, COUNT_OF_ALL = "rows", "more", "total"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page: how many, in which order, from where, and in which direction it is cut."""

    size: int
    keys: tuple[Key, ...]
    after: Bound | None
    before: Bound | None
    backward: bool


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How many nodes a page has if nothing is said, and at most."""

    default: int = 20
    maximum: int = 100

    def size(self, name: str, given: int | None) -> int:
        """How many are asked for by an argument. Raises QuestionError where it is out of bounds."""
        if given is None:
            return min(self.default, self.maximum)
        if given < 0:
            raise QuestionError(f"`{name}` can't be negative.")
        if given > self.maximum:
            raise QuestionError(
                f"`{name}: {given}` is more than the {self.maximum} nodes that a page can have.",
                "Page through them with `after` and `pageInfo { endCursor hasNextPage }`.",
            )
        return given


def requested(arguments: Mapping[str, Any], keys: tuple[Key, ...], limits: PageLimits) -> PageRequest:
    """The page that arguments ask for. Raises QuestionError where they contradict or go over the limit."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise QuestionError("`first` and `last` can't be asked for together.", "Leave one of them out.")
    size = limits.size("first", first) if last is None else limits.size("last", last)
    after, before = arguments.get("after"), arguments.get("before")
    return PageRequest(
        size=size,
        keys=keys,
        after=None if after is None else decode(after, keys),
        before=None if before is None else decode(before, keys),
        backward=last is not None,
    )


class ConnectionShape:
    """The rows of a page and its total as a connection object.

    Of the rows there may be one more than the page has, which tells that it isn't the last.
    """

    def __init__(self, key: str, total: str, request: PageRequest, shape: Shape, groupings: int) -> None:
        self._key, self._total, self._request, self._shape = key, total, request, shape
        self._groups = [(grouping_key("", place), grouping_key(key, place)) for place in range(groupings)]

    def __call__(self, row: Row, trail: Trail | None) -> Any:  # noqa: ANN401
        """The connection. Raises MissingError."""
        rows = row.get(self._key) or []
        shown = rows[: self._request.size]
        if self._request.backward:
            shown.reverse()
        page: dict[str, Any] = {
            ROWS_OF_PAGE: shown,
            MORE: len(rows) > len(shown),
            COUNT_OF_ALL: row.get(self._total),
        }
        for own, key in self._groups:
            page[own] = row.get(key) or []
        return self._shape(page, trail)


class CursorShape:
    """A row as its cursor."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self._sources = [
            key.by if isinstance(key.by, str) else count_key(place) for place, key in enumerate(keys)
        ]

    def __call__(self, row: Row, trail: Trail | None = None) -> str:
        """The cursor."""
        return encode(self._keys, [row.get(source) for source in self._sources])


def page_info(request: PageRequest, cursor: CursorShape) -> Mapping[str, Shape]:
    """How each field of `PageInfo` comes out of a page."""

    def at(place: int) -> Shape:
        def shape(page: Row, _trail: Trail | None) -> str | None:
            rows = page[ROWS_OF_PAGE]
            return cursor(rows[place]) if rows else None

        return shape

    def more(*, backward: bool) -> Shape:
        """Cut in this direction, whether a node was left over; in the other, whether it began at a bound."""
        bound = request.after if backward else request.before

        def shape(page: Row, _trail: Trail | None) -> bool:
            return bool(page[MORE]) if request.backward == backward else bound is not None

        return shape

    return {
        "hasNextPage": more(backward=False),
        "hasPreviousPage": more(backward=True),
        "startCursor": at(0),
        "endCursor": at(-1),
    }
