"""The actor list of the Uppsala Conflict Data Program: armed groups, by names in English and their own language."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pycountry

from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id

STATE = "4"
"""The code of governments in `Org`: the register has the states already."""
IDS = ("ActorId", "ActorID")
"""The column of UCDP's own number, as versions of the list name it."""
NAMES = ("NameOrigFullEng", "NameOrigFull", "NameOrig", "NameData")


def read_ucdp(path: Path) -> Iterator[Entry]:
    """Every actor that is not a government, with the country it fights in if that is one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Org"] != STATE and not row["NameData"].startswith("Government of "):
                yield _group(row)


def _group(row: dict[str, str]) -> Entry:
    names = [row[key].strip() for key in NAMES if row[key].strip().lower() not in ("", "n/a")]
    name = names[0] if names else row["NameData"]
    places = [place.strip() for place in row["Location"].split(",")]
    country = pycountry.countries.get(name=places[0]) if len(places) == 1 else None
    return Entry(
        id=entity_id("Organization", name),
        name=name,
        kind="Organization",
        type="armed group",
        aliases=tuple(alias for alias in dict.fromkeys(names) if alias != name),
        country=country.alpha_2 if country else None,
        exact_matches=addresses({"ucdp": next((row[key] for key in IDS if row.get(key)), "")}),
    )
