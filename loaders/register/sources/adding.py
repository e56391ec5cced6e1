"""Adds a list of actors to a user's own register: reads it by its format, and keeps it as the register's tables."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from loaders.register.entries import Entry, slug
from loaders.register.register import Register
from loaders.register.sources.congress import read_congress
from loaders.register.sources.follow_the_money import read_follow_the_money
from loaders.register.sources.petrarch import read_petrarch
from loaders.register.sources.popolo import read_popolo
from loaders.register.sources.ucdp import read_ucdp
from ontology.errors import ReadingError
from ontology.facts import EntityKind

READERS: dict[str, Callable[[Path], Iterator[Entry]]] = {
    "popolo": read_popolo,
    "ftm": read_follow_the_money,
    "congress": read_congress,
    "ucdp": read_ucdp,
    "petrarch": read_petrarch,
}
FORMATS = {".yaml": "congress", ".yml": "congress", ".csv": "ucdp", ".txt": "petrarch", ".json": "popolo"}
"""The format that a file's ending suggests; FollowTheMoney (`.ftm.json`, `.jsonl`) is told by its name."""
TABLES: dict[EntityKind, tuple[str, tuple[str, ...]]] = {
    "Organization": ("organizations", ("name", "type", "aliases", "parents", "country", "exact_matches")),
    "Official": (
        "officials",
        ("name", "aliases", "office", "organization", "since", "until", "country", "exact_matches"),
    ),
    "Location": ("places", ("name", "type", "aliases", "parents", "country", "exact_matches")),
}


def add_source(path: Path, folder: Path, register: Register, source_format: str | None = None) -> int:
    """Reads a list and writes its actors as tables named after it into `folder`; gives how many there were.

    Who bears a name of the register goes by the register's name, so that both are one actor. Reading the same list
    again replaces its tables. Raises ReadingError when the format is unknown or the file is not of it.
    """
    entries = [as_known(entry, register) for entry in read_source(path, source_format)]
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (stem, columns) in TABLES.items():
        rows = [entry for entry in entries if entry.kind == kind]
        if rows:
            _write(folder / f"{stem}_{slug(path.stem)}.csv", columns, rows, register)
    return len(entries)


def read_source(path: Path, source_format: str | None = None) -> list[Entry]:
    """The actors of a list. Raises ReadingError as `add_source` does."""
    chosen = source_format or suggested_format(path)
    if chosen not in READERS:
        raise ReadingError(
            f"{path.name} is a list of actors in no format that Rostra knows.",
            f"Name one of {', '.join(READERS)} with --format.",
            source=str(path),
        )
    try:
        return list(READERS[chosen](path))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReadingError(
            f"{path.name} cannot be read as {chosen}: {error}.",
            "Name another format with --format.",
            source=str(path),
        ) from error


def suggested_format(path: Path) -> str | None:
    """The format by the file's name."""
    if path.name.endswith((".ftm.json", ".jsonl", ".ijson")):
        return "ftm"
    return FORMATS.get(path.suffix)


def as_known(entry: Entry, register: Register) -> Entry:
    """The entry under the id and name by which the register knows a bearer of one of its names."""
    for name in entry.names:
        for known in register.named(name):
            if known.kind == entry.kind:
                names = (name for name in (*entry.names, *known.aliases) if name != known.name)
                return replace(entry, id=known.id, name=known.name, aliases=tuple(dict.fromkeys(names)))
    return entry


def _write(path: Path, columns: tuple[str, ...], entries: Iterable[Entry], register: Register) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        for entry in entries:
            writer.writerow(_row(entry, register))


def _row(entry: Entry, register: Register) -> dict[str, object]:
    return {
        "name": entry.name,
        "type": entry.type,
        "aliases": "|".join(alias for alias in entry.aliases if "|" not in alias),
        "parents": "|".join(_name(parent, register) for parent in entry.parents),
        "country": entry.country or "",
        "office": entry.office or "",
        "organization": _name(entry.organization, register) if entry.organization else "",
        "since": entry.since or "",
        "until": entry.until or "",
        "exact_matches": "|".join(entry.exact_matches),
    }


def _name(id: str, register: Register) -> str:
    """The name of an entry, or words that give the same id."""
    entry = register.get(id)
    return entry.name if entry else id.partition("/")[2].replace("-", " ").title()
