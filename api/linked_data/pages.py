"""Pages for people: a node, and what there is. No script; one style sheet from here; everything escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "page.css").read_bytes()
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
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


def render(template: str, **given: Any) -> bytes:  # noqa: ANN401
    """A page in UTF-8."""
    return PAGES.get_template(template).render(**given).encode()
