"""Which column of a table, or key of a front matter, holds what: as the options say, else by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

KNOWN_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "fulltext", "statement", "speech"),
    "title": ("title", "headline", "subject"),
    "issued": (
        "date",
        "issued",
        "published",
        "date_published",
        "publication_date",
        "published_at",
        "issued_at",
        "datetime",
        "timestamp",
    ),
    "year": ("year",),
    "session": ("session",),
    "url": ("url", "link", "permalink", "href", "source_url"),
    "issuer": ("issuer", "issuers", "organization", "organisation", "source", "author", "speaker", "agency"),
    "issuer_iso3": ("issuer_iso3", "iso3", "country_iso3", "country_code"),
    "language": ("language", "lang"),
    "id": ("id", "identifier", "guid"),
}
"""Fields of a statement, each with the names it goes by, the surest first."""


def columns_of_fields(names: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that has one: the chosen one if it is there, else the first known name.

    Names are compared without regard to case, blanks and hyphens. A chosen column may be missing.
    """
    names = list(names)
    spelled = {_key(name): name for name in reversed(names)}
    found = {}
    for field, known in KNOWN_NAMES.items():
        if field in chosen:
            if chosen[field] in names:
                found[field] = chosen[field]
        elif name := next((spelled[key] for key in known if key in spelled), None):
            found[field] = name
    return found


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lstrip("\ufeff").lower())
