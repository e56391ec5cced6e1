"""Terms of an answer as people read them: ids without their base, terms of known vocabularies with a prefix."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.vocabulary import NAMESPACE

PREFIXES = {
    "rostra": NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
}
"""Prefixes that a query needn't declare."""


def shown(term: Mapping[str, str], base: str) -> str:
    """A term of the JSON format of results; `base` is that of the ids."""
    value = term["value"]
    if term["type"] != "uri":
        return value
    for prefix, namespace in {"": base, **PREFIXES}.items():
        if value.startswith(namespace):
            name = value.removeprefix(namespace)
            return f"{prefix}:{name}" if prefix else name
    return value
