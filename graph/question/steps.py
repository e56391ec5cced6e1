"""Ways from a node to its neighbours, taken from the relations of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from graph.hubs import Keyed, keyed_types
from ontology.terms import Relation, Vocabulary


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship type, its direction, and the labels to find there.

    `labels` is empty where the type and the direction leave no other: an engine then counts neighbours without
    visiting them. `keyed` says what brings those at the start of the relationships in order (`graph.hubs`).
    """

    type: str
    outgoing: bool
    labels: tuple[str, ...] = ()
    keyed: Keyed = None


def forward(vocabulary: Vocabulary, relation: Relation) -> Step:
    """The step that a relation tells, from its source to its targets."""
    targets = vocabulary.concrete(relation.target)
    possible = {
        label for other in _alike(vocabulary, relation.type) for label in vocabulary.concrete(other.target)
    }
    return Step(relation.type, True, () if possible <= set(targets) else targets, _keyed(relation.type))


def back(vocabulary: Vocabulary, relations: tuple[Relation, ...]) -> Step:
    """The step against relations of one type, from their target to their sources."""
    sources = tuple(dict.fromkeys(relation.source for relation in relations))
    possible = {other.source for other in _alike(vocabulary, relations[0].type)}
    type = relations[0].type
    return Step(type, False, () if possible <= set(sources) else sources, _keyed(type))


def _keyed(type: str) -> Keyed:
    return "index" if type in keyed_types() else None


def _alike(vocabulary: Vocabulary, type: str) -> list[Relation]:
    return [
        relation
        for label in vocabulary.labels
        for relation in vocabulary.classes[label].relations.values()
        if relation.type == type
    ]
