"""Relationships that lead to what many statements name, and what lets their sources be paged through.

An actor, a place or a topic can have a hundred thousand neighbours. Sorting them for every page would take half a
second, so such a relationship carries the ids of its ends, and an index over both gives a page at once. These keys
say nothing that the ends don't; nothing but that index reads them.

Neo4j's Cypher takes pages from the index by itself. ArcadeDB's sorts all the same, but its SQL doesn't, and Cypher can
call functions made of SQL: there is one for each type and direction.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from ontology.vocabulary import load_vocabulary

SOURCE, TARGET = "source", "target"
Keyed: TypeAlias = Literal["index", "function"] | None
"""What brings those at the start of relationships in order: the index, a function on it, or nothing."""
FUNCTIONS = "rostra"
FUNCTION_LIBRARY = f'DEFINE FUNCTION {FUNCTIONS}.nothing "SELECT null" LANGUAGE sql'
"""What makes the library that the functions are in, by a first one."""
LOWEST, HIGHEST = "", "\uffff"
"""What every id lies between."""
KEYS = f"{{{SOURCE}: a.id, {TARGET}: b.id}}"
"""What a relationship from `a` to `b` carries."""


@cache
def keyed_types() -> frozenset[str]:
    """The types that carry keys: all targets of theirs outlive any single statement."""
    vocabulary = load_vocabulary()
    targets: dict[str, set[str]] = {}
    for label in vocabulary.labels:
        for relation in vocabulary.classes[label].relations.values():
            targets.setdefault(relation.type, set()).update(vocabulary.concrete(relation.target))
    return frozenset(type for type, labels in targets.items() if all(map(_shared, labels)))


def keys_of(type: str) -> str:
    """The keys in the pattern of a relationship from `a` to `b`: empty for types without."""
    return f" {KEYS}" if type in keyed_types() else ""


def index_of(type: str) -> tuple[str, str]:
    """The index over the keys of a type: its name, and the statement that makes it."""
    name = f"{type.lower()}_ends"
    return name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.{TARGET}, r.{SOURCE})"


def keyed_by(*, embedded: bool) -> Keyed:
    """What an engine's questions bring neighbours of hubs by."""
    return "function" if embedded else "index"


def page_function(type: str, *, descending: bool) -> str:
    """The function that gives a page of the nodes at the start of relationships, by their ids.

    Its arguments: the id that the relationships lead to, the ids that the page lies between, the labels of its nodes,
    and their number. It gives a list, but a single node by itself, and null for none: UNWIND takes all of these.
    """
    return f"{FUNCTIONS}.{type}_{'descending' if descending else 'ascending'}"


def page_functions(type: str) -> list[str]:
    """The statements of ArcadeDB's SQL that make the index over the keys of a type, and the functions on it."""
    statements = [
        f"CREATE EDGE TYPE `{type}` IF NOT EXISTS",
        *(f"CREATE PROPERTY `{type}`.{key} IF NOT EXISTS STRING" for key in (TARGET, SOURCE)),
    ]
    for descending in (False, True):
        name, way = page_function(type, descending=descending), " DESC" if descending else ""
        select = (
            f"SELECT outV() AS node FROM `{type}` WHERE {TARGET} = :hub AND {SOURCE} > :low AND {SOURCE} < :high "
            f"AND outV().@type IN :labels ORDER BY {TARGET}{way}, {SOURCE}{way} LIMIT :number"
        )
        statements += [
            f"DELETE FUNCTION {name}",
            f'DEFINE FUNCTION {name} "{select}" PARAMETERS [hub, low, high, labels, number] LANGUAGE sql',
        ]
    return [*statements, f"CREATE INDEX IF NOT EXISTS ON `{type}` ({TARGET}, {SOURCE}) NOTUNIQUE"]


def index_in_sql(type: str) -> str:
    """What ArcadeDB calls the index over the keys of a type; it is made last."""
    return f"{type}[{TARGET},{SOURCE}]"


def _shared(label: str) -> bool:
    """Whether nodes of a class belong to no single statement."""
    vocabulary = load_vocabulary()
    relations = vocabulary.classes[label].relations.values()
    return label != "Statement" and not any(r.target == "Statement" and r.required for r in relations)
