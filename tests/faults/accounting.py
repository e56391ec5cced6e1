"""What became of each statement: acknowledged ones that are lost, and any that stand half in the graph.

The measure is a clean load of the same statements: the graph must be that, node by node, property by property,
relationship by relationship.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.decisions.marks import statement_of
from graph.store import Store
from ontology.facts import Facts
from tests.graph.dumps import statements

Part: TypeAlias = tuple[str | None, str]
"""A node or a relationship as text, and the statement that it belongs to alone, if any."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Ids of statements that were handed in and that were acknowledged, and how many faults met them."""

    handed_in: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    faults: int = 1


@dataclass(frozen=True, slots=True)
class Account:
    """What `faults` left, by ids: statements `kept` in the graph, `in_flight` (handed in, never acknowledged), `lost`
    (acknowledged, not there), `half` (there, not whole).

    `astray` are nodes and relationships that several statements share and that shouldn't be there, or should;
    `resumed` tells whether loading all once more made the graph that a clean load makes.
    """

    faults: int
    kept: frozenset[str]
    in_flight: frozenset[str]
    lost: frozenset[str]
    half: frozenset[str]
    astray: frozenset[str]
    resumed: bool

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, all that is there is whole, and the rest could be loaded."""
        return self.resumed and not (self.lost or self.half or self.astray)


async def account(store: Store, known: Mapping[str, Facts], trace: Trace) -> Account:
    """Settle what a fault left of the statements; then load them all again, and compare with clean loads."""
    found, kept = await parts(store), frozenset(await statements(store))
    counted = (await store.stats()).nodes["Statement"]
    assert counted == len(kept), f"{counted} statements are counted, {len(kept)} are there."
    await store.write_many(known.values())
    resumed = await parts(store) == await clean_load(store, known)
    wrong = found ^ await clean_load(store, {id: facts for id, facts in known.items() if id in kept})
    return Account(
        faults=trace.faults,
        kept=kept,
        in_flight=frozenset(trace.handed_in - trace.acknowledged),
        lost=frozenset(trace.acknowledged - kept),
        half=frozenset(owner for owner, _ in wrong if owner),
        astray=frozenset(told for owner, told in wrong if not owner),
        resumed=resumed,
    )


async def clean_load(store: Store, chosen: Mapping[str, Facts]) -> frozenset[Part]:
    """The graph when these statements, and no others, are loaded in their order without a fault."""
    await store.reset()
    await store.write_many(chosen.values())
    return await parts(store)


async def parts(store: Store) -> frozenset[Part]:
    """Every node with all its properties, and every relationship."""
    found: set[Part] = set()
    async for node, leaving in store.nodes_with_relationships():
        owner = statement_of(node.id) if node.id.startswith("statement/") else None
        found.add((owner, f"{node.label} {node.id} {sorted(node.properties.items())}"))
        found |= {(owner, str(relationship)) for relationship in leaving}
    return frozenset(found)
