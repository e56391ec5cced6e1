"""A period as a person gives it, to a command or in an address: `from` and `to`, both included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ontology.errors import QuestionError


def read_period(given: Mapping[str, object]) -> tuple[str | None, str | None]:
    """What is given under `from` and `to`, as ISO dates; either may be missing, None or empty.

    Raises QuestionError for what is no day, or where the period ends before it starts.
    """
    since, until = _day(given, "from"), _day(given, "to")
    if since and until and since > until:
        raise QuestionError(f"The period ends before it starts: from {since} to {until}.")
    return since, until


def _day(given: Mapping[str, object], name: str) -> str | None:
    if given.get(name) in (None, ""):
        return None
    try:
        return date.fromisoformat(str(given[name])).isoformat()
    except ValueError:
        raise QuestionError(f"`{name}`: {given[name]!r} is no day.", "Write it as 2023-01-31.") from None
