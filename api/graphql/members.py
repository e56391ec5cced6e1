"""What a GraphQL type of the ontology has: its literals, its relations forward, the ways back, and its evidence.

The schema is built from this, and questions are read by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.hubs import Keyed
from graph.question.steps import Step, back, forward
from ontology.terms import Class, Field, Relation, Vocabulary

EVIDENCE = "evidence"
ASSERTION = "Assertion"


@dataclass(frozen=True, slots=True)
class Forward:
    """A relation as the ontology tells it: one node, or a plain list."""

    relation: Relation
    step: Step

    @property
    def target(self) -> str:
        """The class found there."""
        return self.relation.target


@dataclass(frozen=True, slots=True)
class Back:
    """A way back, which may lead to very many nodes: a connection."""

    name: str
    relations: tuple[Relation, ...]
    target: str
    step: Step


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an assertion stands and what found it."""


Member: TypeAlias = Field | Forward | Back | Evidence


@dataclass(frozen=True)
class Members:
    """The members of every class, by name; `vocabulary` is where they come from."""

    vocabulary: Vocabulary
    of: dict[str, dict[str, Member]]

    def literals(self, cls: str) -> dict[str, Field]:
        """The literal and coded members of a class."""
        return {name: member for name, member in self.of[cls].items() if isinstance(member, Field)}

    def ways(self, cls: str) -> dict[str, Forward | Back]:
        """The members of a class that lead to other nodes."""
        return {name: member for name, member in self.of[cls].items() if isinstance(member, Forward | Back)}


def members(vocabulary: Vocabulary, *, keyed: Keyed = "index") -> Members:
    """The members of all classes of a vocabulary; `keyed` is how the engine reads hubs."""
    classes = vocabulary.classes.values()
    return Members(vocabulary, {cls.name: _members(vocabulary, cls, keyed=keyed) for cls in classes})


def _members(vocabulary: Vocabulary, cls: Class, *, keyed: Keyed) -> dict[str, Member]:
    found: dict[str, Member] = dict(cls.fields)
    found |= {
        name: Forward(r, _step(forward(vocabulary, r), keyed=keyed)) for name, r in cls.relations.items()
    }
    found |= {
        name: Back(
            name, relations, _common(vocabulary, relations), _step(back(vocabulary, relations), keyed=keyed)
        )
        for name, relations in vocabulary.incoming(cls.name).items()
    }
    if cls.name == ASSERTION or ASSERTION in cls.parents:
        found[EVIDENCE] = Evidence()
    return found


def _step(step: Step, *, keyed: Keyed) -> Step:
    return replace(step, keyed=step.keyed and keyed)


def _common(vocabulary: Vocabulary, relations: tuple[Relation, ...]) -> str:
    """The nearest class that covers all sources."""
    lineages = [(r.source, *vocabulary.classes[r.source].parents) for r in relations]
    return next(name for name in lineages[0] if all(name in lineage for lineage in lineages))
