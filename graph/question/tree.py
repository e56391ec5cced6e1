"""What a question asks of the graph: a small frozen tree between a GraphQL selection and a Cypher statement.

A `Wanted` says what to bring of a node; its branches lead on to other nodes. Names in the tree are the
vocabulary's own (labels, relationship types, properties) and values are values: whoever builds a tree takes names
from the vocabulary and never from a person's input.

A row is a map. A property stands in it under its name, the class under `LABEL`, a branch under its key; a page
is a list of rows under its key and its total, where asked, under the key followed by `TOTAL`. A count that a page
is sorted by stands in its rows under `count_key` of its place among the sort keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graph.question.conditions import EVERYTHING, Condition
from graph.question.order import Bound, Key
from graph.question.steps import Step

LABEL = "label"
TOTAL = "_total"
SCORE = "_score"
GROUP, COUNT = "_group", "_count"
DATE = "_date"
EDGE = "_edge"
AROUND = "_around"
LATER = "_later"
ROWS = "rows"
"""The key of the root's rows."""
LONGEST_WAY = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to bring of a node: properties, its class, and what hangs on it."""

    properties: tuple[str, ...] = ()
    label: bool = False
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class One:
    """The one neighbour on a step, or null."""

    step: Step
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Grouping:
    """How many nodes of a page's connection there are of each kind, the most first, `limit` kinds at most.

    `by` is a property, of the node or of its neighbour on `through`, of which the first `digits` characters count
    if given ("2023-01" of a date); or a step to neighbours, and then `wanted` is what to bring of each. A row has
    the property under `GROUP`, or what is wanted, and the number under `COUNT`.
    """

    by: str | Step
    through: Step | None = None
    digits: int | None = None
    wanted: Wanted | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Nodes in order, from behind a bound, at most `limit` of them; all if `limit` is None.

    `source` is a step from the node above, or at the root the labels to start from. `wanted` is None where only
    the total is asked for. `sorted_by` are the sort keys, the id last, so that no two nodes are equal in them.
    """

    source: Step | tuple[str, ...]
    wanted: Wanted | None
    where: Condition = EVERYTHING
    sorted_by: tuple[Key, ...] = ()
    after: Bound | None = None
    before: Bound | None = None
    backward: bool = False
    limit: int | None = None
    total: bool = False
    groupings: tuple[Grouping, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """What hangs on a node under a key."""

    key: str
    asked: One | Page


@dataclass(frozen=True, slots=True)
class ById:
    """A root: the nodes with these ids among some labels, in no order."""

    labels: tuple[str, ...]
    ids: tuple[str, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Search:
    """A root: the nodes whose texts fit some words best, the best first, each with its `SCORE`.

    `lookups` are names of full text indexes, each with a query in Lucene's syntax, made by `words.phrase`.
    """

    lookups: tuple[tuple[str, str], ...]
    limit: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Route:
    """A way from a node to dated ones: the property that dates them, or a neighbour of theirs on `dated_by`."""

    steps: tuple[Step, ...]
    date: str
    dated_by: Step | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A root: what lies on routes from one node, in the order of its dates, each with its `DATE`."""

    labels: tuple[str, ...]
    id: str
    routes: tuple[Route, ...]
    since: str | None
    until: str | None
    limit: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """A root: a node, and `AROUND` it some neighbours of certain classes with the `EDGE` to them, and so on.

    An edge is a list: the id that it starts from, its type, the id that it leads to. `limit` is per node.
    """

    labels: tuple[str, ...]
    id: str
    classes: tuple[str, ...]
    depth: int
    limit: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class ShortestPath:
    """A root: the nodes on a shortest way between two, each with the type of the `EDGE` that leads to it.

    The way has `LONGEST_WAY` steps at most and only relationships of certain types.
    """

    labels: tuple[str, ...]
    start: str
    end: str
    types: tuple[str, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Hop:
    """A step, and what must hold of the node that it leads to."""

    step: Step
    where: Condition = EVERYTHING


@dataclass(frozen=True, slots=True)
class FollowUps:
    """A root: a page of nodes, and under `LATER` what lies on a way from each of them and came after it.

    A node's own day is the property `own_day` of its neighbour on `said`, that of those at the way's end is their
    property `day`. Of these, one counts whose `kind` is the value of one of the first node's `kinds`; the soonest
    come first, `limit` at most for each node.
    """

    page: Page
    said: Step
    own_day: str
    kinds: tuple[str, ...]
    way: tuple[Hop, ...]
    day: str
    kind: str
    limit: int
    wanted: Wanted


Question: TypeAlias = Page | ById | Search | Timeline | Neighborhood | ShortestPath | FollowUps


def grouping_key(key: str, place: int) -> str:
    """The key of the rows of a page's grouping."""
    return f"{key}_group{place}"


def count_key(place: int) -> str:
    """The key in a row of a count that its page is sorted by."""
    return f"_count{place}"
