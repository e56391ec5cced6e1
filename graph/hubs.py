"""Relationships that lead to what many statements name, and what lets their sources be paged through.

An actor, a place or a topic can have a hundred thousand neighbours. Sorting them for every page would take half a
second, so such a relationship carries the ids of its ends, and an index over both gives a page at once. These keys
say nothing that the ends don't; nothing but that index reads them.
"""

from __future__ import annotations

from functools import cache

from ontology.vocabulary import load_vocabulary

SOURCE, TARGET = "source", "target"
KEYS = f"{{{SOURCE}: a.id, {TARGET}: b.id}}"
"""What a relationship from `a` to `b` carries."""


@cache
def keyed_types() -> frozenset[str]:
    """The types that carry keys: all targets of theirs outlive any single statement."""
    vocabulary = load_vocabulary()
    targets: dict[str, set[str]] = {}
    for label in vocabulary.labels:
        for relation in vocabulary.classes[label].relations.values():
            targets.setdefault(relation.type, set()).update(vocabulary.concrete(relation.target))
    return frozenset(type for type, labels in targets.items() if all(map(_shared, labels)))


def keys_of(type: str) -> str:
    """The keys in the pattern of a relationship from `a` to `b`: empty for types without."""
    return f" {KEYS}" if type in keyed_types() else ""


def index_of(type: str) -> tuple[str, str]:
    """The index over the keys of a type: its name, and the statement that makes it."""
    name = f"{type.lower()}_ends"
    return name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.{TARGET}, r.{SOURCE})"


def _shared(label: str) -> bool:
    """Whether nodes of a class belong to no single statement."""
    vocabulary = load_vocabulary()
    relations = vocabulary.classes[label].relations.values()
    return label != "Statement" and not any(r.target == "Statement" and r.required for r in relations)
