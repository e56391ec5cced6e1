"""What a mutation weighs in the rate of its caller, in nodes of a question that would be as much trouble.

Writing is dozens of statements one after the other, in a turn that all writers share; a statement is read first,
which takes a processor some milliseconds for each of its sentences. That holds only roughly: the weights are to keep
one caller from all the turns, not to be a bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TURN = 1_000
"""For one change of the graph, as for one SPARQL question."""
CHARACTERS_A_NODE = 5
"""Code points of a text that are read for the price of one node: a word of English is about as long."""

Given = Mapping[str, Any]
"""The input of a mutation."""


def one_change(_: Given) -> int:
    """A decision, a withdrawal."""
    return TURN


def reading(given: Given) -> int:
    """A statement: a change, and its text."""
    return TURN + len(given["text"]) // CHARACTERS_A_NODE


def each_entity(given: Given) -> int:
    """A merger: a change for each entity that goes."""
    return TURN * max(1, len(given["from"]))
