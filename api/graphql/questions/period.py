"""A period as arguments of a question, and what it means for the day of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.graphql.building import ArgumentSpec

PERIOD = (
    ArgumentSpec("from", "date", "Only what was said on this day or later."),
    ArgumentSpec("to", "date", "Only what was said on this day or earlier."),
)


def said_within(given: Mapping[str, Any]) -> dict[str, Any]:
    """The filter on an assertion, as it would be written in GraphQL; empty where no period is given."""
    bounds = {operator: given[name] for name, operator in (("from", "gte"), ("to", "lte")) if given.get(name)}
    return {"statement": {"issued": bounds}} if bounds else {}
