"""Which statements are asked for, as a person writes it: ids, issuers, topics, a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.periods import read_period
from graph.excerpts import Wanted

Given = Mapping[str, str | int | Sequence[str] | None]
CONDITIONS = ("statement", "issuer", "topic", "id")
"""What narrows RDF beside a period. Networks don't know these."""
OF_NETWORKS = ("projection", "around", "depth", "classes")
"""What narrows networks alone."""


def select_statements(given: Given) -> Wanted | None:
    """What is given under the conditions, and `from` and `to`; None where nothing is: the whole graph.

    Raises QuestionError where the period cannot be.
    """
    statements, issuers, topics, ids = (_values(given.get(name)) for name in CONDITIONS)
    wanted = Wanted(statements, issuers, topics, ids, *read_period(given))
    return None if wanted == Wanted() else wanted


def told(given: Given, names: Sequence[str]) -> list[str]:
    """Those of the names under which something is given."""
    return [name for name in names if given.get(name) not in (None, "", (), [])]


def _values(given: str | int | Sequence[str] | None) -> tuple[str, ...]:
    values = [given] if isinstance(given, str) else given if isinstance(given, Sequence) else []
    return tuple(dict.fromkeys(value for value in values if value))
