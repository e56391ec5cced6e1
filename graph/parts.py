"""A part of the graph to draw or to tabulate: nodes of some classes, told in a period, and what relates them.

Nodes and relationships come one after the other, read in pages, so that a part larger than memory passes through.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph.gathering import gathered
from graph.ids import class_of, issued_by
from graph.projections import Reader
from graph.rows import Node, Relationship
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary

PAGE = 2_000
OWNED = "statement/"
"""What the ids of statements, and of all that belongs to one, begin with; the day of the statement follows."""
LARGEST = 20_000
"""Nodes that surroundings may have: they are gathered in memory."""

_OF_PERIOD = "({n}.id >= $since AND {n}.id < $until)"
_IN_PERIOD = f"(NOT {{n}}.id STARTS WITH $owned OR {_OF_PERIOD})"
_TOLD = "EXISTS {{ MATCH ({n})<--(teller) WHERE teller.id >= $since AND teller.id < $until }}"


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes of some classes. With a period (ISO dates, both included) what statements of these days told of."""

    classes: tuple[str, ...]
    since: str | None = None
    until: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it is narrowed to a period."""
        return bool(self.since or self.until)

    def holds(self, id: str) -> bool:
        """Whether what has this id belongs to no statement, or to one of the period."""
        low, high = self.bounds()
        return not id.startswith(OWNED) or low <= id < high

    def bounds(self) -> tuple[str, str]:
        """Ids of what belongs to statements of the period: not below the first, below the second."""
        return f"{OWNED}{self.since or ''}", issued_by(self.until) if self.until else OWNED + "~"

    def parameters(self) -> dict[str, str]:
        """What the conditions on nodes need."""
        low, high = self.bounds()
        return {"owned": OWNED, "since": low, "until": high}


async def part_nodes(reader: Reader, part: Part) -> AsyncIterator[tuple[Node, int]]:
    """Every node by class and id, with the number of its relationships within the part."""
    degree = f"COUNT {{ MATCH (n)--(m{_labels(part)}){_narrowed(part)} }}"
    for label in part.classes:
        async for page in _pages(reader, part, label, "properties(n)", degree):
            for _, properties, related in page:
                yield Node.read(label, properties), related


async def part_relationships(reader: Reader, part: Part) -> AsyncIterator[Relationship]:
    """Every relationship within the part, by class and id of its source, then by type and target."""
    told = f"WHERE {_TOLD.format(n='b')}"  # what a statement of the period relates to is told in the period anyway
    for label in part.classes:
        narrowed = told if part.dated and not _owned(label) else ""
        async for page in _pages(reader, part, label):
            for found in await _leaving(reader, part, label, [id for (id,) in page], narrowed):
                yield found


async def surroundings(
    reader: Reader, part: Part, center: str, depth: int
) -> tuple[list[Node], list[Relationship]]:
    """What of a part lies at most `depth` steps around a node, with all that relates it; the node comes first.

    Raises QuestionError where there is no such node, or more than LARGEST lie around it.
    """
    if not await nodes_of(reader, [center]):
        raise QuestionError(f"There is no node with the id {center!r}.", "Find ids with `search` in GraphQL.")
    ids = dict.fromkeys([center])
    frontier = [center]
    for _ in range(depth):
        frontier = [id for id in await _neighbours(reader, part, frontier) if id not in ids]
        ids |= dict.fromkeys(frontier)
        if len(ids) > LARGEST:
            raise QuestionError(
                f"More than {LARGEST:,} nodes lie around {center}.", "Go less deep, or name fewer classes."
            )
    nodes = await nodes_of(reader, ids)
    relationships: list[Relationship] = []
    for label, group in _by_class(ids):
        relationships += [r for r in await _leaving(reader, part, label, group) if r.target in ids]
    order = {id: place for place, id in enumerate(ids)}
    return sorted(nodes, key=lambda node: order[node.id]), relationships


async def nodes_of(reader: Reader, ids: Iterable[str]) -> list[Node]:
    """The nodes with these ids that there are, by class and id."""
    found: list[Node] = []
    for label, group in _by_class(ids):
        for start in range(0, len(group), PAGE):
            rows = await gathered(
                reader,
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WITH properties(n) AS row",
                {"ids": group[start : start + PAGE]},
            )
            found += [Node.read(label, properties) for properties in rows]
    return found


async def _neighbours(reader: Reader, part: Part, ids: Sequence[str]) -> list[str]:
    found: set[str] = set()
    for label, group in _by_class(ids):
        for start in range(0, len(group), PAGE):
            found |= set(
                await gathered(
                    reader,
                    f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})--(m{_labels(part)}) "
                    f"WHERE {_IN_PERIOD.format(n='m')} WITH DISTINCT m.id AS row",
                    {"ids": group[start : start + PAGE], **part.parameters()},
                )
            )
    return sorted(found)


async def _leaving(
    reader: Reader, part: Part, label: str, ids: Sequence[str], narrowed: str = ""
) -> list[Relationship]:
    rows = await gathered(
        reader,
        f"UNWIND $ids AS id MATCH (a:{label} {{id: id}})-[r]->(b{_labels(part)}) {narrowed} "
        "WITH [id, type(r), labels(b)[0], b.id] AS row",
        {"ids": ids, **(part.parameters() if narrowed else {})},
    )
    found = [Relationship(type, label, source, other, target) for source, type, other, target in rows]
    return sorted((r for r in found if part.holds(r.target)), key=lambda r: (r.source, r.type, r.target))


async def _pages(reader: Reader, part: Part, label: str, *wanted: str) -> AsyncIterator[list[list[Any]]]:
    """The id and what is `wanted` of each of the part's nodes of one class, in the order of their ids."""
    low, high = part.bounds() if _owned(label) else ("", "~")
    where = _TOLD.format(n="n") if part.dated and not _owned(label) else "true"
    while True:
        page = await gathered(
            reader,
            f"MATCH (n:{label}) WHERE n.id > $after AND n.id < $before AND {where} "
            f"WITH n ORDER BY n.id LIMIT {PAGE} WITH [{', '.join(['n.id', *wanted])}] AS row",
            {"after": low, "before": high, **part.parameters()},
        )
        if page:
            yield page
        if len(page) < PAGE:
            return
        low = page[-1][0]


def _narrowed(part: Part) -> str:
    """The condition on a neighbour `m` that keeps it within the part's period."""
    shared = f"NOT m.id STARTS WITH $owned AND {_TOLD.format(n='m')}"
    return f" WHERE {_OF_PERIOD.format(n='m')} OR ({shared})" if part.dated else ""


def _labels(part: Part) -> str:
    return ":" + "|".join(part.classes)


def _owned(label: str) -> bool:
    """Whether the nodes of a class belong to statements, and bear their day in the id."""
    return label == "Statement" or "statement" in load_vocabulary().classes[label].relations


def _by_class(ids: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Ids by the class that they tell; those that tell none are left out."""
    labelled = sorted((label, id) for id in ids if (label := class_of(id)))
    return [(label, [id for _, id in group]) for label, group in groupby(labelled, key=lambda pair: pair[0])]
