"""The graph as plain rows: what is written, what is read back whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ontology.errors import VocabularyError
from ontology.vocabulary import load_vocabulary

Value = str | int | float | bool | list[str]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: one label, a unique id, and properties (without the id) under the names of the ontology.

    Dates are ISO 8601 text, codes their notations; what isn't known is absent.
    """

    label: str
    id: str
    properties: Mapping[str, Value]

    @classmethod
    def read(cls, label: str, properties: Mapping[str, Any]) -> Node:
        """The node of properties as a query gives them: with the id, in any order."""
        known = {name: properties[name] for name in sorted(properties) if name != "id"}
        return cls(label, properties["id"], known)


@dataclass(frozen=True, slots=True, order=True)
class Relationship:
    """A relationship from a node to a node. It carries no properties, and there are no two alike."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str


class Collector:
    """Gathers nodes and relationships, one of each; in order, so that the same input gives the same rows."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.relationships: dict[Relationship, None] = {}

    def node(self, label: str, id: str, **properties: Value | None) -> str:
        """Add a node and give its id, with a number behind it where that id is taken.

        Raises VocabularyError where a property isn't one of the class's, or a code isn't in its scheme.
        """
        while id in self.nodes:
            stem, _, number = id.rpartition("~")
            id = f"{stem}~{int(number) + 1}" if stem else f"{id}~2"
        return self.shared(label, id, **properties)

    def shared(self, label: str, id: str, **properties: Value | None) -> str:
        """Add a node that may be named several times; the first wins."""
        known = {name: value for name, value in properties.items() if value is not None}
        _check(label, known)
        self.nodes.setdefault(id, Node(label, id, known))
        return id

    def relate(self, type: str, source_label: str, source: str, target_label: str, target: str) -> None:
        """Add a relationship."""
        self.relationships[Relationship(type, source_label, source, target_label, target)] = None


def _check(label: str, properties: Mapping[str, Value]) -> None:
    vocabulary = load_vocabulary()
    fields = vocabulary.classes[label].fields
    for name, value in properties.items():
        field = fields.get(name)
        if field is None:
            raise VocabularyError(f"The ontology gives {label} no property “{name}”.")
        if field.scheme and value not in vocabulary.schemes[field.scheme].by_notation:
            raise VocabularyError(f"“{value}” is no {field.label} of the ontology ({field.scheme}).")
