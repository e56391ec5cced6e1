"""What a question may cost: how many nodes it may bring, page sizes multiplied along the way."""

from __future__ import annotations

from graph.question.tree import (
    LONGEST_WAY,
    ById,
    FollowUps,
    Neighborhood,
    One,
    Page,
    Question,
    Search,
    ShortestPath,
    Timeline,
    Wanted,
)

PLAIN_LIST = 5
"""Nodes that a plain list is reckoned with: what a fact says of addressees, issuers, topics."""
COUNTING = 10
"""What a total is reckoned as, since the engine may have to visit what it counts."""


def cost(question: Question) -> int:
    """The most nodes that a question may bring."""
    match question:
        case Page():
            return _page(question)
        case ById(ids=ids, wanted=wanted):
            return len(ids) * _node(wanted)
        case Search(limit=limit, wanted=wanted) | Timeline(limit=limit, wanted=wanted):
            return limit * _node(wanted)
        case Neighborhood(depth=depth, limit=limit, wanted=wanted):
            return _node(wanted) * sum(int(limit**away) for away in range(depth + 1))
        case ShortestPath(wanted=wanted):
            return (LONGEST_WAY + 1) * _node(wanted)
        case FollowUps(page=page, limit=limit, wanted=wanted):
            return _page(page) + (page.limit or PLAIN_LIST) * limit * _node(wanted)


def _node(wanted: Wanted) -> int:
    return 1 + sum(_branch(branch.asked) for branch in wanted.branches)


def _branch(asked: One | Page) -> int:
    return _node(asked.wanted) if isinstance(asked, One) else _page(asked)


def _page(page: Page) -> int:
    size = PLAIN_LIST if page.limit is None else page.limit
    rows = size * _node(page.wanted) if page.wanted else 0
    groups = sum(g.limit * (_node(g.wanted) if g.wanted else 1) for g in page.groupings)
    return rows + groups + (COUNTING if page.total else 0)
