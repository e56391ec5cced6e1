"""Statements that meet: on the same actors, on shared incidents, and some as new versions of earlier ones."""

from __future__ import annotations

from datetime import date, timedelta

from graph.nodes import statement_rows
from ontology.facts import Facts
from tests.graph.samples import harbour_watch, port_union

REVISED = 5
"""Every so many statements come in a second version, which supersedes the first."""
LATER = timedelta(weeks=100)


def documents(number: int) -> dict[str, Facts]:
    """So many statements by their ids, in the order in which they are loaded."""
    made = [_document(n) for n in range(number)]
    return {statement_rows(facts).id: facts for facts in made}


def share(number: int, writer: int, writers: int) -> dict[str, Facts]:
    """What one of some writers loads of them. Versions of one statement stay together: the last one loaded holds."""
    pairs = enumerate(documents(number).items())
    return {id: facts for n, (id, facts) in pairs if _first_version(n) % writers == writer}


def _first_version(n: int) -> int:
    return n - 1 if n % REVISED == REVISED - 1 else n


def _document(n: int) -> Facts:
    of = _first_version(n)
    day = date(2023, 3, 1) + timedelta(of // 2)
    make = port_union if of % 2 else harbour_watch
    issued = day + (LATER if n > of else timedelta(1))
    return make(f"https://faults.example/{of}", issued, day).facts()
