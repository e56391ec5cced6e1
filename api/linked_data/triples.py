"""One node of the graph as RDF: its type, its fields, and where its relations lead.

The property graph and its RDF are the same graph: a label is a class, a property a literal (or, for a code,
a concept of its scheme), a relationship a triple. What a run asserted stands in that run's named graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.rows import Node, Relationship, Value
from ontology.terms import Class, Field, Vocabulary

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EXACT_MATCH = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
"""Links that other tools follow; it says nothing that our own property, which keeps addresses as values, doesn't."""
XSD = "http://www.w3.org/2001/XMLSchema#"


class TripleWriter:
    """Turns nodes into quads; `base` is put before ids to make addresses."""

    def __init__(self, vocabulary: Vocabulary, base: str) -> None:
        self._vocabulary = vocabulary
        self._base = base
        self._relation_iris = {
            cls.name: {relation.type: NamedNode(relation.iri) for relation in cls.relations.values()}
            for cls in vocabulary.classes.values()
        }

    def address(self, node_id: str) -> NamedNode:
        """The address of a node: the base followed by its id, escaped where an address cannot hold it."""
        return NamedNode(self._base + quote(node_id, safe="/-._~:"))

    def quads(self, node: Node, leaving: Sequence[Relationship]) -> Iterator[Quad]:
        """All quads whose subject is the node, in its run's graph if it is an assertion."""
        cls = self._vocabulary.classes[node.label]
        subject = self.address(node.id)
        runs = [relationship.target for relationship in leaving if relationship.type == "RUN"]
        graph = self.address(runs[0]) if runs else DefaultGraph()
        yield Quad(subject, RDF_TYPE, NamedNode(cls.iri), graph)
        for predicate, value in self._literals(cls, {"id": node.id, **node.properties}):
            yield Quad(subject, predicate, value, graph)
        for relationship in leaving:
            predicate = self._relation_iris[node.label][relationship.type]
            yield Quad(subject, predicate, self.address(relationship.target), graph)
        for elsewhere in _addresses(node.properties.get("exactMatches")):
            yield Quad(subject, EXACT_MATCH, elsewhere, graph)

    def _literals(
        self, cls: Class, properties: Mapping[str, Value]
    ) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
        for field in cls.fields.values():
            value = properties.get(field.name)
            if value is None:
                continue
            predicate = NamedNode(field.iri)
            for each in value if isinstance(value, list) else [value]:
                yield predicate, self._term(field, each)

    def _term(self, field: Field, value: str | float) -> NamedNode | Literal:
        if field.scheme:
            return NamedNode(self._vocabulary.schemes[field.scheme].by_notation[str(value)].iri)
        if field.datatype == "string":
            return Literal(str(value))
        datatype = NamedNode(XSD + field.datatype)
        if field.datatype == "decimal":
            return Literal(format(Decimal(str(value)), "f"), datatype=datatype)
        if field.datatype == "boolean":
            return Literal("true" if value else "false", datatype=datatype)
        return Literal(str(value), datatype=datatype)


def _addresses(values: Value | None) -> Iterator[NamedNode]:
    """Those of the values that can stand as addresses in RDF."""
    for value in values if isinstance(values, list) else []:
        if value.startswith(("http://", "https://")):
            with suppress(ValueError):
                yield NamedNode(value)
