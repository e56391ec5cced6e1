"""Who is who: subjects are one by the addresses they share, and are who is known by those; by names only after that.

Two subjects with addresses of their own are two, though they bear one name, unless the dataset says that they are the
same. Whoever gives addresses (Wikidata, a publisher) gives a thing one: two different ones tell two things apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ids import digest
from loaders.register.entries import Entry, fold
from loaders.register.register import Register, joined
from ontology.facts import EntityId, EntityKind

ADDRESSES = {
    "http://www.wikidata.org/entity/{}": r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)",
    "https://sws.geonames.org/{}/": r"https?://(?:sws\.|www\.)?geonames\.org/([1-9]\d*)(?:/.*)?",
    "https://www.iso.org/obp/ui/#iso:code:3166:{}": r"https?://www\.iso\.org/obp/ui/(?:en/)?#iso:code:3166:([A-Z]{2})",
    "https://bioguide.congress.gov/search/bio/{}": (
        r"https?://bioguide\.congress\.gov/(?:search/bio/|scripts/biodisplay\.pl\?index=)([A-Z]\d{6})/?"
    ),
    "https://viaf.org/viaf/{}": r"https?://(?:www\.)?viaf\.org/viaf/([1-9]\d*)/?",
    "https://isni.org/isni/{}": r"https?://(?:www\.)?isni\.org/(?:isni/)?(\d{15}[\dX])/?",
}
"""The address that we give of an identifier (`loaders.register.elsewhere`), by the ways in which others write it."""
NAMESPACE = re.compile(r"(https?://[^/]+/(?:.*[/#:=])?)[^/#:=]+/?")


def canonical(address: str) -> str:
    """The one of the addresses of the same thing that we use; any other address as it is."""
    for form, pattern in ADDRESSES.items():
        if match := re.fullmatch(pattern, address):
            return form.format(match[1])
    return address


@dataclass(frozen=True, slots=True)
class Described:
    """What a dataset says of one subject; `addresses` also those that lead nowhere, `born` as it is written."""

    entry: Entry
    addresses: frozenset[str]
    born: str | None = None

    def with_all_of(self, other: Described) -> Described:
        """Both as one."""
        return Described(
            joined(self.entry, replace(other.entry, aliases=other.entry.names)),
            self.addresses | other.addresses,
            self.born or other.born,
        )

    def may_be(self, other: Described) -> bool:
        """Whether both can be one, as far as birthdays tell."""
        return not (self.born and other.born) or self.born == other.born


class Known:
    """Actors and places that are known already: those of the register, and `there`, which the graph holds."""

    def __init__(self, register: Register, there: Iterable[Entry] = ()) -> None:
        self._register = register
        self._there = {entry.id: entry for entry in there}
        self._at: dict[tuple[EntityKind, str], EntityId] = {}
        for entry in (*self._there.values(), *register.entries.values()):
            for address in entry.exact_matches:
                self._at.setdefault((entry.kind, canonical(address)), entry.id)

    def get(self, id: EntityId) -> Entry | None:
        """What is known under this id."""
        known, there = self._register.get(id), self._there.get(id)
        return joined(known, there) if known and there else known or there

    def at(self, kind: EntityKind, addresses: Iterable[str]) -> EntityId | None:
        """Who has any of these addresses."""
        return min((id for each in addresses if (id := self._at.get((kind, each)))), default=None)

    def named(self, entry: Entry) -> list[Entry]:
        """Those who bear one of the names of an entry and may be it."""
        ids = [each.id for name in entry.names for each in self._register.named(name)]
        found = (self.get(id) for id in dict.fromkeys([*ids, entry.id]))
        return [each for each in found if each and each.kind == entry.kind and not told_apart(each, entry)]


def told_apart(one: Entry, other: Entry) -> bool:
    """Whether two have different addresses of the same giver."""
    here, there = _by_namespace(one), _by_namespace(other)
    return any(here[name].isdisjoint(there[name]) for name in here.keys() & there.keys())


def _by_namespace(entry: Entry) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for address in map(canonical, entry.exact_matches):
        if match := NAMESPACE.fullmatch(address):
            found[match[1]].add(address)
    return found


def identified(described: Sequence[Described], known: Known) -> list[Entry]:
    """For each of what is described, all of one kind, the entry that it is, under the id that it has for good."""
    numbers = _together(described)
    wholes: dict[int, Described] = {}
    for number, each in zip(numbers, described, strict=True):
        wholes[number] = wholes[number].with_all_of(each) if number in wholes else each
    ids = _known_ids(wholes, known)
    alone = Counter(whole.entry.id for whole in wholes.values())
    entries: dict[EntityId, Entry] = {}
    for number, whole in wholes.items():
        if number not in ids:
            plain = alone[whole.entry.id] == 1 and known.get(whole.entry.id) is None
            ids[number] = whole.entry.id if plain else _id_of_namesake(whole)
        there = entries.get(ids[number]) or known.get(ids[number])
        entries[ids[number]] = _joined(there, whole.entry) if there else replace(whole.entry, id=ids[number])
    return [entries[ids[number]] for number in numbers]


def _together(described: Sequence[Described]) -> list[int]:
    """A number for each, the same for those that are one: that share an address, or name and birthday without any.

    One without address is also whoever alone bears its name, unless their birthdays differ.
    """
    above = [*range(len(described))]

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = place = above[above[place]]
        return place

    first: dict[object, int] = {}
    for place, each in enumerate(described):
        for token in each.addresses or [(each.entry.id, each.born)]:
            above[top(place)] = top(first.setdefault(token, place))
    bearers: dict[EntityId, dict[int, Described]] = defaultdict(dict)
    for place, each in enumerate(described):
        if each.addresses:
            bearers[each.entry.id].setdefault(top(place), each)
    for place, each in enumerate(described):
        fitting = [other for other, one in bearers[each.entry.id].items() if one.may_be(each)]
        if not each.addresses and len(fitting) == 1:
            above[top(place)] = top(fitting[0])
    return [top(place) for place in range(len(described))]


def _known_ids(wholes: Mapping[int, Described], known: Known) -> dict[int, EntityId]:
    """The ids of those who are known: by an address, else by a name that no other of the dataset claims as well.

    Of several, it goes to the one whose own name it is.
    """
    found = {
        number: id
        for number, whole in wholes.items()
        if (id := known.at(whole.entry.kind, whole.addresses)) is not None
    }
    taken = frozenset(found.values())
    claims: dict[EntityId, list[int]] = defaultdict(list)
    for number, whole in wholes.items():
        named = [] if number in found else known.named(whole.entry)
        if named and named[0].id not in taken:
            claims[named[0].id].append(number)
    for id, numbers in claims.items():
        there = known.get(id)
        own = [each for each in numbers if there and fold(wholes[each].entry.name) == fold(there.name)]
        for number in numbers if len(numbers) == 1 else own if len(own) == 1 else ():
            found[number] = id
    return found


def _id_of_namesake(whole: Described) -> EntityId:
    """An id for one of several bearers of a name, by its first address: the same in each import."""
    told = min(whole.addresses, default=whole.born or "")
    return f"{whole.entry.id}-{digest(told)}"


def _joined(there: Entry, more: Entry) -> Entry:
    """Both under the id and name by which one is known."""
    return joined(replace(there, type=there.type or more.type), replace(more, aliases=more.names))
