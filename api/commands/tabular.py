"""A GraphQL answer as tables: one per root field, nodes as rows, nested values as columns.

A node with one connection in it makes a row of each of that connection's nodes. Groups of a connection, and edges
that are no connection's, are tables of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SEPARATOR = "; "


def tables(data: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The title of each table and its rows; every row has all columns, in the order of the selection."""
    for name, value in data.items():
        beside = dict(_beside(value))
        if isinstance(value, Mapping) and beside:
            value = {key: each for key, each in value.items() if key not in beside}
        if value or not beside:
            yield _title(name, value), _rows(nodes(value))
        for key, each in beside.items():
            yield f"{name}: {key}", _rows(each)


def next_page(value: Any) -> str | None:  # noqa: ANN401  (any JSON)
    """The cursor behind which a connection goes on; None where it doesn't, or it wasn't asked."""
    page = value.get("pageInfo") if isinstance(value, Mapping) else None
    return page.get("endCursor") if page and page.get("hasNextPage") else None


def _title(name: str, value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Mapping) and "totalCount" in value and {"nodes", "edges"} & set(value):
        return f"{name}: {len(nodes(value)):,} of {value['totalCount']:,}"
    return name


def _rows(found: Sequence[Any]) -> list[dict[str, str]]:
    rows = [dict(_cells(row, "")) for node in found for row in _unfolded(node)]
    paths = list(dict.fromkeys(path for row in rows for path in row))
    return [{_short(path, paths): row.get(path, "") for path in paths} for row in rows]


def _beside(value: Any) -> Iterator[tuple[str, list[Any]]]:  # noqa: ANN401
    """The lists in a value that are none of its nodes: groups, and edges between nodes."""
    for key, each in value.items() if isinstance(value, Mapping) else ():
        elements = (
            [element for element in each if isinstance(element, Mapping)] if isinstance(each, list) else []
        )
        are_groups = elements and all(
            {"key", "node"} & set(element) and "count" in element for element in elements
        )
        are_edges = elements and key == "edges" and all("node" not in element for element in elements)
        if are_groups or are_edges:
            yield key, elements


def nodes(value: Any) -> list[Any]:  # noqa: ANN401  (any JSON)
    """The nodes of a connection, the elements of a list, or the one value itself; null is none."""
    if value is None:
        return []
    if isinstance(value, Mapping) and "nodes" in value:
        return list(value["nodes"])
    if isinstance(value, Mapping) and "edges" in value:
        return [edge["node"] for edge in value["edges"] if "node" in edge]
    return list(value) if isinstance(value, list) else [value]


def _unfolded(node: Any) -> list[Any]:  # noqa: ANN401
    """The node once for each node of the connection in it; as it is, where there is none or more than one."""
    if not isinstance(node, Mapping):
        return [node]
    names = [
        name for name, each in node.items() if isinstance(each, Mapping) and {"nodes", "edges"} & set(each)
    ]
    if len(names) != 1 or not nodes(node[names[0]]):
        return [node]
    return [{**node, names[0]: inner} for inner in nodes(node[names[0]])]


def _short(path: str, paths: Sequence[str]) -> str:
    """The path without the beginnings that tell it from no other."""
    parts = path.split(".")
    for length in range(1, len(parts)):
        ending = parts[-length:]
        if sum(other.split(".")[-length:] == ending for other in paths) == 1:
            return ".".join(ending)
    return path


def _cells(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(value, Mapping):
        inner = nodes(value) if {"nodes", "edges"} & set(value) else None
        if inner is not None:
            yield from _cells(inner, path)
            return
        for name, each in value.items():
            yield from _cells(each, f"{path}.{name}" if path else name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        merged: dict[str, list[str]] = {}
        for each in value:
            for column, text in _cells(each, path):
                merged.setdefault(column, []).append(text)
        yield from ((column, SEPARATOR.join(texts)) for column, texts in merged.items())
    else:
        yield (
            path or "value",
            "" if value is None else str(round(value, 4) if isinstance(value, float) else value),
        )
