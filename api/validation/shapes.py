"""Nodes against the ontology's shapes, by pySHACL, some at a time: memory holds a page of nodes, not the graph.

A page is a small graph of its own: the nodes with all that leaves them, and the classes of what they lead to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import cast

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.term import Node

from api.validation.faults import Fault, Kind
from ontology.reference import limits_in_words
from ontology.vocabulary import ROSTRA, load_graph, load_vocabulary, local_name

PAGE = 500
"""Nodes that are checked together."""
TYPE = NamedNode(str(RDF.type))


def shape_faults(store: Store) -> Iterator[Fault | int]:
    """What the shapes find wrong in a store, and after each page how many nodes it had."""
    for label in load_vocabulary().labels:
        cls = NamedNode(str(ROSTRA[label]))
        subjects = dict.fromkeys(quad.subject for quad in store.quads_for_pattern(None, TYPE, cls))
        waiting = iter(subjects)
        while page := [cast(NamedNode, subject) for subject in islice(waiting, PAGE)]:
            yield from _check(store, label, page)
            yield len(page)


def _check(store: Store, label: str, page: Sequence[NamedNode]) -> Iterator[Fault]:
    data = _page_graph(store, page)
    conforms, results, _ = pyshacl.validate(
        data,
        shacl_graph=_shapes(),
        ont_graph=_subclasses(),
        inference="none",
        inplace=True,
        focus_nodes=[URIRef(subject.value) for subject in page],
    )
    if not conforms:
        for result in results.subjects(RDF.type, SH.ValidationResult):
            yield _fault(results, result, label)


def _page_graph(store: Store, page: Sequence[NamedNode]) -> Graph:
    data = Graph(bind_namespaces="none")
    led_to = set()
    for subject in page:
        for quad in store.quads_for_pattern(subject, None, None):
            data.add((URIRef(subject.value), URIRef(quad.predicate.value), _term(quad.object)))
            if isinstance(quad.object, NamedNode) and quad.predicate != TYPE:
                led_to.add(quad.object)
    for target in led_to:
        for quad in store.quads_for_pattern(target, TYPE, None):
            data.add((URIRef(target.value), RDF.type, _term(quad.object)))
    return data


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value))
    return BNode(term.value) if isinstance(term, BlankNode) else RdflibLiteral(str(term))


@cache
def _subclasses() -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in load_graph().triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    return graph


@cache
def _shapes() -> Graph:
    """The shapes; what is said of code schemes there in words of our own is said in SHACL's too."""
    graph = Graph(bind_namespaces="none")
    graph += load_graph()
    schemes = load_vocabulary().schemes
    for shape, scheme in list(graph.subject_objects(ROSTRA.scheme)):
        if (None, SH.property, shape) in graph:
            concepts: list[Node] = [URIRef(concept.iri) for concept in schemes[local_name(scheme)].concepts]
            codes = BNode()
            Collection(graph, codes, concepts)
            graph.add((shape, SH["in"], codes))
    return graph


def _fault(results: Graph, result: Node, label: str) -> Fault:
    path = results.value(result, SH.resultPath)
    value = results.value(result, SH.value)
    return Fault(
        Kind(label, local_name(path), _wrong(results, result)),
        str(results.value(result, SH.focusNode)),
        "" if value is None else str(value),
    )


def _wrong(results: Graph, result: Node) -> str:
    """What is wrong, in words."""
    component = results.value(result, SH.sourceConstraintComponent)
    shape = results.value(result, SH.sourceShape) or BNode()
    shapes = _shapes()
    match component:
        case SH.MinCountConstraintComponent:
            return "is missing"
        case SH.MaxCountConstraintComponent:
            return "is there more than once"
        case SH.DatatypeConstraintComponent:
            return f"is no {local_name(shapes.value(shape, SH.datatype))}"
        case SH.ClassConstraintComponent:
            return f"leads to no {local_name(shapes.value(shape, SH['class']))}"
        case SH.NodeKindConstraintComponent:
            return "is no address"
        case SH.InConstraintComponent if (scheme := shapes.value(shape, ROSTRA.scheme)) is not None:
            return f"is no code of {local_name(scheme)}"
    name = local_name(component).removesuffix("ConstraintComponent")
    asked = limits_in_words(shapes, shape).get(name[0].lower() + name[1:], "as its shape asks")
    return "is empty" if name == "MinLength" else f"is not {asked}".replace("is not not ", "is ")
