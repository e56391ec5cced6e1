"""The register: every known actor and place, found by id, by name, or in running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from loaders.register.entries import Entry, fold
from loaders.register.index import NameIndex
from loaders.register.states import Demonyms, load_states
from loaders.register.tables import DATA, load_tables
from ontology.facts import EntityId

LEADING = frozenset(
    {"President", "Prime Minister", "Chancellor", "Supreme Leader", "King", "Chairman", "Leader"}
)
"""Offices whose holder gives a government its name: "the Netanyahu government"."""


class Register:
    """Entries with an index over their names. `demonyms` leads from "Haitian" to Haiti."""

    def __init__(self, entries: Iterable[Entry], demonyms: Demonyms) -> None:
        self.entries: dict[EntityId, Entry] = {}
        for entry in entries:
            known = self.entries.get(entry.id)
            self.entries[entry.id] = joined(known, entry) if known else entry
        self.demonyms = demonyms
        self.index: NameIndex[Entry] = NameIndex(
            (name, entry) for entry in self.entries.values() for name in entry.names
        )
        self._by_surname: dict[str, list[Entry]] = defaultdict(list)
        self._by_office: dict[tuple[EntityId, str], list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "Official":
                self._by_surname[fold(entry.name).split()[-1].casefold()].append(entry)
            if entry.organization and entry.office:
                self._by_office[entry.organization, entry.office].append(entry)

        self._armies = {
            parent: entry
            for entry in self.entries.values()
            if entry.type == "army"
            for parent in entry.parents
        }
        self._states = {e.country: e for e in self.entries.values() if e.type == "state" and e.country}
        self._leaders: dict[str, EntityId] = {}
        for entry in self.entries.values():
            if entry.kind == "Official" and entry.organization and entry.office in LEADING:
                for name in entry.names:
                    self._leaders.setdefault(fold(name).split()[-1], entry.organization)
        self._capitals = {
            entry.name: f"organization/{entry.parents[0].partition('/')[2]}"
            for entry in self.entries.values()
            if entry.type == "capital" and entry.parents
        }

    def army(self, state: EntityId) -> Entry | None:
        """The armed forces of a state, where they are known by a name of their own."""
        return self._armies.get(state)

    def state_of(self, words: str) -> Entry | None:
        """The state that an adjective ("Haitian"), a name, its capital or its leader's surname ("Biden") means."""
        folded = fold(words)
        id = self.demonyms.adjectives.get(folded) or self._leaders.get(folded) or self._capitals.get(folded)
        if id is not None:
            return self.entries.get(id)
        return next((entry for entry in self.index.named(words) if entry.type == "state"), None)

    def state_in(self, country: str) -> Entry | None:
        """The state that acts of an ISO 3166 country code."""
        return self._states.get(country)

    def get(self, id: EntityId) -> Entry | None:
        """The entry of this id, if there is one."""
        return self.entries.get(id)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear exactly this name or alias."""
        return self.index.named(name)

    def holders(self, organization: EntityId, office: str) -> tuple[Entry, ...]:
        """The officials known to have held this office, in the order of the tables."""
        return tuple(self._by_office.get((organization, office), ()))

    def surnamed(self, surname: str) -> tuple[Entry, ...]:
        """The officials whose full name ends in this word."""
        return tuple(self._by_surname.get(fold(surname).casefold(), ()))


def joined(known: Entry, more: Entry) -> Entry:
    """The later entry with the names of both; what it does not tell stays as it was."""
    aliases = (name for name in (*known.aliases, *more.aliases) if name != known.name)
    told = {
        key: getattr(more, key)
        for key in ("office", "organization", "since", "until", "country", "coordinates")
        if getattr(more, key)
    }
    parents = tuple(dict.fromkeys((*known.parents, *more.parents)))
    matches = tuple(dict.fromkeys((*known.exact_matches, *more.exact_matches)))
    names = tuple(dict.fromkeys(aliases))
    return replace(known, aliases=names, parents=parents, exact_matches=matches, **told)


@cache
def load_register(folder: Path | None = None) -> Register:
    """The register that ships with Rostra, with the tables of a user's own folder added; read once."""
    states, demonyms = load_states()
    own = load_tables(folder) if folder is not None and folder.is_dir() else ()
    return Register([*states, *load_tables(DATA), *own], demonyms)


def built_in_register() -> Register:
    """The register that ships with Rostra, read once."""
    return load_register()
