"""A question becomes one Cypher statement that ArcadeDB and Neo4j run alike.

Its answer is one record: the rows of the root nested as the tree is, which spares the driver most of its work, and
the total where it is asked for. Values travel as parameters. Names come from the vocabulary; one that isn't a plain
word is refused all the same, so that nothing else ever gets into a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.question.anchors import Anchor, anchor
from graph.question.conditions import All, Condition
from graph.question.criteria import ALWAYS, count, expression
from graph.question.paging import Sorting
from graph.question.statement import Draft, Statement, lookup, node_pattern, step_pattern, word
from graph.question.steps import Step
from graph.question.tree import (
    LABEL,
    ROWS,
    SCORE,
    TOTAL,
    Branch,
    ById,
    One,
    Page,
    Question,
    Search,
    Wanted,
    count_key,
)

Lines = list[str]
INDENT = "  "


def statement(question: Question) -> Statement:
    """The statement whose one record has the question's rows under `ROWS` and its total under `TOTAL`."""
    draft = Draft()
    match question:
        case Page():
            lines = _root(question, draft)
        case ById():
            lines = _by_id(question, draft)
        case Search():
            lines = _search(question, draft)
    return Statement("\n".join(lines), draft.parameters)


def _root(page: Page, draft: Draft) -> Lines:
    parts: dict[str, Lines] = {}
    if page.wanted is not None:
        node = draft.node()
        rows = [*_found(page, node, "", draft), *_sorted(page, node, draft)]
        shaped = _shaped(page, page.wanted, node, draft)
        parts[ROWS] = [*rows, *_wrapped("RETURN collect(", shaped, f") AS {ROWS}")]
    if page.total:
        node = draft.node()
        parts[TOTAL] = [*_found(page, node, "", draft), f"RETURN count({node}) AS {TOTAL}"]
    if len(parts) == 1:
        return next(iter(parts.values()))
    calls = [line for part in parts.values() for line in ("CALL () {", *_indented(part), "}")]
    return [*calls, f"RETURN {', '.join(parts)}"]


def _by_id(question: ById, draft: Draft) -> Lines:
    ids = draft.value(question.ids)
    node = draft.node()
    shaped = _projection(question.wanted, node, draft)
    return [
        f"UNWIND {ids} AS id",
        *lookup(node, question.labels, "id"),
        *_wrapped("RETURN collect(", shaped, f") AS {ROWS}"),
    ]


def _search(question: Search, draft: Draft) -> Lines:
    phrase, limit, node = draft.value(question.phrase), draft.value(question.limit), draft.node()
    lookups = [
        [
            f"CALL db.index.fulltext.queryNodes({draft.value(index)}, {phrase}) YIELD node, score",
            f"RETURN node AS {node}, score ORDER BY score DESC LIMIT {limit}",
        ]
        for index in question.indexes
    ]
    union = [line for lookup in lookups for line in ("UNION ALL", *lookup)][1:]
    shaped = _projection(question.wanted, node, draft, [f"{SCORE}: score"])
    return [
        "CALL () {",
        *_indented(union),
        "}",
        f"WITH {node}, max(score) AS score",
        f"WITH {node}, score ORDER BY score DESC, {node}.id LIMIT {limit}",
        *_wrapped("RETURN collect(", shaped, f") AS {ROWS}"),
    ]


def _found(page: Page, node: str, origin: str, draft: Draft) -> Lines:
    """The nodes that the page is taken from."""
    if isinstance(page.source, Step):
        return [f"MATCH {step_pattern(origin, page.source, node)}", *_where(page.where, node, draft)]
    if found := anchor(page.where):
        return _anchored(page.source, found, node, draft)
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


def _sorted(page: Page, node: str, draft: Draft) -> Lines:
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


def _shaped(page: Page, wanted: Wanted, node: str, draft: Draft) -> Lines:
    counts = [place for place, key in enumerate(page.sorted_by) if not isinstance(key.by, str)]
    return _projection(wanted, node, draft, [f"{count_key(place)}: {node}_count{place}" for place in counts])


def _projection(wanted: Wanted, node: str, draft: Draft, more: Lines | None = None) -> Lines:
    """`n0 {.id, .name, label: labels(n0)[0], issuers: COLLECT { … }}` over several lines."""
    flat = [f".{word(name)}" for name in wanted.properties or ("id",)]
    flat += [f"{LABEL}: labels({node})[0]"] if wanted.label else []
    blocks = [[", ".join([*flat, *(more or [])])]]
    blocks += [block for branch in wanted.branches for block in _branch(branch, node, draft)]
    for block in blocks[:-1]:
        block[-1] += ","
    (first, *_), *rest = blocks
    inner = [line for block in rest for line in _indented(block)]
    return _wrapped(f"{node} {{", [first, *inner], "}")


def _branch(branch: Branch, node: str, draft: Draft) -> list[Lines]:
    """The entries of a map that a branch makes: its rows, its total, or both."""
    key = word(branch.key)
    if isinstance(branch.asked, One):
        neighbour = draft.node()
        match = f"MATCH {step_pattern(node, branch.asked.step, neighbour)}"
        shaped = _projection(branch.asked.wanted, neighbour, draft)
        lines = [match, *_wrapped("RETURN ", shaped, "")]
        return [[f"{key}: head(COLLECT {{", *_indented(lines), "})"]]
    return _page_entries(branch.asked, key, node, draft)


def _page_entries(page: Page, key: str, origin: str, draft: Draft) -> list[Lines]:
    entries: list[Lines] = []
    if page.wanted is not None:
        node = draft.node()
        found = [*_found(page, node, origin, draft), *_sorted(page, node, draft)]
        shaped = _wrapped("RETURN ", _shaped(page, page.wanted, node, draft), "")
        entries.append([f"{key}: COLLECT {{", *_indented([*found, *shaped]), "}"])
    if page.total and isinstance(page.source, Step):
        entries.append([f"{key}{TOTAL}: {count(origin, page.source, page.where, draft)}"])
    return entries


def _wrapped(before: str, lines: Lines, after: str) -> Lines:
    """The lines with something in front of the first and behind the last."""
    first, *rest = lines
    wrapped = [before + first, *rest]
    wrapped[-1] += after
    return wrapped


def _indented(lines: Lines) -> Lines:
    return [INDENT + line for line in lines]
