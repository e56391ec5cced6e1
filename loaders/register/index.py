"""Finds known names in running text: a tree of words, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from loaders.register.entries import fold

T = TypeVar("T")
WORD = re.compile(r"[^\W_]+|[^\w\s]")
ACRONYM_LETTERS = 6
"""Names in capitals up to this length are acronyms: "US" is not "us", "WHO" is not "who"."""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A known name in a text, from `start` to `end` in code points, and what bears it."""

    start: int
    end: int
    bearers: tuple[T, ...]


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    bearers: list[tuple[tuple[str, ...], T]] = field(default_factory=list)


class NameIndex(Generic[T]):
    """Names and who bears them. Accents, quotes' shapes and (but for acronyms) capitals in full are ignored."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for name, bearer in names:
            words = tuple(WORD.findall(fold(name)))
            node = self._root
            for word in words:
                node = node.children.setdefault(word.casefold(), _Node())
            node.bearers.append((words, bearer))

    def matches(self, text: str) -> Iterator[Match[T]]:
        """The longest known names in the text, from left to right, not overlapping."""
        words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(fold(text))]
        keys = [word.casefold() for word, _, _ in words]
        root, at = self._root.children, 0
        while at < len(words):
            node = root.get(keys[at])
            found: tuple[T, ...] = ()
            end, position = at + 1, at
            while node is not None:
                position += 1
                if node.bearers:
                    fitting = _fitting(node.bearers, words[at:position])
                    if fitting:
                        found, end = fitting, position
                node = node.children.get(keys[position]) if position < len(words) else None
            if found:
                yield Match(words[at][1], words[end - 1][2], found)
            at = end

    def named(self, name: str) -> tuple[T, ...]:
        """Who bears exactly this name."""
        node: _Node[T] | None = self._root
        words = WORD.findall(fold(name))
        for word in words:
            node = node.children.get(word.casefold()) if node else None
        return _fitting(node.bearers, [(word, 0, 0) for word in words]) if node else ()


def _fitting(bearers: list[tuple[tuple[str, ...], T]], words: list[tuple[str, int, int]]) -> tuple[T, ...]:
    """Those whose name may be written like this; each once."""
    written = [word for word, _, _ in words]
    found = [bearer for name, bearer in bearers if _may_be_written(name, written)]
    return tuple(dict.fromkeys(found))


def _may_be_written(name: tuple[str, ...], written: list[str]) -> bool:
    letters = "".join(name)
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) <= ACRONYM_LETTERS and (letters.isupper() or (len(name) == 1 and capitals > 1)):
        return list(name) == written
    return all(not word[0].isupper() or seen[0].isupper() for word, seen in zip(name, written, strict=True))
