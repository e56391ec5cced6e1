"""Pages for people: a node, and what there is. No script; one style sheet from here; everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.rows import Node
from ontology.terms import Vocabulary

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "page.css").read_bytes()
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
TITLES = ("title", "name", "action", "target", "trigger", "words", "kind", "text")
LONG = ("findings", "content")
"""Properties for machines: folded."""
SCHEMA_ORG = {
    "Statement": ("NewsArticle", {"title": "headline", "issued": "datePublished", "language": "inLanguage"}),
    "Organization": ("Organization", {"name": "name", "aliases": "alternateName"}),
    "Official": ("Person", {"name": "name", "aliases": "alternateName"}),
    "Location": ("Place", {"name": "name", "latitude": "latitude", "longitude": "longitude"}),
    "Incident": ("Event", {"name": "name", "startDate": "startDate", "endDate": "endDate"}),
}


def is_web(value: object) -> bool:
    """Whether a value may be linked to: an address of the web, and no script."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def path(node_id: str) -> str:
    """An id as part of an address."""
    return quote(node_id, safe="/-._~:")


PAGES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.tests["web"] = is_web
PAGES.filters["path"] = path


def title_of(node: Node) -> str:
    """What a person would call the node."""
    return str(next((node.properties[name] for name in TITLES if node.properties.get(name)), node.id))


def properties_of(vocabulary: Vocabulary, node: Node) -> list[tuple[str, str, list[Any]]]:
    """Name, meaning and values of what is known, codes by their labels; long words left out."""
    rows = []
    for field in vocabulary.classes[node.label].fields.values():
        value = node.properties.get(field.name)
        if value is None or field.name in ("id", "text", *LONG):
            continue
        values: list[Any] = value if isinstance(value, list) else [value]
        if field.scheme:
            values = [vocabulary.schemes[field.scheme].by_notation[str(each)].label for each in values]
        rows.append((field.label, field.comment, [_plain(each) for each in values]))
    return rows


def schema_org(node: Node, address: str) -> Mapping[str, Any]:
    """The node in the terms of schema.org, for search engines."""
    type, terms = SCHEMA_ORG.get(node.label, ("Thing", {}))
    known = {term: node.properties[name] for name, term in terms.items() if name in node.properties}
    links = [*_links(node.properties.get("url")), *_links(node.properties.get("exactMatches"))]
    same = {"sameAs": links} if links else {}
    return {
        "@context": "https://schema.org",
        "@type": type,
        "@id": address,
        **({"name": title_of(node)} if type == "Thing" else {}),
        **known,
        **same,
    }


def render(template: str, **given: Any) -> bytes:  # noqa: ANN401
    """A page in UTF-8."""
    return PAGES.get_template(template).render(**given).encode()


def _plain(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _links(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if is_web(each)]
