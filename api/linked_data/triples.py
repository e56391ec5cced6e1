"""One node of the graph as RDF: its type, its fields, and where its relations lead.

The property graph and its RDF are the same graph: a label is a class, a property a literal (or, for a code,
a concept of its scheme), a relationship a triple. What a run asserted stands in that run's named graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.rows import Node, Relationship, Value
from ontology.terms import Class, Field, Vocabulary

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EXACT_MATCH = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
"""Links that other tools follow; it says nothing that our own property, which keeps addresses as values, doesn't."""
XSD = "http://www.w3.org/2001/XMLSchema#"


PLAIN = re.compile(r"[A-Za-z0-9/._~:-]*")
"""Ids that an address can hold as they are."""
KEPT_ADDRESSES, KEPT_VALUES = 20_000, 2_000
"""Terms that are kept to be used again: what a statement names, it names often."""
Term: TypeAlias = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a class: its own, the predicates of its fields with what makes their values, its relations."""

    type: NamedNode
    fields: Sequence[tuple[str, NamedNode, Callable[[Any], Term]]]
    relations: Mapping[str, NamedNode]


class TripleWriter:
    """Turns nodes into quads; `base` is put before ids to make addresses."""

    def __init__(self, vocabulary: Vocabulary, base: str) -> None:
        self.base = base
        self.address = lru_cache(KEPT_ADDRESSES)(self._address)
        self._terms = {cls.name: _terms(vocabulary, cls) for cls in vocabulary.classes.values()}

    def _address(self, node_id: str) -> NamedNode:
        """The address of a node: the base followed by its id, escaped where an address cannot hold it."""
        escaped = node_id if PLAIN.fullmatch(node_id) else quote(node_id, safe="/-._~:")
        return NamedNode(self.base + escaped)

    def quads(self, node: Node, leaving: Sequence[Relationship]) -> list[Quad]:
        """All quads whose subject is the node, in its run's graph if it is an assertion."""
        terms, properties = self._terms[node.label], node.properties
        address, relations = self.address, terms.relations
        subject = address(node.id)
        runs = [relationship.target for relationship in leaving if relationship.type == "RUN"]
        graph = address(runs[0]) if runs else DefaultGraph()
        made = [Quad(subject, RDF_TYPE, terms.type, graph)]
        for name, predicate, term in terms.fields:
            value = node.id if name == "id" else properties.get(name)
            if value is None:
                continue
            if isinstance(value, list):
                made += [Quad(subject, predicate, term(each), graph) for each in value]
            else:
                made.append(Quad(subject, predicate, term(value), graph))
        made += [Quad(subject, relations[each.type], address(each.target), graph) for each in leaving]
        for elsewhere in _addresses(properties.get("exactMatches")):
            made.append(Quad(subject, EXACT_MATCH, elsewhere, graph))
        return made


def _terms(vocabulary: Vocabulary, cls: Class) -> _Terms:
    return _Terms(
        NamedNode(cls.iri),
        [(field.name, NamedNode(field.iri), _maker(vocabulary, field)) for field in cls.fields.values()],
        {relation.type: NamedNode(relation.iri) for relation in cls.relations.values()},
    )


def _maker(vocabulary: Vocabulary, field: Field) -> Callable[[Any], Term]:
    """What makes a value of a field a term; few values come often, but for those of text."""
    if field.scheme:
        concepts = vocabulary.schemes[field.scheme].by_notation
        return {notation: NamedNode(concept.iri) for notation, concept in concepts.items()}.__getitem__
    if field.datatype == "string":
        return _text
    datatype, text = NamedNode(XSD + field.datatype), TEXTS.get(field.datatype, str)
    return lru_cache(KEPT_VALUES, typed=True)(lambda value: Literal(text(value), datatype=datatype))


def _text(value: object) -> Literal:
    return Literal(str(value))


TEXTS: Mapping[str, Callable[[Any], str]] = {
    "decimal": lambda value: format(Decimal(str(value)), "f"),
    "boolean": lambda value: "true" if value else "false",
}
"""How values are written that Python writes otherwise."""


def _addresses(values: Value | None) -> Iterator[NamedNode]:
    """Those of the values that can stand as addresses in RDF."""
    for value in values if isinstance(values, list) else []:
        if value.startswith(("http://", "https://")):
            with suppress(ValueError):
                yield NamedNode(value)
