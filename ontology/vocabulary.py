"""The ontology's files, read once into a typed `Vocabulary`.

Names and meanings come from rostra.ttl, what a class carries from shapes.ttl, codes from schemes.ttl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.errors import VocabularyError
from ontology.terms import Class, Concept, Datatype, Field, Relation, Scheme, Vocabulary

NAMESPACE = "https://w3id.org/rostra/ontology#"
ONTOLOGY = NAMESPACE.rstrip("#")
FILES = ("rostra.ttl", "shapes.ttl", "schemes.ttl")
ROSTRA = Namespace(NAMESPACE)


@cache
def load_graph() -> Graph:
    """All files of the ontology as one RDF graph; not to be changed."""
    graph = Graph(bind_namespaces="none")
    for name in FILES:
        graph.parse(data=files("ontology").joinpath(name).read_text("utf-8"), format="turtle")
    return graph


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary.

    Raises VocabularyError where a file uses a term that no file declares.
    """
    return _Reader(load_graph()).vocabulary()


class _Reader:
    """Walks the RDF graph; every look-up that must succeed raises VocabularyError when it doesn't."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def vocabulary(self) -> Vocabulary:
        classes = [iri for iri in self._subjects(RDF.type, OWL.Class) if iri.startswith(NAMESPACE)]
        schemes = self._subjects(RDF.type, SKOS.ConceptScheme)
        return Vocabulary(
            iri=ONTOLOGY,
            namespace=NAMESPACE,
            version=self._text(URIRef(ONTOLOGY), OWL.versionInfo),
            classes={local_name(iri): self._class(iri) for iri in classes},
            schemes={local_name(iri): self._scheme(iri) for iri in schemes},
        )

    def _class(self, iri: URIRef) -> Class:
        above = self._ancestors(iri)
        lineage = [iri, *(other for other in above if other.startswith(NAMESPACE))]
        shapes = [shape for cls in reversed(lineage) for shape in self._property_shapes(cls)]
        identifier = self._field(ROSTRA.id, None)
        fields = [identifier] + [
            self._field(path, shape) for path, shape in shapes if not self._is_relation(shape)
        ]
        relations = [self._relation(iri, path, shape) for path, shape in shapes if self._is_relation(shape)]
        return Class(
            name=local_name(iri),
            iri=str(iri),
            label=self._text(iri, RDFS.label),
            comment=self._text(iri, RDFS.comment),
            plural=self._text(iri, ROSTRA.plural),
            abstract=bool(self.graph.value(iri, ROSTRA.abstract)),
            parents=tuple(local_name(other) for other in lineage[1:]),
            aligned=tuple(str(other) for other in above if not other.startswith(NAMESPACE)),
            fields={field.name: field for field in fields},
            relations={relation.name: relation for relation in relations},
        )

    def _field(self, path: URIRef, shape: Node | None) -> Field:
        scheme = self.graph.value(shape, ROSTRA.scheme) if shape else None
        many = shape is not None and self.graph.value(shape, SH.maxCount) is None
        return Field(
            name=self._text(path, ROSTRA.plural) if many else local_name(path),
            iri=str(path),
            label=self._text(path, RDFS.label),
            comment=self._text(path, RDFS.comment),
            datatype="code" if scheme else self._datatype(path, shape),
            scheme=local_name(scheme) if scheme else None,
            many=many,
            required=shape is None or self._at_least_one(shape),
            indexed=bool(self.graph.value(path, ROSTRA.indexed)),
            full_text=bool(self.graph.value(path, ROSTRA.fullText)),
        )

    def _relation(self, source: URIRef, path: URIRef, shape: Node) -> Relation:
        many = self.graph.value(shape, SH.maxCount) is None
        inverse = self._text(shape, ROSTRA.inverseName)
        return Relation(
            name=self._text(path, ROSTRA.plural) if many else local_name(path),
            type=re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local_name(path)).upper(),
            iri=str(path),
            label=self._text(path, RDFS.label),
            comment=self._text(path, RDFS.comment),
            source=local_name(source),
            target=local_name(self.graph.value(shape, SH["class"])),
            many=many,
            required=self._at_least_one(shape),
            inverse_name=self._text(source, ROSTRA.plural) if inverse == "*" else inverse,
        )

    def _scheme(self, iri: URIRef) -> Scheme:
        return Scheme(
            iri=str(iri),
            name=local_name(iri),
            label=self._text(iri, SKOS.prefLabel),
            definition=self._text(iri, SKOS.definition),
            concepts=tuple(
                Concept(
                    iri=str(concept),
                    notation=self._text(concept, SKOS.notation),
                    label=self._text(concept, SKOS.prefLabel),
                    definition=self._text(concept, SKOS.definition),
                )
                for concept in self._subjects(SKOS.inScheme, iri)
            ),
        )

    def _property_shapes(self, cls: URIRef) -> Iterator[tuple[URIRef, Node]]:
        for shape in self.graph.subjects(SH.targetClass, cls):
            for node in self.graph.objects(shape, SH.property):
                yield cast(URIRef, self.graph.value(node, SH.path)), node

    def _ancestors(self, iri: URIRef) -> list[URIRef]:
        found: list[URIRef] = []
        level = [iri]
        while level:
            level = [cast(URIRef, up) for cls in level for up in self.graph.objects(cls, RDFS.subClassOf)]
            found.extend(up for up in level if up not in found)
        return found

    def _is_relation(self, shape: Node) -> bool:
        return self.graph.value(shape, SH["class"]) is not None

    def _at_least_one(self, shape: Node) -> bool:
        return int(str(self.graph.value(shape, SH.minCount) or 0)) > 0

    def _datatype(self, path: URIRef, shape: Node | None) -> Datatype:
        iri = self.graph.value(shape, SH.datatype) if shape else XSD.string
        name = str(iri).removeprefix(str(XSD))
        if name not in get_args(Datatype):
            raise VocabularyError(
                f"shapes.ttl gives {local_name(path)} no datatype that Rostra knows: {iri}."
            )
        return cast(Datatype, name)

    def _subjects(self, predicate: URIRef, value: URIRef) -> list[URIRef]:
        return [cast(URIRef, subject) for subject in self.graph.subjects(predicate, value)]

    def _text(self, subject: Node, predicate: URIRef) -> str:
        value = self.graph.value(subject, predicate)
        if not isinstance(value, Literal):
            raise VocabularyError(f"The ontology gives {local_name(subject)} no {local_name(predicate)}.")
        return str(value)


def local_name(iri: object) -> str:
    """What follows the last "#" or "/" of an address."""
    return re.split(r"[#/]", str(iri))[-1]
