"""The parts that a vocabulary is made of: classes with fields and relations, and code schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Datatype = Literal["string", "integer", "decimal", "boolean", "date", "dateTime", "anyURI", "code"]


@dataclass(frozen=True)
class Concept:
    """One code of a scheme: the graph stores `notation`, RDF says `iri`."""

    iri: str
    notation: str
    label: str
    definition: str


@dataclass(frozen=True)
class Scheme:
    """A closed list of codes; `name` is the name of its type in code and GraphQL ("PloverType")."""

    iri: str
    name: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]

    @cached_property
    def notations(self) -> tuple[str, ...]:
        """The codes, in the order of the file."""
        return tuple(concept.notation for concept in self.concepts)

    @cached_property
    def by_notation(self) -> Mapping[str, Concept]:
        """Concept of each code."""
        return {concept.notation: concept for concept in self.concepts}


@dataclass(frozen=True)
class Field:
    """A literal or coded property of a class.

    `name` is its name in the graph and in GraphQL: the plural where there can be several values ("aliases").
    `scheme` names the code scheme if `datatype` is "code".
    """

    name: str
    iri: str
    label: str
    comment: str
    datatype: Datatype
    scheme: str | None
    many: bool
    required: bool
    indexed: bool
    full_text: bool


@dataclass(frozen=True)
class Relation:
    """A relationship from a class to a class. It carries no properties.

    `type` is the relationship type in the graph ("RESPONDS_TO"), `name` the way there in GraphQL
    ("addressees"), `inverse_name` the way back ("demandsReceived"), `source` the class that has it.
    """

    name: str
    type: str
    iri: str
    label: str
    comment: str
    source: str
    target: str
    many: bool
    required: bool
    inverse_name: str


@dataclass(frozen=True)
class Class:
    """A class of the ontology.

    Abstract ones are interfaces; each node has exactly one concrete class as its label.

    `fields` and `relations` include what is inherited; `parents` are classes of this ontology, nearest first;
    `aligned` are the classes of other vocabularies that it falls under.
    """

    name: str
    iri: str
    label: str
    comment: str
    plural: str
    abstract: bool
    parents: tuple[str, ...]
    aligned: tuple[str, ...]
    fields: Mapping[str, Field]
    relations: Mapping[str, Relation]


@dataclass(frozen=True)
class Vocabulary:
    """The whole ontology, typed: `version` is owl:versionInfo, mappings are by name in file order."""

    iri: str
    namespace: str
    version: str
    classes: Mapping[str, Class]
    schemes: Mapping[str, Scheme]

    def concrete(self, name: str) -> tuple[str, ...]:
        """The labels of a class's nodes: itself, or the concrete classes under an abstract one."""
        return tuple(
            other.name
            for other in self.classes.values()
            if not other.abstract and (other.name == name or name in other.parents)
        )

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The concrete classes."""
        return tuple(cls.name for cls in self.classes.values() if not cls.abstract)

    @cached_property
    def relationship_types(self) -> tuple[str, ...]:
        """The closed list of relationship types in the graph."""
        return tuple(sorted({r.type for cls in self.classes.values() for r in cls.relations.values()}))

    def incoming(self, name: str) -> Mapping[str, tuple[Relation, ...]]:
        """The ways back to a class by inverse name: the relations of concrete classes that point to it."""
        found: dict[str, tuple[Relation, ...]] = {}
        for label in self.labels:
            for relation in self.classes[label].relations.values():
                target = self.classes[name]
                if relation.target == name or relation.target in target.parents:
                    found[relation.inverse_name] = (*found.get(relation.inverse_name, ()), relation)
        return found
