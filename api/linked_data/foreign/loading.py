"""A dataset of others goes into the graph, whatever is in it already."""

from __future__ import annotations

from typing import cast

from api.linked_data.foreign.records import Records
from graph.rows import Node
from graph.store import Store
from loaders.register.entries import Entry
from loaders.register.register import Register, joined
from loaders.register.surroundings import with_surroundings
from ontology.facts import EntityKind, Facts


async def load_foreign(store: Store, records: Records, facts: list[Facts], register: Register) -> None:
    """Write the actors and places, then the statements that name them. Again, it changes nothing."""
    entries = {each.id: each for each in with_surroundings(register, [e.id for e in records.entries])}
    entries |= {entry.id: entry for entry in records.entries}
    waiting = list(entries)
    while waiting:
        id = waiting.pop()
        entry = await _with_what_is_there(store, id, entries.get(id))
        if entry:
            entries[id] = entry
            waiting += [parent for parent in entry.parents if parent not in entries]
    await store.load_register(entries.values())
    await store.write_many(facts)


async def _with_what_is_there(store: Store, id: str, entry: Entry | None) -> Entry | None:
    """The entry with all that the graph says of it, so that nothing of that is lost."""
    found = await store.node(id)
    if not found:
        return entry
    node, leaving = found
    there = Entry(
        id,
        str(node.properties["name"]),
        cast(EntityKind, node.label),
        entry.type if entry and entry.kind != "Organization" else _type(node, entry),
        aliases=_several(node.properties.get("aliases")),
        parents=tuple(r.target for r in leaving if r.type in ("PARENT", "WITHIN")),
        exact_matches=_several(node.properties.get("exactMatches")),
    )
    return joined(there, entry) if entry else there


def _type(node: Node, entry: Entry | None) -> str:
    return str(node.properties.get("organizationType") or (entry.type if entry else "place"))


def _several(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
