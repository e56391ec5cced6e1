"""The house stands as CONTRIBUTING.md draws it: imports run downward only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ontology": {"ontology"},
    "graph": {"graph", "ontology"},
    "loaders": {"loaders", "ontology"},
    "api": {"api", "graph", "loaders", "ontology"},
}
DATABASES = {"neo4j", "arcadedb_embedded"}


def imports(file: Path) -> Iterator[str]:
    """The top-level packages that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_itself_and_below(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        foreign = set(imports(file)) & set(MAY_IMPORT) - MAY_IMPORT[room]
        assert not foreign, f"{file.relative_to(ROOT)} imports {foreign}"


@pytest.mark.parametrize("room", ["api", "loaders", "ontology"])
def test_only_the_graph_speaks_to_databases(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        assert not set(imports(file)) & DATABASES, file.relative_to(ROOT)
