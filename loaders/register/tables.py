"""Reads the register's own tables: one CSV file a kind of actor, lists inside a cell separated by "|"."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from loaders.register.entries import Entry, entity_id
from ontology.facts import EntityKind

DATA = Path(__file__).parent / "data"
KINDS: dict[str, EntityKind] = {
    "organizations": "Organization",
    "officials": "Official",
    "places": "Location",
}
"""The first word of a table's file name says what its rows are."""


def load_tables(folder: Path) -> Iterator[Entry]:
    """Every row of `organizations*.csv`, `officials*.csv` and `places*.csv` in the folder."""
    for path in sorted(folder.glob("*.csv")):
        kind = KINDS.get(path.stem.split("_")[0])
        if kind is None:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield _entry(row, kind)


def _entry(row: dict[str, str], kind: EntityKind) -> Entry:
    organization = row.get("organization") or ""
    parent_kind: EntityKind = "Location" if kind == "Location" else "Organization"
    return Entry(
        id=entity_id(kind, row["name"]),
        name=row["name"],
        kind=kind,
        type=row.get("type") or kind.lower(),
        aliases=cells(row.get("aliases")),
        parents=tuple(entity_id(parent_kind, parent) for parent in cells(row.get("parents"))),
        country=row.get("country") or None,
        office=row.get("office") or None,
        organization=entity_id("Organization", organization) if organization else None,
        since=_year(row.get("since")),
        until=_year(row.get("until")),
        exact_matches=cells(row.get("exact_matches")),
    )


def cells(cell: str | None) -> tuple[str, ...]:
    """The parts of a cell that holds a list: "IDF|Israeli army"."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _year(cell: str | None) -> int | None:
    return int(cell) if cell else None
