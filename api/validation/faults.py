"""What is wrong with a graph, counted by kind, with some examples of each: small, however much is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: the class of the nodes that have it, the property it is about, and what is wrong.

    `cls` and `property` are empty where a check isn't about one class or property.
    """

    cls: str
    property: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One node with a fault: its address, and the value that is wrong, if any."""

    kind: Kind
    node: str
    value: str = ""


@dataclass(slots=True)
class Faults:
    """How many faults there are of each kind, and the first few of them; how many nodes were looked at."""

    nodes: int = 0
    counts: dict[Kind, int] = field(default_factory=dict)
    examples: dict[Kind, list[Fault]] = field(default_factory=dict)

    def add(self, fault: Fault) -> None:
        """Count a fault."""
        self.counts[fault.kind] = self.counts.get(fault.kind, 0) + 1
        shown = self.examples.setdefault(fault.kind, [])
        if len(shown) < EXAMPLES:
            shown.append(fault)

    @property
    def total(self) -> int:
        """How many faults there are."""
        return sum(self.counts.values())

    def by_number(self) -> Iterator[tuple[Kind, int]]:
        """The kinds, the most frequent first."""
        yield from sorted(self.counts.items(), key=lambda item: -item[1])
