"""A question becomes one Cypher statement that ArcadeDB and Neo4j run alike.

Its answer is one record: the rows of the root nested as the tree is, which spares the driver most of its work, and
the total where it is asked for. Values travel as parameters. Names come from the vocabulary; one that isn't a plain
word is refused all the same, so that nothing else ever gets into a statement.
"""

from __future__ import annotations

from graph.question.conditions import EVERYTHING
from graph.question.criteria import ALWAYS, expression
from graph.question.rows import INDENT, grouped, indented, projection, shaped, wrapped
from graph.question.starts import Lines, found, ordered
from graph.question.statement import Draft, Statement, lookup, node_pattern, step_pattern, way_pattern, word
from graph.question.steps import Step
from graph.question.tree import (
    AROUND,
    DATE,
    EDGE,
    LATER,
    LONGEST_WAY,
    ROWS,
    SCORE,
    TOTAL,
    ById,
    FollowUps,
    Neighborhood,
    Page,
    Question,
    Route,
    Search,
    ShortestPath,
    Timeline,
    Wanted,
    grouping_key,
)


def statement(question: Question) -> Statement:
    """The statement whose one record has the question's rows under `ROWS` and its total under `TOTAL`."""
    draft = Draft()
    match question:
        case Page():
            lines = _page(question, draft)
        case ById():
            lines = _by_id(question, draft)
        case Search():
            lines = _search(question, draft)
        case Timeline():
            lines = _timeline(question, draft)
        case Neighborhood():
            lines = _neighborhood(question, draft)
        case ShortestPath():
            lines = _path(question, draft)
        case FollowUps():
            lines = _follow_ups(question, draft)
    return Statement("\n".join(lines), draft.parameters)


def _page(page: Page, draft: Draft) -> Lines:
    parts: dict[str, Lines] = {}
    if page.wanted is not None:
        node = draft.node()
        rows = ordered(page, node, "", draft)
        parts[ROWS] = [*rows, *_collected(shaped(page, page.wanted, node, draft))]
    for place, grouping in enumerate(page.groupings):
        lines, row = grouped(page, grouping, draft)
        key = grouping_key(ROWS, place)
        parts[key] = [*lines, *_collected(row, key)]
    if page.total:
        parts[TOTAL] = _total(page, draft)
    if len(parts) == 1:
        return next(iter(parts.values()))
    calls = [line for part in parts.values() for line in ("CALL () {", *indented(part), "}")]
    return [*calls, f"RETURN {', '.join(parts)}"]


def _total(page: Page, draft: Draft) -> Lines:
    """The number of all nodes; of several classes as a sum, since Neo4j knows each without looking at the nodes."""
    node = draft.node()
    if page.where != EVERYTHING or isinstance(page.source, Step) or len(page.source) == 1:
        return [*found(page, node, "", draft), f"RETURN count({node}) AS {TOTAL}"]
    counts = [f"MATCH {node_pattern(node, (label,))} RETURN count({node}) AS number" for label in page.source]
    union = [line for count in counts for line in ("UNION ALL", count)][1:]
    return ["CALL () {", *indented(union), "}", f"RETURN sum(number) AS {TOTAL}"]


def _by_id(question: ById, draft: Draft) -> Lines:
    node = draft.node()
    if len(question.ids) == 1:
        start = lookup(node, question.labels, draft.value(question.ids[0]))
        draft.start = node
    else:
        start = [f"UNWIND {draft.value(question.ids)} AS id", *lookup(node, question.labels, "id")]
    rows = _collected(projection(question.wanted, node, draft))
    return [*start, *(f"WITH *, {call}" for call in draft.ahead), *rows]


def _search(question: Search, draft: Draft) -> Lines:
    limit, node = draft.value(question.limit), draft.node()
    lookups = [
        [
            f"CALL db.index.fulltext.queryNodes({draft.value(index)}, {draft.value(phrase)}, {{limit: {limit}}}) "
            "YIELD node, score",
            f"RETURN node AS {node}, score",
        ]
        for index, phrase in question.lookups
    ]
    union = [line for lookup in lookups for line in ("UNION ALL", *lookup)][1:]
    return [
        "CALL () {",
        *indented(union),
        "}",
        f"WITH {node}, max(score) AS score",
        f"WITH {node}, score ORDER BY score DESC, {node}.id LIMIT {limit}",
        *_collected(projection(question.wanted, node, draft, [f"{SCORE}: score"])),
    ]


def _timeline(question: Timeline, draft: Draft) -> Lines:
    start, node = draft.node(), draft.node()
    lines = lookup(start, question.labels, draft.value(question.id))
    routes = [_route(route, start, node) for route in question.routes]
    bounds = [
        f"date {operator} {draft.value(value)}"
        for operator, value in ((">=", question.since), ("<=", question.until))
        if value is not None
    ]
    return [
        *lines,
        f"CALL ({start}) {{",
        *indented([line for route in routes for line in ("UNION", route)][1:]),
        "}",
        f"WITH {node}, date WHERE {' AND '.join(['date IS NOT NULL', *bounds])}",
        f"WITH {node}, date ORDER BY date, {node}.id LIMIT {draft.value(question.limit)}",
        *_collected(projection(question.wanted, node, draft, [f"{DATE}: date"])),
    ]


def _route(route: Route, start: str, node: str) -> str:
    """One way from the start to dated nodes, and on to their date if it isn't their own."""
    way, dated = way_pattern(start, route.steps, node), node
    if route.dated_by is not None:
        dated = "dated"
        way += step_pattern("", route.dated_by, dated).removeprefix("()")
    return f"MATCH {way} RETURN {node}, {dated}.{word(route.date)} AS date"


def _neighborhood(question: Neighborhood, draft: Draft) -> Lines:
    node = draft.node()
    around = _around(question, node, question.depth, draft)
    return [
        *lookup(node, question.labels, draft.value(question.id)),
        *_collected(_beside(projection(question.wanted, node, draft), around)),
    ]


def _around(question: Neighborhood, node: str, depth: int, draft: Draft) -> Lines:
    """The neighbours of a node with the edges to them, and theirs in turn: entries of a map."""
    if not depth:
        return []
    neighbour = draft.node()
    edge = f"{neighbour}_edge"
    inner = _around(question, neighbour, depth - 1, draft)
    more = [f"{EDGE}: [startNode({edge}).id, type({edge}), endNode({edge}).id]"]
    rows = _beside(projection(question.wanted, neighbour, draft, more), inner)
    return [
        f"{AROUND}: COLLECT {{",
        *indented(
            [
                f"MATCH ({node})-[{edge}]-{node_pattern(neighbour, question.classes)}",
                f"WITH {neighbour}, {edge} ORDER BY {neighbour}.id LIMIT {draft.value(question.limit)}",
                *wrapped("RETURN ", rows, ""),
            ]
        ),
        "}",
    ]


def _beside(projected: Lines, entries: Lines) -> Lines:
    """A projection with further entries."""
    if not entries:
        return projected
    *before, last = projected
    return [*before, last.removesuffix("}") + ",", *indented(entries[:-1]), INDENT + entries[-1] + "}"]


def _path(question: ShortestPath, draft: Draft) -> Lines:
    start, end, node = draft.node(), draft.node(), draft.node()
    types = "|".join(word(name) for name in question.types)
    edge = "CASE place WHEN 0 THEN null ELSE type(relationships(way)[place - 1]) END AS edge"
    return [
        *lookup(start, question.labels, draft.value(question.start)),
        *lookup(end, question.labels, draft.value(question.end)),
        f"MATCH way = shortestPath(({start})-[:{types}*..{LONGEST_WAY}]-({end}))",
        "WITH way, nodes(way) AS stops LIMIT 1",
        "UNWIND range(0, size(stops) - 1) AS place",
        f"WITH stops[place] AS {node}, place, {edge}",
        f"WITH {node}, place, edge ORDER BY place",
        *_collected(projection(question.wanted, node, draft, [f"{EDGE}: edge"])),
    ]


def _follow_ups(question: FollowUps, draft: Draft) -> Lines:
    page, node = question.page, draft.node()
    wanted = page.wanted or Wanted()
    rows = _beside(projection(wanted, node, draft), _later(question, node, draft))
    return [*ordered(page, node, "", draft), *_collected(rows)]


def _later(question: FollowUps, node: str, draft: Draft) -> Lines:
    """What lies on the way from a node and came after it: an entry of a map."""
    said, here = draft.node(), node
    lines = [f"MATCH {step_pattern(node, question.said, said)}"]
    for hop in question.way:
        there = draft.node()
        criteria = expression(hop.where, there, draft)
        where = "" if criteria == ALWAYS else f" WHERE {criteria}"
        lines.append(f"MATCH {step_pattern(here, hop.step, there)}{where}")
        here = there
    kinds = ", ".join(f"{node}.{word(kind)}" for kind in question.kinds)
    day = f"{here}.{word(question.day)}"
    limit = draft.value(question.limit)
    lines += [
        f"WITH {here}, {node}, {said}",
        f"WHERE {here}.{word(question.kind)} IN [{kinds}] AND {day} > {said}.{word(question.own_day)}",
        f"WITH DISTINCT {here} ORDER BY {day}, {here}.id LIMIT {limit}",
        *wrapped("RETURN ", projection(question.wanted, here, draft), ""),
    ]
    return [f"{LATER}: COLLECT {{", *indented(lines), "}"]


def _collected(row: Lines, key: str = ROWS) -> Lines:
    """All rows as one list. A row is made before, since it may count within, which `collect` can't have in it."""
    return [*wrapped("WITH ", row, " AS row"), f"RETURN collect(row) AS {key}"]
