"""What a dataset of others holds, in our terms: actors and places, who held which office, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.linked_data.foreign.actors import AllDescribed, entries_of
from api.linked_data.foreign.dataset import Dataset
from api.linked_data.foreign.events import Happened, happened_in
from api.linked_data.foreign.identity import Known
from api.linked_data.foreign.tenures import Held, held_in
from loaders.register.entries import Entry


@dataclass(frozen=True, slots=True)
class Records:
    """All of a dataset; `untyped` is the number of events left out for want of a PLOVER type.

    `left_out` says of which properties nothing was taken, by their addresses, and how often each was told.
    """

    entries: tuple[Entry, ...]
    held: tuple[Held, ...]
    happened: tuple[Happened, ...]
    untyped: int
    left_out: Mapping[str, int]


def records_of(dataset: Dataset, described: AllDescribed, known: Known) -> Records:
    """The records; who is who already, `api.linked_data.foreign.identity` tells.

    Raises RestoreError where a time is none.
    """
    entries = entries_of(dataset, described, known)
    held = tuple(dict.fromkeys(held_in(dataset, entries)))
    happened, untyped = happened_in(dataset, entries)
    actors = tuple({entry.id: entry for entry in entries.values()}.values())
    return Records(actors, held, tuple(happened), untyped, dataset.not_asked())
