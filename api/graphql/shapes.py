"""Rows of the graph become the answer of GraphQL, at once and without a resolver per field.

A shape turns one value of a row into its part of the answer. Shapes are called without a trail first. Only where
a value is missing that must be there are they called again with one, so that the error and its path are what
GraphQL's execution would give: the nearest field that may be null is null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.question.tree import LABEL

Row: TypeAlias = Mapping[str, Any]
PathKey: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that must be there and isn't: where in the answer, and of which field."""

    path: tuple[PathKey, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The way to a value in the answer, and the faults found so far."""

    faults: list[Fault]
    path: tuple[PathKey, ...] = ()

    def at(self, key: PathKey) -> Trail:
        """The trail one step on."""
        return Trail(self.faults, (*self.path, key))


class MissingError(Exception):
    """A value that must be there isn't."""


Shape: TypeAlias = Callable[[Any, Trail | None], Any]


def shaped(shape: Shape, value: object, start: PathKey) -> tuple[Any, list[Fault]]:
    """The answer that a shape makes of a value, and the faults in it. The answer is None where one took it all."""
    try:
        return shape(value, None), []
    except MissingError:
        trail = Trail([], (start,))
        try:
            return shape(value, trail), trail.faults
        except MissingError:
            return None, trail.faults


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of an object: its response key, where it stands in the row, and how it is shaped.

    `shape` gets the value, or the whole row if `whole`. `field` names it in errors.
    """

    key: str
    source: str
    field: str
    shape: Shape | None = None
    whole: bool = False
    required: bool = False


class ObjectShape:
    """A row as an object of one type."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._sources = [(entry.key, entry.source) for entry in entries]
        self._shaped = [entry for entry in entries if entry.shape]
        self._careful = [entry for entry in entries if entry.shape or entry.required]
        self._required = [entry.key for entry in entries if entry.required]
        self._whole = all(entry.whole for entry in entries)

    def __call__(self, row: Any, trail: Trail | None) -> dict[str, Any]:  # noqa: ANN401
        """The object; the row is a map unless every entry takes it whole. Raises MissingError."""
        answer = {} if self._whole else {key: row.get(source) for key, source in self._sources}
        for entry in self._shaped if trail is None else self._careful:
            value = row if entry.whole else answer[entry.key]
            answer[entry.key] = value if value is None else _entered(entry, value, trail)
            if trail is not None and entry.required and answer[entry.key] is None:
                trail.faults.append(Fault((*trail.path, entry.key), entry.field))
                raise MissingError
        if None in answer.values() and any(answer[key] is None for key in self._required):
            raise MissingError
        return answer


class ListShape:
    """A list of values none of which may be missing."""

    def __init__(self, item: Shape) -> None:
        self._item = item

    def __call__(self, values: Sequence[Any], trail: Trail | None) -> list[Any]:
        """The list. Raises MissingError."""
        if trail is None:
            return [self._item(value, None) for value in values]
        return [self._item(value, trail.at(place)) for place, value in enumerate(values)]


class LabelShape:
    """A row as an object of the type that its class tells."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self._shapes = shapes

    def __call__(self, row: Row, trail: Trail | None) -> Any:  # noqa: ANN401
        """The object. Raises MissingError."""
        return self._shapes[row[LABEL]](row, trail)


def typename(key: str, name: str) -> Entry:
    """The entry of `__typename` in an object of one type."""
    return Entry(key, "", "__typename", constant(name), whole=True)


def constant(value: object) -> Shape:
    """The same whatever the row."""
    return lambda _row, _trail: value


def converted(convert: Callable[[Any], Any]) -> Shape:
    """A value put through a function."""
    return lambda value, _trail: convert(value)


def _entered(entry: Entry, value: object, trail: Trail | None) -> Any:  # noqa: ANN401
    if entry.shape is None:
        return value
    try:
        return entry.shape(value, trail and trail.at(entry.key))
    except MissingError:
        if trail is None or entry.required:
            raise
        return None
