"""What the documentation says of the ontology's terms, whatever its form: Markdown in docs/, a page at its address.

A term's anchor is its local name, so that `…/ontology#Demand` leads to what is said of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.terms import Class, Field, Relation, Vocabulary
from ontology.vocabulary import NAMESPACE, local_name

LIMITS = {
    SH.minInclusive: "at least {}",
    SH.maxInclusive: "at most {}",
    SH.pattern: "matches {}",
    SH.lessThan: "less than {}",
    SH.lessThanOrEquals: "not more than {}",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """A property as a class carries it: what its values are, how many there are, and what else a shape asks."""

    term: Field | Relation
    kind: str
    how_many: str
    limits: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The local name of the property: "alias" of "aliases"."""
        return local_name(self.term.iri)


@dataclass(frozen=True, slots=True)
class Property:
    """A property by itself: what it means, what it falls under elsewhere, the classes whose shapes have it."""

    name: str
    iri: str
    label: str
    comment: str
    under: tuple[str, ...]
    see_also: tuple[str, ...]
    carried_by: tuple[str, ...]


def carried(vocabulary: Vocabulary, graph: Graph, cls: Class) -> list[Carried]:
    """What the shape of the class itself asks: fields first; what is inherited is left out."""
    limits = _limits(graph, cls)
    return [
        Carried(term, _kind(term), how_many(term), limits.get(term.iri, ()))
        for term in own_terms(vocabulary, cls)
    ]


def own_terms(vocabulary: Vocabulary, cls: Class) -> list[Field | Relation]:
    """The fields and relations of a class that none of its parents has."""
    above = [vocabulary.classes[parent] for parent in cls.parents]
    inherited = {name for parent in above for name in (*parent.fields, *parent.relations)}
    terms: list[Field | Relation] = [*cls.fields.values(), *cls.relations.values()]
    return [term for term in terms if term.name not in inherited]


def how_many(term: Field | Relation) -> str:
    """How often a node has the term, in words."""
    if term.many:
        return "1 or more" if term.required else "any"
    return "1" if term.required else "0 or 1"


def properties(vocabulary: Vocabulary, graph: Graph) -> list[Property]:
    """Every property of the ontology, annotations too, in the order of the file."""
    owners: dict[str, list[str]] = {}
    for cls in vocabulary.classes.values():
        for term in own_terms(vocabulary, cls):
            owners.setdefault(term.iri, []).append(cls.name)
    kinds = (OWL.DatatypeProperty, OWL.ObjectProperty, RDF.Property, OWL.AnnotationProperty)
    found = [
        iri for kind in kinds for iri in graph.subjects(RDF.type, kind) if str(iri).startswith(NAMESPACE)
    ]
    return [_property(graph, iri, tuple(owners.get(str(iri), ()))) for iri in found]


def shape_of(graph: Graph, cls: Class) -> str | None:
    """The local name of the shape that says what the class carries; None of one that carries nothing."""
    shape = graph.value(None, SH.targetClass, URIRef(cls.iri))
    return local_name(str(shape)) if shape else None


def _property(graph: Graph, iri: Node, owners: tuple[str, ...]) -> Property:
    return Property(
        name=local_name(str(iri)),
        iri=str(iri),
        label=str(graph.value(iri, RDFS.label)),
        comment=str(graph.value(iri, RDFS.comment) or ""),
        under=tuple(map(str, graph.objects(iri, RDFS.subPropertyOf))),
        see_also=tuple(map(str, graph.objects(iri, RDFS.seeAlso))),
        carried_by=owners,
    )


def _kind(term: Field | Relation) -> str:
    return term.target if isinstance(term, Relation) else term.scheme or term.datatype


def _limits(graph: Graph, cls: Class) -> Mapping[str, tuple[str, ...]]:
    """What the shape of a class asks of values beyond their kind and number, in words, by property."""
    found = {}
    for shape in graph.subjects(SH.targetClass, URIRef(cls.iri)):
        for node in graph.objects(shape, SH.property):
            found[str(graph.value(node, SH.path))] = tuple(limits_in_words(graph, node).values())
    return found


def limits_in_words(graph: Graph, shape: Node) -> Mapping[str, str]:
    """What one property shape asks of values beyond their kind and number, in words, by SHACL's name for it."""
    found = {}
    for term, words in LIMITS.items():
        value = graph.value(shape, term)
        if value is not None:
            told = local_name(str(value)) if isinstance(value, URIRef) else str(value)
            found[local_name(term)] = words.format(told)
    if graph.value(shape, SH.minLength) is not None:
        found["minLength"] = "not empty"
    values = graph.value(shape, SH["in"])
    if values is not None:
        found["in"] = "one of " + ", ".join(map(str, Collection(graph, values)))
    return found
