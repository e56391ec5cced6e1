"""A dataset of others goes into the graph, whatever is in it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from api.linked_data.foreign.actors import AllDescribed
from api.linked_data.foreign.identity import Known
from api.linked_data.foreign.records import Records
from graph.gathering import gathered
from graph.parts import nodes_of
from graph.rows import Node, Relationship
from graph.store import Store
from loaders.register.entries import Entry
from loaders.register.register import Register, joined
from loaders.register.surroundings import with_surroundings
from ontology.facts import EntityKind, Facts


async def known_to(store: Store, register: Register, described: AllDescribed) -> Known:
    """Who of a dataset's actors and places may be known already: to the register, and to the graph."""
    there = []
    for kind, of_kind in described.items():
        there += await nodes_of(store, {each.entry.id for each in of_kind.values()})
        query = f"MATCH (n:{kind}) WHERE n.exactMatches IS NOT NULL WITH properties(n) AS row"
        there += [Node.read(kind, properties) for properties in await gathered(store, query, {})]
    return Known(register, map(_entry, there))


async def load_foreign(store: Store, records: Records, facts: list[Facts], register: Register) -> None:
    """Write the actors and places, then the statements that name them. Again, it changes nothing."""
    entries = {each.id: each for each in with_surroundings(register, [e.id for e in records.entries])}
    entries |= {entry.id: entry for entry in records.entries}
    waiting = list(entries)
    while waiting:
        id = waiting.pop()
        found = await store.node(id)
        if found is None:
            continue
        node, leaving = found
        country = await _country(store, node, leaving)
        entries[id] = _with_what_is_there(node, leaving, country, entries.get(id))
        above = [r.target for r in leaving if r.type in ("PARENT", "WITHIN", "COUNTRY")]
        waiting += [each for each in above if each not in entries]
    await store.load_register(entries.values())
    await store.write_many(facts)


def _with_what_is_there(
    node: Node, leaving: Sequence[Relationship], country: str | None, entry: Entry | None
) -> Entry:
    """The entry with all that the graph says of it, so that nothing of that is lost."""
    parents = tuple(r.target for r in leaving if r.type in ("PARENT", "WITHIN"))
    there = replace(_entry(node), type=_type(node, entry), parents=parents, country=country)
    return joined(there, entry) if entry else there


def _entry(node: Node) -> Entry:
    """What a node itself says of an actor or place."""
    return Entry(
        node.id,
        str(node.properties["name"]),
        cast(EntityKind, node.label),
        "",
        aliases=_several(node.properties.get("aliases")),
        exact_matches=_several(node.properties.get("exactMatches")),
        coordinates=_coordinates(node),
    )


def _coordinates(node: Node) -> tuple[float, float] | None:
    latitude, longitude = (node.properties.get(name) for name in ("latitude", "longitude"))
    if isinstance(latitude, float | int) and isinstance(longitude, float | int):
        return float(latitude), float(longitude)
    return None


async def _country(store: Store, node: Node, leaving: Sequence[Relationship]) -> str | None:
    """The ISO 3166 code of a country, or of the one that an organization is of."""
    for relationship in leaving:
        if relationship.type == "COUNTRY" and (found := await store.node(relationship.target)):
            node = found[0]
    code = node.properties.get("countryCode")
    return str(code) if code else None


def _type(node: Node, entry: Entry | None) -> str:
    if "countryCode" in node.properties:
        return "country"
    if entry and entry.kind != "Organization":
        return entry.type
    return str(node.properties.get("organizationType") or (entry.type if entry else "place"))


def _several(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
