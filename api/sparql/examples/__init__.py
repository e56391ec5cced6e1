"""Queries to begin with: files of one query each, whose first line says what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its title."""

    title: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """All of them, in their order."""
    found = sorted((file.name, file) for file in files(__name__).iterdir() if file.name.endswith(".rq"))
    texts = [file.read_text("utf-8").strip() for _, file in found]
    return tuple(Example(text.splitlines()[0].lstrip("# "), text) for text in texts)
