"""A store that is open already, in the place of the service's own."""

from __future__ import annotations

from api.opening import OpeningStore
from api.settings import Settings
from graph.store import Store


class Opened(OpeningStore):
    """Gives the store of a test."""

    def __init__(self, store: Store) -> None:
        super().__init__(Settings())
        self._store = store
