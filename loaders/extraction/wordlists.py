"""Plain word lists that rules share: the files in `rules/words/`, by file and key."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def words_of(file: str, key: str) -> frozenset[str]:
    """The list `key` of `rules/words/{file}.yaml`, lower case."""
    text = (files("loaders.extraction") / "rules" / "words" / f"{file}.yaml").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in yaml.safe_load(text)[key].split(","))
