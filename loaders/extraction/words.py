"""The words by which actors and places are recognized, from `rules/actors/`, and those that make no name."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.extraction.inflection import all_forms


@dataclass(frozen=True, slots=True)
class ActorWords:
    """One field for each list of the file, which has an example for each."""

    titles: frozenset[str]
    address: frozenset[str]
    plural_titles: dict[str, str]
    written_out: dict[str, str]
    portfolios: frozenset[str]
    single_offices: frozenset[str]
    organization_nouns: frozenset[str]
    opening_nouns: frozenset[str]
    posted_nouns: frozenset[str]
    gathering_nouns: frozenset[str]
    no_names: frozenset[str]
    months: frozenset[str]
    place_nouns: frozenset[str]
    areas: frozenset[str]
    facilities: frozenset[str]
    plural_places: frozenset[str]
    government_nouns: frozenset[str]
    army_nouns: frozenset[str]
    other_nouns: frozenset[str]
    other_openers: frozenset[str]
    headline_words: frozenset[str]
    peoples: frozenset[str]
    member_nouns: frozenset[str]
    office_prefixes: frozenset[str]
    openers: frozenset[str]
    headline_openers: frozenset[str]
    describing: frozenset[str]
    describing_persons: frozenset[str]
    people_nouns: frozenset[str]
    never_last: frozenset[str]
    beginners: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of a file in `rules/actors/`: its words, and an example in which braces mark actors, brackets places."""

    example: str
    words: Any


@cache
def word_lists(file: str) -> dict[str, WordList]:
    """The lists of `rules/actors/{file}.yaml` by their names, read once."""
    text = (files("loaders.extraction") / "rules" / "actors" / f"{file}.yaml").read_text("utf-8")
    return {key: WordList(**given) for key, given in yaml.safe_load(text).items()}


@cache
def actor_words() -> ActorWords:
    """The lists of `words.yaml`, read once."""
    data: dict[str, Any] = {key: listed.words for key, listed in word_lists("words").items()}
    offices, no_names = (_phrases(data.pop(key)) for key in ("single_offices", "no_names"))
    plural_titles, written_out = dict(data.pop("plural_titles")), dict(data.pop("written_out"))
    lists = {key: frozenset(shlex.split(words)) for key, words in data.items()}
    return ActorWords(
        single_offices=offices,
        no_names=no_names,
        plural_titles=plural_titles,
        written_out=written_out,
        **lists,
    )


def _phrases(listed: str) -> frozenset[str]:
    """The parts of a list separated by "|"."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split("|"))


@cache
def ordinary_words() -> frozenset[str]:
    """The words of `rules/words/ordinary.yaml` in all their forms, lower case."""
    text = (files("loaders.extraction") / "rules" / "words" / "ordinary.yaml").read_text("utf-8")
    return frozenset(form for word in yaml.safe_load(text)["ordinary"].split() for form in all_forms(word))
