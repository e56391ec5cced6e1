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
        self.start: str | None = None
        """The one node that all begins at, if it does."""
        self.ahead: list[str] = []
        """What is to be called on the start before anything else, since no subquery may."""
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


def step_pattern(origin: str, step: Step, variable: str = "", edge: str = "") -> str:
    """`(n0)<-[:ADDRESSEE]-(n1:Demand)`."""
    start, end = ("-", "->") if step.outgoing else ("<-", "-")
    return f"({origin}){start}[{edge}:{word(step.type)}]{end}({variable}{_labelled(step.labels)})"


def way_pattern(origin: str, steps: Sequence[Step], variable: str = "") -> str:
    """Steps one after the other: `(n0)-[:TARGET_REPORT]->()-[:INCIDENT]->(n1)`."""
    last = len(steps) - 1
    parts = [step_pattern("", step, variable if place == last else "") for place, step in enumerate(steps)]
    return f"({origin})" + "".join(part.removeprefix("()") for part in parts)


def lookup(node: str, labels: Sequence[str], id: str, *, several: bool = False) -> list[str]:
    """Lines that find the node of an id among labels, each by its own index; or of `several` ids."""
    key = "" if several else f" {{id: {id}}}"
    among = f" WHERE {node}.id IN {id}" if several else ""
    matches = [f"MATCH ({node}:{word(label)}{key}){among}" for label in labels]
    if len(matches) == 1:
        return matches
    union = [line for match in matches for line in ("  UNION ALL", f"  {match} RETURN {node}")][1:]
    return [f"CALL ({'' if id.startswith('$') else id}) {{", *union, "}"]


def either(parts: Sequence[Sequence[str]], node: str, outer: str = "") -> list[str]:
    """Lines that find a node in one of several ways; `outer` is a variable from before."""
    union = [line for part in parts for line in ("UNION ALL", *part, f"RETURN {node}")][1:]
    return [f"CALL ({outer}) {{", *(f"  {line}" for line in union), "}"]


def _labelled(labels: Iterable[str]) -> str:
    names = "|".join(word(label) for label in labels)
    return f":{names}" if names else ""
