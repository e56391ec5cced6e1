"""A Cypher statement with its parameters, and what is needed to write one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.question.steps import Step
from ontology.errors import VocabularyError

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Statement:
    """The text, and the values of its parameters."""

    text: str
    parameters: Mapping[str, Any]


class Draft:
    """A statement in the making: hands out variables and takes values as parameters."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self._nodes = 0

    def node(self) -> str:
        """A fresh variable for a node: n0, n1 …"""
        self._nodes += 1
        return f"n{self._nodes - 1}"

    def value(self, value: object) -> str:
        """A parameter that stands for the value: $p0, $p1 …"""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = list(value) if isinstance(value, tuple) else value
        return f"${name}"


def word(name: str) -> str:
    """The name, if it is a plain word, as every name of the vocabulary is. Raises VocabularyError."""
    if not WORD.fullmatch(name):
        raise VocabularyError(f"“{name}” can't be a name in the graph.")
    return name


def node_pattern(variable: str, labels: Iterable[str] = ()) -> str:
    """`(n0:Organization|Official)`."""
    return f"({variable}{_labelled(labels)})"


def step_pattern(origin: str, step: Step, variable: str = "") -> str:
    """`(n0)<-[:ADDRESSEE]-(n1:Demand)`."""
    start, end = ("-", "->") if step.outgoing else ("<-", "-")
    return f"({origin}){start}[:{word(step.type)}]{end}({variable}{_labelled(step.labels)})"


def way_pattern(origin: str, steps: Sequence[Step], variable: str = "") -> str:
    """Steps one after the other: `(n0)-[:TARGET_REPORT]->()-[:INCIDENT]->(n1)`."""
    last = len(steps) - 1
    parts = [step_pattern("", step, variable if place == last else "") for place, step in enumerate(steps)]
    return f"({origin})" + "".join(part.removeprefix("()") for part in parts)


def lookup(node: str, labels: Sequence[str], id: str) -> list[str]:
    """Lines that find the node of an id among labels, each by its own index."""
    matches = [f"MATCH ({node}:{word(label)} {{id: {id}}})" for label in labels]
    if len(matches) == 1:
        return matches
    scope = "" if id.startswith("$") else id
    union = [line for match in matches for line in ("  UNION ALL", f"  {match} RETURN {node}")][1:]
    return [f"CALL ({scope}) {{", *union, "}"]


def _labelled(labels: Iterable[str]) -> str:
    names = "|".join(word(label) for label in labels)
    return f":{names}" if names else ""
