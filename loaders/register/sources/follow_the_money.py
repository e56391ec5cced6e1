"""FollowTheMoney JSON (followthemoney.tech): one entity a line, each a schema and lists of property values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id

TYPES = {
    "Organization": "organization",
    "PublicBody": "agency",
    "Company": "company",
    "LegalEntity": "organization",
}
"""Schemata of organizations, and the register's types for them. Anything else but persons is left out."""
IDENTIFIERS = {"wikidataId": "wikidata", "leiCode": "lei"}
"""Properties that hold identifiers of schemes that have addresses."""


def read_follow_the_money(path: Path) -> Iterator[Entry]:
    """Persons and organizations with all their names; a person's first position is the office."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                entry = _entry(record["schema"], record.get("properties", {}))
                if entry is not None:
                    yield entry


def _entry(schema: str, properties: dict[str, list[str]]) -> Entry | None:
    names = [*properties.get("name", []), *properties.get("alias", []), *properties.get("weakAlias", [])]
    if not names or (schema != "Person" and schema not in TYPES):
        return None
    country = next(iter(properties.get("country", []) or properties.get("jurisdiction", [])), "")
    is_person = schema == "Person"
    return Entry(
        id=entity_id("Official" if is_person else "Organization", names[0]),
        name=names[0],
        kind="Official" if is_person else "Organization",
        type="official" if is_person else TYPES[schema],
        aliases=tuple(dict.fromkeys(names[1:])),
        country=country.upper() if len(country) == 2 else None,
        office=next(iter(properties.get("position", [])), None) if is_person else None,
        exact_matches=tuple(
            address
            for name, scheme in IDENTIFIERS.items()
            for identifier in properties.get(name, [])
            for address in addresses({scheme: identifier})
        ),
    )
