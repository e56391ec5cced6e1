"""Automatic persisted queries: a client sends a document once with its hash, and from then on only the hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from api.graphql.kept import Kept

KEPT = 1_000
LONGEST_KEPT = 20_000
"""Longer documents, in characters, are answered but not kept."""
NOT_FOUND = "PersistedQueryNotFound"


class PersistedQueryError(Exception):
    """The hash is unknown, or isn't that of the document; `code` is what clients of the protocol look for."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message, self.code = message, code


class PersistedQueries:
    """The last documents that came with a hash."""

    def __init__(self) -> None:
        self._kept = Kept[str, str](KEPT)

    def document(self, query: str | None, extensions: Mapping[str, Any]) -> str | None:
        """The document asked for: the one given, or the one that was kept under the hash in `extensions`.

        None where there is neither. Raises PersistedQueryError.
        """
        asked = extensions.get("persistedQuery")
        if not isinstance(asked, Mapping) or not isinstance(asked.get("sha256Hash"), str):
            return query
        key = asked["sha256Hash"]
        if query is None:
            return self._find(key)
        if hashlib.sha256(query.encode()).hexdigest() != key:
            raise PersistedQueryError("The hash isn't that of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
        if len(query) <= LONGEST_KEPT:
            self._kept.put(key, query)
        return query

    def _find(self, key: str) -> str:
        query = self._kept.get(key)
        if query is None:
            raise PersistedQueryError(NOT_FOUND, "PERSISTED_QUERY_NOT_FOUND")
        return query
