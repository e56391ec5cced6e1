"""Where the nodes of a page come from, and what puts them in order and cuts the page out of them.

Wherever an index has the nodes in the order of the page, the statement is written so that Neo4j reads no more of it
than the page takes: of a class sorted by id or date, of a class with a code by id, of the neighbours of a hub by id.
The planner wants that told: `IS NOT NULL` on what every node has, and the constant before the id in the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.hubs import HIGHEST, LOWEST, SOURCE, TARGET, page_function
from graph.question.anchors import Anchor, anchor
from graph.question.conditions import All, Compare, Condition, OfClass
from graph.question.criteria import ALWAYS, expression
from graph.question.order import BY_ID, Bound
from graph.question.paging import Sorting
from graph.question.statement import Draft, either, lookup, node_pattern, step_pattern, way_pattern, word
from graph.question.steps import Step
from graph.question.tree import Page
from ontology.vocabulary import load_vocabulary

Lines = list[str]


def found(page: Page, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes that the page is taken from."""
    if isinstance(page.source, Step):
        return [f"MATCH {step_pattern(origin, page.source, node)}", *_where(page.where, node, draft)]
    if start := anchor(page.source, page.where):
        return _anchored(page.source, start, node, draft)
    return [f"MATCH {node_pattern(node, page.source)}", *_where(page.where, node, draft)]


def ordered(page: Page, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes of the page, in order."""
    if isinstance(page.source, Step):
        if page.source.keyed and not page.source.outgoing and _by_id(page):
            if page.source.keyed == "index":
                return _beside(page, page.source, page.where, node, origin, draft)
            if origin == draft.start and not _criteria(page.where, node, Draft()):
                return _called_ahead(page, page.source, node, origin, draft)
        return [*found(page, node, origin, draft), *_in_order(page, node, draft)]
    start = anchor(page.source, page.where)
    if start and _by_id(page) and _beside_one(start, node):
        return _beside_anchor(page, start, node, draft)
    if start is None and _indexed(page):
        return _by_index(page, page.source, node, draft)
    return [*found(page, node, "", draft), *_in_order(page, node, draft)]


def _anchored(labels: Sequence[str], found: Anchor, node: str, draft: Draft) -> Lines:
    """The nodes that are named, or from which steps lead to an anchor, each once."""
    start = draft.node() if found.steps else node
    at = lookup(start, found.labels, draft.value(found.ids), several=found.several)
    where = _where(found.rest, node, draft)
    if not found.steps:
        return [*at, *([f"WITH {node}", *where] if where else [])]
    way = node_pattern(node, labels) + way_pattern("", found.steps, start).removeprefix("()")
    once = found.several or len(found.steps) > 1
    return [*at, f"MATCH {way}", *where, *([f"WITH DISTINCT {node}"] if once else [])]


def _beside_one(found: Anchor, node: str) -> bool:
    """Whether the nodes have a step to one anchor, and whatever brings them in order can tell those that fit."""
    if len(found.steps) != 1 or found.several:
        return False
    keyed = found.steps[0].keyed
    return keyed == "index" or (keyed == "function" and not _criteria(found.rest, node, Draft()))


def _beside_anchor(page: Page, found: Anchor, node: str, draft: Draft) -> Lines:
    """The nodes of the page that have a step to one anchor."""
    start = draft.node()
    assert not isinstance(page.source, Step)
    back = Step(found.steps[0].type, False, page.source)
    if found.steps[0].keyed == "function":
        begun = lookup(start, found.labels, draft.value(found.ids))
        return [*begun, f"WITH {_call(page, back, node, start, draft)}", *_of_call(page, node, draft)]
    inner = _beside(page, back, found.rest, node, start, draft)
    return [
        *lookup(start, found.labels, draft.value(found.ids)),
        *either([inner], node, start),
        *_in_order(replace(page, after=None, before=None), node, draft),
    ]


def _beside(page: Page, step: Step, where: Condition, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes of the page at the start of relationships to the origin, by the index over the relationships' ends.

    The planner goes by the average number of neighbours, which is small; so it gets a hint, or with a filter, which may
    turn out never to hold and then makes Neo4j refuse hints, at least the range that speaks for the index.
    """
    edge = f"{node}_edge"
    (key,) = page.sorted_by
    sorting = Sorting(edge, (replace(key, by=SOURCE),), page.backward)
    keys = [
        f"{edge}.{TARGET} = {origin}.id",
        *(_bounds(page, sorting, draft) or [f"{edge}.{SOURCE} > ''"]),
    ]
    criteria = _criteria(where, node, draft)
    return [
        f"MATCH {step_pattern(origin, step, node, edge)}",
        *([] if criteria else [f"USING INDEX {edge}:{word(step.type)}({TARGET}, {SOURCE})"]),
        *_all([*keys, *criteria]),
        f"WITH {node}, {edge} ORDER BY {edge}.{TARGET}{sorting.way(0)}, {sorting.order_by()} "
        f"LIMIT {draft.value(page.limit)}",
    ]


def _called_ahead(page: Page, step: Step, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes of the page at the start of relationships to the node that all begins at, which a function gives."""
    draft.ahead.append(_call(page, step, node, origin, draft))
    return _of_call(page, node, draft)


def _call(page: Page, step: Step, node: str, origin: str, draft: Draft) -> str:
    """The call of the function that gives the nodes of the page, as an item of WITH."""
    (key,) = page.sorted_by
    after, before = (bound[0] if bound else None for bound in (page.after, page.before))
    low, high = (before, after) if key.descending else (after, before)
    function = page_function(word(step.type), descending=key.descending != page.backward)
    arguments = (
        LOWEST if low is None else low,
        HIGHEST if high is None else high,
        step.labels or load_vocabulary().labels,
        page.limit,
    )
    return f"{function}({origin}.id, {', '.join(map(draft.value, arguments))}) AS {node}_page"


def _of_call(page: Page, node: str, draft: Draft) -> Lines:
    """The nodes that the function gave, in order."""
    cut = replace(page, after=None, before=None)
    return [f"UNWIND {node}_page AS {node}", *_in_order(cut, node, draft)]


def _by_index(page: Page, labels: Sequence[str], node: str, draft: Draft) -> Lines:
    """The nodes of the page, of each class from its own index."""
    parts = [_of_label(page, label, node, draft) for label in _asked(page.where, labels)]
    if len(parts) == 1:
        return parts[0]
    return [*either(parts, node), *_in_order(replace(page, after=None, before=None), node, draft)]


def _of_label(page: Page, label: str, node: str, draft: Draft) -> Lines:
    sorting = Sorting(node, page.sorted_by, page.backward)
    constant = _constant(page.where) if _by_id(page) else None
    order = f"{node}.{word(constant)}{sorting.way(0)}, " if constant else ""
    conditions = [
        *_criteria(page.where, node, draft),
        *(_reached(page, sorting, draft) or [f"{sorting.operand(0)} IS NOT NULL"]),
    ]
    return [
        f"MATCH {node_pattern(node, (label,))}",
        *_all(conditions),
        f"WITH {node} ORDER BY {order}{sorting.order_by()} LIMIT {draft.value(page.limit)}",
    ]


def _in_order(page: Page, node: str, draft: Draft) -> Lines:
    """What puts nodes in order and cuts the page out of them."""
    if not page.sorted_by:
        return []
    sorting = Sorting(node, page.sorted_by, page.backward)
    counts = sorting.counts(draft)
    counted = ", ".join([node, *(f"{text} AS {variable}" for variable, text in counts.items())])
    kept = ", ".join([node, *counts])
    bounds = _bounds(page, sorting, draft)
    limit = [] if page.limit is None else [f"LIMIT {draft.value(page.limit)}"]
    return [
        *([f"WITH {counted}"] if counts or bounds else []),
        *_all(bounds),
        " ".join([f"WITH {kept} ORDER BY {sorting.order_by()}", *limit]),
    ]


def _bounds(page: Page, sorting: Sorting, draft: Draft) -> list[str]:
    """That a node lies between the bounds of the page."""
    return [sorting.bounded(bound, draft, backward=backward) for bound, backward in _bounding(page)]


def _reached(page: Page, sorting: Sorting, draft: Draft) -> list[str]:
    """That a node lies between the bounds, and its first key too, which is what an index can tell."""
    first = [sorting.reached(bound[0], draft, backward=backward) for bound, backward in _bounding(page)]
    return [*(first if len(sorting.keys) > 1 else []), *_bounds(page, sorting, draft)]


def _bounding(page: Page) -> list[tuple[Bound, bool]]:
    return [(bound, back) for bound, back in ((page.after, False), (page.before, True)) if bound is not None]


def _by_id(page: Page) -> bool:
    return page.limit is not None and [key.by for key in page.sorted_by] == [BY_ID.by]


def _indexed(page: Page) -> bool:
    keys = page.sorted_by
    return (
        page.limit is not None and bool(keys) and keys[0].indexed and all(isinstance(k.by, str) for k in keys)
    )


def _asked(where: Condition, labels: Sequence[str]) -> Sequence[str]:
    """Those of the labels that a filter leaves."""
    for condition in _parts(where):
        if isinstance(condition, OfClass):
            labels = [label for label in labels if label in condition.labels] or labels[:1]
    return labels


def _constant(where: Condition) -> str | None:
    """A property that all nodes have the same value of."""
    for condition in _parts(where):
        if (
            isinstance(condition, Compare)
            and condition.operator == "="
            and not (condition.fold or condition.many)
        ):
            return condition.property
    return None


def _where(condition: Condition, node: str, draft: Draft) -> Lines:
    return _all(_criteria(condition, node, draft))


def _criteria(condition: Condition, node: str, draft: Draft) -> list[str]:
    """What must hold, each part by itself."""
    criteria = [expression(part, node, draft) for part in _parts(condition)]
    return [text for text in criteria if text != ALWAYS]


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.conditions if isinstance(condition, All) else (condition,)


def _all(conditions: Sequence[str]) -> Lines:
    """Conditions that must all hold get a line each."""
    return [f"{'  AND' if place else 'WHERE'} {text}" for place, text in enumerate(conditions)]
