"""A GraphQL answer as tables: one per root field, nodes as rows, nested values as columns.

A node with one connection in it makes a row of each of that connection's nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SEPARATOR = "; "


def tables(data: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Each root field's name and its rows; every row has all columns, in the order of the selection."""
    for name, value in data.items():
        rows = [dict(_cells(row, "")) for node in nodes(value) for row in _unfolded(node)]
        paths = list(dict.fromkeys(path for row in rows for path in row))
        yield name, [{_short(path, paths): row.get(path, "") for path in paths} for row in rows]


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
        yield path or "value", "" if value is None else str(value)
