"""Pages of nodes and what hangs on them, as the lines of a Cypher statement."""

from __future__ import annotations

from collections.abc import Sequence

from graph.question.anchors import Anchor, anchor
from graph.question.conditions import All, Condition
from graph.question.criteria import ALWAYS, count, expression
from graph.question.paging import Sorting
from graph.question.statement import Draft, lookup, node_pattern, step_pattern, word
from graph.question.steps import Step
from graph.question.tree import LABEL, TOTAL, Branch, One, Page, Wanted, count_key

Lines = list[str]
INDENT = "  "


def found(page: Page, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes that the page is taken from."""
    if isinstance(page.source, Step):
        return [f"MATCH {step_pattern(origin, page.source, node)}", *_where(page.where, node, draft)]
    if start := anchor(page.where):
        return _anchored(page.source, start, node, draft)
    return [f"MATCH {node_pattern(node, page.source)}", *_where(page.where, node, draft)]


def _anchored(labels: Sequence[str], found: Anchor, node: str, draft: Draft) -> Lines:
    """The nodes from which steps lead to an anchor, each once."""
    start = draft.node()
    way = node_pattern(node, labels)
    for place, step in enumerate(found.steps, 1):
        way += step_pattern("", step, start if place == len(found.steps) else "").removeprefix("()")
    return [
        *lookup(start, found.labels, draft.value(found.id)),
        f"MATCH {way}",
        *_where(found.rest, node, draft),
        *([f"WITH DISTINCT {node}"] if len(found.steps) > 1 else []),
    ]


def _where(condition: Condition, node: str, draft: Draft) -> Lines:
    """Conditions that must all hold get a line each."""
    parts = condition.conditions if isinstance(condition, All) else (condition,)
    criteria = [expression(part, node, draft) for part in parts]
    telling = [text for text in criteria if text != ALWAYS]
    return [f"{'  AND' if place else 'WHERE'} {text}" for place, text in enumerate(telling)]


def in_order(page: Page, node: str, draft: Draft) -> Lines:
    """What puts them in order and cuts the page out of them."""
    if not page.sorted_by:
        return []
    sorting = Sorting(node, page.sorted_by, page.backward)
    counts = sorting.counts(draft)
    counted = ", ".join([node, *(f"{text} AS {variable}" for variable, text in counts.items())])
    kept = ", ".join([node, *counts])
    bounds = [
        sorting.bounded(bound, draft, backward=backward)
        for bound, backward in ((page.after, False), (page.before, True))
        if bound is not None
    ]
    limit = [] if page.limit is None else [f"LIMIT {draft.value(page.limit)}"]
    return [
        *([f"WITH {counted}"] if counts or bounds else []),
        *([f"WHERE {' AND '.join(bounds)}"] if bounds else []),
        " ".join([f"WITH {kept} ORDER BY {sorting.order_by()}", *limit]),
    ]


def shaped(page: Page, wanted: Wanted, node: str, draft: Draft) -> Lines:
    """A row of the page: what is wanted, and the counts that it is sorted by."""
    counts = [place for place, key in enumerate(page.sorted_by) if not isinstance(key.by, str)]
    return projection(wanted, node, draft, [f"{count_key(place)}: {node}_count{place}" for place in counts])


def projection(wanted: Wanted, node: str, draft: Draft, more: Lines | None = None) -> Lines:
    """`n0 {.id, .name, label: labels(n0)[0], issuers: COLLECT { … }}` over several lines."""
    flat = [f".{word(name)}" for name in wanted.properties or ("id",)]
    flat += [f"{LABEL}: labels({node})[0]"] if wanted.label else []
    blocks = [[", ".join([*flat, *(more or [])])]]
    blocks += [block for branch in wanted.branches for block in _branch(branch, node, draft)]
    for block in blocks[:-1]:
        block[-1] += ","
    (first, *_), *rest = blocks
    inner = [line for block in rest for line in indented(block)]
    return wrapped(f"{node} {{", [first, *inner], "}")


def _branch(branch: Branch, node: str, draft: Draft) -> list[Lines]:
    """The entries of a map that a branch makes: its rows, its total, or both."""
    key = word(branch.key)
    if isinstance(branch.asked, One):
        neighbour = draft.node()
        match = f"MATCH {step_pattern(node, branch.asked.step, neighbour)}"
        shaped = projection(branch.asked.wanted, neighbour, draft)
        lines = [match, *wrapped("RETURN ", shaped, "")]
        return [[f"{key}: head(COLLECT {{", *indented(lines), "})"]]
    return _page_entries(branch.asked, key, node, draft)


def _page_entries(page: Page, key: str, origin: str, draft: Draft) -> list[Lines]:
    entries: list[Lines] = []
    if page.wanted is not None:
        node = draft.node()
        lines = [*found(page, node, origin, draft), *in_order(page, node, draft)]
        lines += wrapped("RETURN ", shaped(page, page.wanted, node, draft), "")
        entries.append([f"{key}: COLLECT {{", *indented(lines), "}"])
    if page.total and isinstance(page.source, Step):
        entries.append([f"{key}{TOTAL}: {count(origin, page.source, page.where, draft)}"])
    return entries


def wrapped(before: str, lines: Lines, after: str) -> Lines:
    """The lines with something in front of the first and behind the last."""
    first, *rest = lines
    wrapped = [before + first, *rest]
    wrapped[-1] += after
    return wrapped


def indented(lines: Lines) -> Lines:
    """The lines one level in."""
    return [INDENT + line for line in lines]
