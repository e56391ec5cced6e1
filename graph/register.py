"""The register of known actors and places becomes part of the graph, so that what contains what is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from neo4j import AsyncTransaction

from graph.decisions.absorption import by_register
from graph.engine.connection import rows
from graph.ids import digest
from graph.rows import Collector, Node, Relationship, Value
from graph.schema import STATE, STATE_ID
from graph.writing import create_relationships, replace_nodes
from ontology.facts import EntityKind
from ontology.vocabulary import load_vocabulary


class KnownEntity(Protocol):
    """What the graph takes of an entry of the register; `loaders.register.entries.Entry` is one."""

    @property
    def id(self) -> str:
        """Stable and readable: `organization/j-street`."""

    @property
    def name(self) -> str:
        """The fullest common name."""

    @property
    def kind(self) -> EntityKind:
        """Its class."""

    @property
    def type(self) -> str:
        """What sort of organization or place it is: "state", "armed group", "country" …."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""

    @property
    def parents(self) -> tuple[str, ...]:
        """Ids of the organizations it is part of, or the places it lies in."""

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-2 code."""

    @property
    def exact_matches(self) -> tuple[str, ...]:
        """Its addresses elsewhere: Wikidata, ISO …."""

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude of a place, degrees of WGS 84."""


async def write_register(transaction: AsyncTransaction, *, entries: Iterable[KnownEntity]) -> None:
    """Put the entries in the graph, unless the same ones were put there last time."""
    nodes, relationships = await by_register(transaction, *register_rows(entries))
    mark = digest(repr((nodes, relationships)), 16)
    state = await rows(
        transaction,
        f"MATCH (s:{STATE} {{id: $id}}) WITH s, s.register AS before SET s.register = $mark RETURN before",
        id=STATE_ID,
        mark=mark,
    )
    if state and state[0]["before"] == mark:
        return
    for label in ("Organization", "Location"):
        ids = [node.id for node in nodes if node.label == label]
        await rows(
            transaction,
            f"UNWIND $ids AS id MATCH (:{label} {{id: id}})-[r:PARENT|WITHIN|COUNTRY]->() DELETE r",
            ids=ids,
        )
    await replace_nodes(transaction, nodes)
    await create_relationships(transaction, relationships)


def register_rows(entries: Iterable[KnownEntity]) -> tuple[list[Node], list[Relationship]]:
    """The entries as nodes and relationships; a parent or country that isn't among them is left out."""
    known = {entry.id: entry for entry in entries}
    countries = {e.country: e.id for e in known.values() if e.kind == "Location" and e.type == "country"}
    collected = Collector()
    for entry in known.values():
        collected.shared(entry.kind, entry.id, **_properties(entry))
        upward = "WITHIN" if entry.kind == "Location" else "PARENT"
        for parent in entry.parents:
            if parent in known and known[parent].kind == entry.kind:
                collected.relate(upward, entry.kind, entry.id, entry.kind, parent)
        country = countries.get(entry.country)
        if country and entry.kind == "Organization":
            collected.relate("COUNTRY", "Organization", entry.id, "Location", country)
    return list(collected.nodes.values()), list(collected.relationships)


def _properties(entry: KnownEntity) -> dict[str, Value | None]:
    properties: dict[str, Value | None] = {"name": entry.name, "provisional": False}
    properties["aliases"] = list(entry.aliases) or None
    properties["exactMatches"] = list(entry.exact_matches) or None
    if entry.kind == "Organization":
        properties["organizationType"] = _organization_type(entry.type)
    if entry.kind == "Location" and entry.type == "country":
        properties["countryCode"] = entry.country
    if entry.kind == "Location" and entry.coordinates:
        properties["latitude"], properties["longitude"] = entry.coordinates
    return properties


def _organization_type(type: str) -> str | None:
    codes = load_vocabulary().schemes["OrganizationType"].by_notation
    code = {"state": "government", "army": "military"}.get(type, type).replace(" ", "-")
    return code if code in codes else "other"
