"""A demand's topics: codes of the topic scheme whose indicator words its action contains."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token


def topics_of(words: Sequence[Token]) -> tuple[str, ...]:
    """Topic codes, those with most indicators first."""
    return ()
