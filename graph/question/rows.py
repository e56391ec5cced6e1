"""Pages of nodes and what hangs on them, as the lines of a Cypher statement."""

from __future__ import annotations

from graph.question.criteria import ALWAYS, count, expression
from graph.question.starts import Lines, found, ordered
from graph.question.statement import Draft, step_pattern, word
from graph.question.steps import Step
from graph.question.tree import (
    COUNT,
    GROUP,
    LABEL,
    TOTAL,
    Branch,
    Grouping,
    One,
    Page,
    Wanted,
    count_key,
    grouping_key,
)

INDENT = "  "


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
        lines = ordered(page, node, origin, draft)
        lines += wrapped("RETURN ", shaped(page, page.wanted, node, draft), "")
        entries.append([f"{key}: COLLECT {{", *indented(lines), "}"])
    for place, grouping in enumerate(page.groupings):
        lines, row = grouped_below(page, grouping, origin, draft)
        lines += wrapped("RETURN ", row, "")
        entries.append([f"{grouping_key(key, place)}: COLLECT {{", *indented(lines), "}"])
    if page.total and isinstance(page.source, Step):
        entries.append([f"{key}{TOTAL}: {count(origin, page.source, page.where, draft)}"])
    return entries


def grouped(page: Page, grouping: Grouping, draft: Draft) -> tuple[Lines, Lines]:
    """What counts the nodes of a page at the root by kind, and a row of it."""
    node, other = draft.node(), draft.node()
    match, kind, name = _kind(grouping, node, other, draft)
    lines = [*found(page, node, "", draft), *match, f"WITH {kind}, count(*) AS {_counted(name)}"]
    return _most(lines, grouping, name, draft)


def grouped_below(page: Page, grouping: Grouping, origin: str, draft: Draft) -> tuple[Lines, Lines]:
    """The same below a node, where Neo4j lets nothing be aggregated: each kind's nodes are counted by themselves."""
    assert isinstance(page.source, Step)
    node, other, again = draft.node(), draft.node(), draft.node()
    match, kind, name = _kind(grouping, node, other, draft)
    lines = [*found(page, node, origin, draft), *match, f"WITH DISTINCT {origin}, {kind}"]
    match_again, kind_again, _ = _kind(grouping, again, other, draft)
    conditions = [expression(page.where, again, draft)]
    if isinstance(grouping.by, str):
        value = kind_again.removesuffix(" AS kind")
        conditions.append(f"({value} = kind OR (kind IS NULL AND {value} IS NULL))")
    pattern = [f"MATCH {step_pattern(origin, page.source, again)}", *match_again]
    where = " AND ".join(text for text in conditions if text != ALWAYS)
    counted = " ".join([*pattern, f"WHERE {where}"] if where else pattern)
    lines.append(f"WITH {name}, COUNT {{ {counted} }} AS {_counted(name)}")
    return _most(lines, grouping, name, draft)


def _kind(grouping: Grouping, node: str, other: str, draft: Draft) -> tuple[Lines, str, str]:
    """The match that leads to the kind, the kind as an item of WITH, and its name."""
    if isinstance(grouping.by, Step):
        return [f"MATCH {step_pattern(node, grouping.by, other)}"], other, other
    match = [f"MATCH {step_pattern(node, grouping.through, other)}"] if grouping.through else []
    value = f"{other if match else node}.{word(grouping.by)}"
    if grouping.digits is not None:
        value = f"left({value}, {draft.value(grouping.digits)})"
    return match, f"{value} AS kind", "kind"


def _most(lines: Lines, grouping: Grouping, name: str, draft: Draft) -> tuple[Lines, Lines]:
    """The kinds with the highest counts, and a row of each."""
    by_name = f"{name}.id" if isinstance(grouping.by, Step) else name
    how_many = _counted(name)
    last = f"WITH {name}, {how_many} ORDER BY {how_many} DESC, {by_name} LIMIT {draft.value(grouping.limit)}"
    if isinstance(grouping.by, Step):
        return [*lines, last], projection(grouping.wanted or Wanted(), name, draft, [f"{COUNT}: {how_many}"])
    return [*lines, last], [f"{{{GROUP}: {name}, {COUNT}: {how_many}}}"]


def _counted(name: str) -> str:
    """What a kind's count is called: by the kind, since groups within groups may not share a name."""
    return f"{name}_count"


def wrapped(before: str, lines: Lines, after: str) -> Lines:
    """The lines with something in front of the first and behind the last."""
    first, *rest = lines
    wrapped = [before + first, *rest]
    wrapped[-1] += after
    return wrapped


def indented(lines: Lines) -> Lines:
    """The lines one level in."""
    return [INDENT + line for line in lines]
