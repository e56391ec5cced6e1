"""The YAML files of congress-legislators: members of Congress, presidents, and committees of both houses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id

Record = dict[str, Any]
Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OFFICES = {
    "sen": ("Senator", "United States Senate"),
    "rep": ("Representative", "United States House of Representatives"),
    "prez": ("President", "United States"),
    "viceprez": ("Vice President", "United States"),
}
"""Kinds of terms: the office and its organization."""
CHAMBERS = {
    "house": "United States House of Representatives",
    "senate": "United States Senate",
    "joint": "United States Congress",
}


def read_congress(path: Path) -> Iterator[Entry]:
    """Officials with their last office, from a file of persons; committees and subcommittees from one of those."""
    for record in yaml.load(path.read_text("utf-8"), Loader=Loader):
        if "terms" in record:
            yield _legislator(record)
        else:
            yield from _committee(record)


def _legislator(record: Record) -> Entry:
    name, terms = record["name"], record["terms"]
    office, organization = OFFICES[terms[-1]["type"]]
    same = [term for term in terms if term["type"] == terms[-1]["type"]]
    called = name.get("nickname") or name["first"]
    full = name.get("official_full") or f"{called} {name['last']}"
    plain = [f"{first} {name['last']}" for first in (called, name["first"])]
    initialed = [f"{name['first']} {name['middle'][0]}. {name['last']}"] if name.get("middle") else []
    return Entry(
        id=entity_id("Official", plain[0]),
        name=plain[0],
        kind="Official",
        type="official",
        aliases=tuple(alias for alias in dict.fromkeys([full, *plain, *initialed]) if alias != plain[0]),
        country="US",
        office=office,
        organization=entity_id("Organization", organization),
        since=int(same[0]["start"][:4]),
        until=int(same[-1]["end"][:4]),
        exact_matches=addresses(record.get("id", {})),
    )


def _committee(record: Record) -> Iterator[Entry]:
    name, chamber = record["name"], CHAMBERS[record["type"]]
    yield _body(name, (chamber,), _short_forms(name))
    for part in record.get("subcommittees", []):
        yield _body(f"{name} Subcommittee on {part['name']}", (name,), (f"Subcommittee on {part['name']}",))


def _body(name: str, parents: tuple[str, ...], aliases: tuple[str, ...]) -> Entry:
    return Entry(
        id=entity_id("Organization", name),
        name=name,
        kind="Organization",
        type="legislature",
        aliases=aliases,
        parents=tuple(entity_id("Organization", parent) for parent in parents),
        country="US",
    )


def _short_forms(name: str) -> tuple[str, ...]:
    """As speakers say it: "House Agriculture Committee" for "House Committee on Agriculture"."""
    match = re.fullmatch(r"(House|Senate) Committee on (?:the )?(.+)", name)
    return (f"{match[1]} {match[2]} Committee",) if match else ()
