"""Provenance as RDF 1.2 triple terms: what says of each asserted triple which run asserted it.

A claim is a node of its own, the address of what was asserted with `#claim` behind it. It reifies each triple of the
assertion and names the run that generated it, also in formats without named graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from api.linked_data.triples import RDF_TYPE

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
GENERATED_BY = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")


def with_claims(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, and beside each that stands in a run's graph that its claim reifies it."""
    for quad in quads:
        yield quad
        run = quad.graph_name
        if isinstance(run, DefaultGraph):
            continue
        assert isinstance(quad.subject, NamedNode)
        claim = NamedNode(f"{quad.subject.value}#claim")
        if quad.predicate == RDF_TYPE:
            yield Quad(claim, GENERATED_BY, run, run)
        yield Quad(claim, REIFIES, quad.triple, run)
