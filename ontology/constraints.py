"""What the shapes ask of the values of one node, checked without an RDF graph: for graphs too large for pySHACL.

Which properties a class has, of which datatype and how often, `ontology.vocabulary` knows; this knows the rest.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.vocabulary import load_graph, load_vocabulary


@dataclass(frozen=True, slots=True)
class Limits:
    """What a shape asks of each value of a property; None where it asks nothing.

    `before` is the property that no value may exceed, or with `strictly` none may reach.
    """

    pattern: str | None
    shortest: int | None
    least: float | None
    most: float | None
    among: frozenset[int] | None
    before: str | None
    strictly: bool


@cache
def limits_of(label: str) -> Mapping[str, Limits]:
    """The limits on properties of a class, inherited ones included, by the names that they have in the graph."""
    graph, vocabulary = load_graph(), load_vocabulary()
    cls = vocabulary.classes[label]
    names = {field.iri: field.name for field in cls.fields.values()}
    found: dict[str, Limits] = {}
    for name in (*reversed(cls.parents), label):
        for shape in graph.subjects(SH.targetClass, URIRef(vocabulary.classes[name].iri)):
            for node in graph.objects(shape, SH.property):
                path = str(graph.value(node, SH.path))
                if path in names:
                    found[names[path]] = _limits(graph, node, names)
    return found


def violations(label: str, properties: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the values of a node, each in words: "end is 3, and must be more than start"."""
    for name, limits in limits_of(label).items():
        value = properties.get(name)
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                yield from (f"{name} {wrong}" for wrong in _wrong(each, limits))
        if value is not None and limits.before and (later := properties.get(limits.before)) is not None:
            fits = operator.lt if limits.strictly else operator.le
            if not fits(value, later):
                yield f"{name} is {value}, which does not come before {limits.before}"


def _wrong(value: str | float, limits: Limits) -> Iterator[str]:
    if isinstance(value, str):
        if limits.pattern is not None and not re.search(limits.pattern, value):
            yield f"is {value!r}, which does not fit {limits.pattern}"
        if limits.shortest is not None and len(value) < limits.shortest:
            yield "is too short"
        return
    if limits.least is not None and value < limits.least:
        yield f"is {value}, less than {limits.least:g}"
    if limits.most is not None and value > limits.most:
        yield f"is {value}, more than {limits.most:g}"
    if limits.among is not None and value not in limits.among:
        yield f"is {value}, none of {', '.join(map(str, sorted(limits.among)))}"


def _limits(graph: Graph, shape: Node, names: Mapping[str, str]) -> Limits:
    def number(term: URIRef) -> float | None:
        value = graph.value(shape, term)
        return None if value is None else float(str(value))

    pattern, shortest, among = (graph.value(shape, term) for term in (SH.pattern, SH.minLength, SH["in"]))
    orders = [
        (term, other)
        for term in (SH.lessThan, SH.lessThanOrEquals)
        if (other := graph.value(shape, term)) is not None
    ]
    return Limits(
        pattern=None if pattern is None else str(pattern),
        shortest=None if shortest is None else int(str(shortest)),
        least=number(SH.minInclusive),
        most=number(SH.maxInclusive),
        among=frozenset(int(str(each)) for each in Collection(graph, among)) if among is not None else None,
        before=names[str(orders[0][1])] if orders else None,
        strictly=bool(orders) and orders[0][0] == SH.lessThan,
    )
