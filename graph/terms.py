"""What a statement's words on a term of office say of single days: pure.

Four days bound a time that is known in part, as in CIDOC CRM (P81 "ongoing throughout", P82 "at some time
within"): from the latest start to the earliest end the office was held for sure, before the earliest start and
after the latest end it wasn't, and in between nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontology.facts import Term


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The bounds; None where nothing is told."""

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None


def known_days(term: Term, issued: date) -> KnownDays:
    """What is known from a statement of some day.

    "The former minister" ended by that day, and when is unknown; "the minister" is one on that day, and whether
    later too is unknown.
    """
    over = term.over or (term.last.end is not None and term.last.end < issued)
    ahead = term.first.start is not None and term.first.start > issued
    on_the_day = None if over or ahead else issued
    latest_end = _first(term.last.end, issued if over else None)
    return KnownDays(
        earliest_start=term.first.start,
        latest_start=_first(term.first.end, latest_end, on_the_day),
        earliest_end=_last(term.first.start, term.last.start, on_the_day),
        latest_end=latest_end,
    )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _last(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)
