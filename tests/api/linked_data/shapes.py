"""Checking a graph against the ontology's shapes, as any linked-data consumer would."""

from __future__ import annotations

import pyshacl
from rdflib import Graph

from ontology.vocabulary import load_graph


def violations(data: Graph) -> str:
    """What pySHACL says against the graph; empty if it conforms."""
    conforms, _, text = pyshacl.validate(
        data, shacl_graph=load_graph(), ont_graph=load_graph(), inference="none"
    )
    return "" if conforms else str(text)
