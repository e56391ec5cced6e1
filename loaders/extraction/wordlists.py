"""Plain word lists that rules share: the files in `rules/words/`, by file and key."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from loaders.extraction.inflection import all_forms


@cache
def words_of(file: str, key: str) -> frozenset[str]:
    """The list `key` of `rules/words/{file}.yaml`, each word in all its forms, lower case."""
    text = (files("loaders.extraction") / "rules" / "words" / f"{file}.yaml").read_text(encoding="utf-8")
    listed = (word.strip() for word in yaml.safe_load(text)[key].split(","))
    return frozenset(form for word in listed for form in all_forms(word))
