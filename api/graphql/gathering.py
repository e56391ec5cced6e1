"""What is wanted of a node, gathered from everything that is selected of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.question.tree import Branch, One, Page, Wanted


@dataclass
class Gathering:
    """What is wanted of a node, gathered from all selections of it."""

    properties: dict[str, None] = field(default_factory=dict)
    branches: dict[str, One | Page] = field(default_factory=dict)
    label: bool = False

    def wanted(self) -> Wanted:
        """What has been gathered."""
        branches = tuple(Branch(key, asked) for key, asked in self.branches.items())
        return Wanted(tuple(self.properties), self.label, branches)

    def branch(self, name: str, asked: One | Page) -> str:
        """The key under which something asked stands; the same thing asked twice stands there once."""
        key, number = name, 1
        while self.branches.get(key, asked) != asked:
            number += 1
            key = f"{name}_{number}"
        self.branches[key] = asked
        return key
