"""What the entries of a register belong to: the graph wants parents and countries beside whoever is named."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.register.entries import Entry
from loaders.register.register import Register
from ontology.facts import EntityId


def with_surroundings(register: Register, ids: Iterable[EntityId]) -> tuple[Entry, ...]:
    """The entries of these ids with their parents, their parents' parents, and their countries; by id."""
    countries = {entry.country: entry.id for entry in register.entries.values() if entry.type == "country"}
    found: dict[EntityId, Entry] = {}
    waiting = list(ids)
    while waiting:
        entry = register.get(waiting.pop())
        if entry is None or entry.id in found:
            continue
        found[entry.id] = entry
        waiting += entry.parents
        if entry.country in countries:
            waiting.append(countries[entry.country])
    return tuple(found[id] for id in sorted(found))
