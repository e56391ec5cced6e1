"""Ways from a node to its neighbours, taken from the relations of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.terms import Relation, Vocabulary


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship type, its direction, and the labels to find there.

    `labels` is empty where the type and the direction leave no other: an engine then counts neighbours without
    visiting them.
    """

    type: str
    outgoing: bool
    labels: tuple[str, ...] = ()


def forward(vocabulary: Vocabulary, relation: Relation) -> Step:
    """The step that a relation tells, from its source to its targets."""
    targets = vocabulary.concrete(relation.target)
    possible = {
        label for other in _alike(vocabulary, relation.type) for label in vocabulary.concrete(other.target)
    }
    return Step(relation.type, True, () if possible <= set(targets) else targets)


def back(vocabulary: Vocabulary, relations: tuple[Relation, ...]) -> Step:
    """The step against relations of one type, from their target to their sources."""
    sources = tuple(dict.fromkeys(relation.source for relation in relations))
    possible = {other.source for other in _alike(vocabulary, relations[0].type)}
    return Step(relations[0].type, False, () if possible <= set(sources) else sources)


def _alike(vocabulary: Vocabulary, type: str) -> list[Relation]:
    return [
        relation
        for label in vocabulary.labels
        for relation in vocabulary.classes[label].relations.values()
        if relation.type == type
    ]
