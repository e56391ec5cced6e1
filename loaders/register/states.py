"""The states of the world: codes and official names from ISO 3166 (pycountry), the rest from `states.csv`.

Each is two entries of one name, the state that acts (`organization/russia`) and the country (`location/russia`);
its capital is a place of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

import pycountry

from loaders.register.elsewhere import addresses
from loaders.register.entries import Entry, entity_id
from loaders.register.tables import DATA, cells
from ontology.facts import EntityId


@dataclass(frozen=True, slots=True)
class Demonyms:
    """Adjectives ("Haitian") and names of peoples ("Haitians"), each to the id of its state."""

    adjectives: dict[str, EntityId]
    peoples: dict[str, EntityId]

    @property
    def words(self) -> frozenset[str]:
        """Adjectives and names of peoples together."""
        return frozenset(word for word in (*self.adjectives, *self.peoples) if "." not in word)


def load_states() -> tuple[list[Entry], Demonyms]:
    """States and countries as entries, their capitals, and their demonyms."""
    entries: list[Entry] = []
    demonyms = Demonyms({}, {})
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entries.extend(_state(row))
            state = entity_id("Organization", row["name"])
            demonyms.adjectives.update((word, state) for word in cells(row["adjectives"]))
            demonyms.peoples.update((word, state) for word in cells(row["peoples"]))
    return entries, demonyms


def _state(row: dict[str, str]) -> Iterator[Entry]:
    name, code = row["name"], row["code"]
    country = pycountry.countries.get(alpha_2=code)
    official = (
        (getattr(country, key, "") for key in ("official_name", "common_name", "name")) if country else ()
    )
    written = (*cells(row["aliases"]), *(alias for alias in official if alias and "," not in alias))
    aliases = tuple(dict.fromkeys(alias for alias in written if alias != name))
    yield Entry(entity_id("Organization", name), name, "Organization", "state", aliases, country=code)
    elsewhere = addresses({"iso3166": code}) if country else ()
    yield Entry(
        entity_id("Location", name),
        name,
        "Location",
        "country",
        aliases,
        country=code,
        exact_matches=elsewhere,
    )
    for capital in cells(row["capital"]):
        yield Entry(
            entity_id("Location", capital),
            capital,
            "Location",
            "capital",
            parents=(entity_id("Location", name),),
            country=code,
        )
