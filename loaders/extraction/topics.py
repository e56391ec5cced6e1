"""The topics of a demand's action or a position's target: codes of the topic scheme whose indicator words it has.

The indicators are data: `rules/topics/topics.yaml`. The codes are the notations of the SKOS scheme of topics in the
ontology; a test holds the two together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.extraction.inflection import all_forms

MOST = 3
"""So many topics at most, those with most indicators."""
WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Indicator:
    """The words after the first one of an indicator, each as its forms or, with "*", as a beginning."""

    topic: str
    rest: tuple[frozenset[str] | str, ...]


@cache
def topic_examples() -> Mapping[str, str]:
    """An action for each topic code, in which the topic must be found."""
    return {code: entry["example"] for code, entry in _read().items()}


def topics_of(text: str) -> tuple[str, ...]:
    """Topic codes of a text's words, those with most indicators first, three at most."""
    words = [match.group().lower() for match in WORD.finditer(text)]
    by_word, by_beginning = _index()
    votes: Counter[str] = Counter()
    for position, word in enumerate(words):
        beginnings = (by_beginning.get(word[:length], ()) for length in range(3, len(word) + 1))
        for indicator in (*by_word.get(word, ()), *(i for found in beginnings for i in found)):
            if _follows(words[position + 1 :], indicator.rest):
                votes[indicator.topic] += 1 + len(indicator.rest)
    return tuple(topic for topic, _ in votes.most_common(MOST))


def _follows(words: Sequence[str], rest: Sequence[frozenset[str] | str]) -> bool:
    if len(words) < len(rest):
        return False
    return all(
        word.startswith(forms) if isinstance(forms, str) else word in forms
        for word, forms in zip(words, rest, strict=False)
    )


@cache
def _read() -> dict[str, Any]:
    text = (files("loaders.extraction") / "rules" / "topics" / "topics.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def _index() -> tuple[Mapping[str, Sequence[Indicator]], Mapping[str, Sequence[Indicator]]]:
    """Indicators by each form of their first word, and by the beginning of it."""
    by_word: defaultdict[str, list[Indicator]] = defaultdict(list)
    by_beginning: defaultdict[str, list[Indicator]] = defaultdict(list)
    for topic, entry in _read().items():
        for words in entry["words"].split(","):
            first, *rest = words.lower().split()
            indicator = Indicator(topic, tuple(_forms(word) for word in rest))
            if first.endswith("*"):
                by_beginning[first[:-1]].append(indicator)
            for form in () if first.endswith("*") else all_forms(first):
                by_word[form].append(indicator)
    return by_word, by_beginning


def _forms(word: str) -> frozenset[str] | str:
    return word[:-1] if word.endswith("*") else all_forms(word)
