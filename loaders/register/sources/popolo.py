"""Popolo JSON (popoloproject.com): persons, organizations and the memberships between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id

Record = dict[str, Any]


def read_popolo(path: Path) -> Iterator[Entry]:
    """Organizations, and persons with the office of their last membership."""
    data: dict[str, list[Record]] = json.loads(path.read_text("utf-8"))
    organizations = {record["id"]: record for record in data.get("organizations", [])}
    memberships: dict[str, list[Record]] = {}
    for membership in data.get("memberships", []):
        memberships.setdefault(membership.get("person_id", ""), []).append(membership)
    for record in organizations.values():
        yield _organization(record, organizations)
    for person in data.get("persons", []):
        held = sorted(memberships.get(person["id"], []), key=lambda m: m.get("start_date") or "")
        yield _official(person, held[-1] if held else {}, organizations)


def _organization(record: Record, organizations: dict[str, Record]) -> Entry:
    parent = organizations.get(record.get("parent_id") or "")
    return Entry(
        id=entity_id("Organization", record["name"]),
        name=record["name"],
        kind="Organization",
        type=record.get("classification") or "organization",
        aliases=_other_names(record),
        parents=(entity_id("Organization", parent["name"]),) if parent else (),
        exact_matches=_elsewhere(record),
    )


def _official(person: Record, membership: Record, organizations: dict[str, Record]) -> Entry:
    organization = organizations.get(membership.get("organization_id") or "")
    return Entry(
        id=entity_id("Official", person["name"]),
        name=person["name"],
        kind="Official",
        type="official",
        aliases=_other_names(person),
        office=membership.get("role") or None,
        organization=entity_id("Organization", organization["name"]) if organization else None,
        since=_year(membership.get("start_date")),
        until=_year(membership.get("end_date")),
        exact_matches=_elsewhere(person),
    )


def _other_names(record: Record) -> tuple[str, ...]:
    return tuple(other["name"] for other in record.get("other_names", []) if other.get("name"))


def _elsewhere(record: Record) -> tuple[str, ...]:
    given = {each.get("scheme", ""): each.get("identifier") for each in record.get("identifiers", [])}
    return addresses(given)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None
