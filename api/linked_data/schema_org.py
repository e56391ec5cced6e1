"""A node in the terms of schema.org, for search engines: JSON-LD that its page carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.linked_data.neighbours import Group, Neighbour
from api.linked_data.pages import is_web, path
from graph.rows import Node

CLASSES = {
    "Statement": ("NewsArticle", {"title": "headline", "issued": "datePublished", "language": "inLanguage"}),
    "Organization": ("Organization", {"name": "name", "aliases": "alternateName"}),
    "Official": ("Person", {"name": "name", "aliases": "alternateName"}),
    "Location": ("Place", {"name": "name", "latitude": "latitude", "longitude": "longitude"}),
    "Incident": ("Event", {"name": "name", "startDate": "startDate", "endDate": "endDate"}),
}
RELATIONS = {
    ("Statement", "issuers"): "author",
    ("Organization", "parents"): "parentOrganization",
    ("Location", "within"): "containedInPlace",
    ("Incident", "locations"): "location",
}


def schema_org(node: Node, title: str, address: str, towards: Mapping[str, Group]) -> Mapping[str, Any]:
    """The node in the terms of schema.org, for search engines."""
    type, terms = CLASSES.get(node.label, ("Thing", {}))
    known = {term: node.properties[name] for name, term in terms.items() if name in node.properties}
    told = {
        term: [_linked(address, node.id, neighbour) for neighbour in towards[name].neighbours]
        for (label, name), term in RELATIONS.items()
        if label == node.label and name in towards
    }
    url, same = _links(node.properties.get("url")), _links(node.properties.get("exactMatches"))
    return {
        "@context": "https://schema.org",
        "@type": type,
        "@id": address,
        **({} if known else {"name": title}),
        **known,
        **told,
        **({"url": url[0]} if url else {}),
        **({"sameAs": same} if same else {}),
    }


def _linked(address: str, id: str, neighbour: Neighbour) -> Mapping[str, str]:
    type, _ = CLASSES.get(neighbour.label, ("Thing", {}))
    base = address.removesuffix(path(id))
    return {"@type": type, "@id": base + path(neighbour.id), "name": neighbour.title}


def _links(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if is_web(each)]
