"""SPARQL checks of an RDF graph: fast, and of what lies across several nodes. They stand in ontology/checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from api.validation.faults import Fault, Kind
from ontology.vocabulary import load_graph, local_name

ONTOLOGY = NamedNode("urn:rostra:ontology")
"""The graph that holds the ontology beside the data while checks run; no data has it."""
LIKE_SHAPES, BEYOND_SHAPES = "like_shapes", "beyond_shapes"
"""Folders: what the shapes ask too, but slower; and what they cannot."""


@dataclass(frozen=True, slots=True)
class Check:
    """A query that finds ?node with a fault, and ?class, ?property and ?value where they tell; and what is wrong."""

    name: str
    wrong: str
    query: str


@cache
def load_checks(folder: str) -> tuple[Check, ...]:
    """The checks of a folder, by name. The comment at the top of each says what is wrong where it finds something."""
    found = sorted(files("ontology").joinpath("checks", folder).iterdir(), key=lambda file: file.name)
    texts = [(file.name, file.read_text("utf-8")) for file in found if file.name.endswith(".rq")]
    return tuple(
        Check(name.removesuffix(".rq"), text.partition("\n")[0].lstrip("# "), text) for name, text in texts
    )


def check_faults(store: Store, *folders: str) -> Iterator[Fault]:
    """What the checks of the folders find wrong in the graphs of a store; the ontology is beside them meanwhile."""
    store.load(_ontology(), RdfFormat.N_TRIPLES, to_graph=ONTOLOGY)
    try:
        for folder in folders:
            for check in load_checks(folder):
                yield from _found(store, check)
    finally:
        store.remove_graph(ONTOLOGY)


@cache
def _ontology() -> bytes:
    return load_graph().serialize(format="nt").encode()


def _found(store: Store, check: Check) -> Iterator[Fault]:
    rows = store.query(check.query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        told = {name: row[name].value for name in names if row[name] is not None}
        kind = Kind(local_name(told.get("class", "")), local_name(told.get("property", "")), check.wrong)
        yield Fault(kind, told["node"], told.get("value", ""))
