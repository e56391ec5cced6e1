"""Rule examples with their marks, and the parse of single sentences for tests of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from loaders.extraction.actors.actors import find_actors
from loaders.extraction.demands import find_demands
from loaders.extraction.parse import parse
from loaders.extraction.positions import find_positions
from loaders.language.pipeline import load_pipeline
from loaders.register.register import built_in_register
from ontology.facts import Demand, Document, Position

ISSUER = "Port Authority"
MARKS = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence without its marks: what square brackets held, and each of what braces held."""

    sentence: str
    bracketed: str
    braced: tuple[str, ...]


def read_example(marked: str) -> Example:
    bracketed = re.search(r"\[(.+?)\]", marked)
    assert bracketed is not None, marked
    braced = tuple(re.findall(r"\{(.+?)\}", marked))
    return Example(MARKS.sub("", marked), MARKS.sub("", bracketed.group(1)), braced)


def plain(words: str) -> str:
    """Without article and capitals; "our" and "my" as "we" and "i"."""
    words = words.casefold().removeprefix("the ")
    return {"our": "we", "my": "i"}.get(words, words)


@cache
def positions_in(text: str, title: str = "") -> tuple[tuple[Position, str], ...]:
    """The positions found in a text, each with the words of its target."""
    document = _document(text, title)
    parsed = parse(document, load_pipeline())
    found = find_positions(parsed, find_actors(parsed, built_in_register()), ())
    return tuple((position, parsed.words(position.target)) for position in found)


@cache
def demands_in(text: str, title: str = "") -> tuple[tuple[Demand, str], ...]:
    """The demands found in a text, each with the words of its action."""
    document = _document(text, title)
    parsed = parse(document, load_pipeline())
    found = find_demands(parsed, find_actors(parsed, built_in_register()), ())
    return tuple((demand, parsed.words(demand.action)) for demand in found)


def _document(text: str, title: str) -> Document:
    whole = f"{title}\n\n{text}" if title else text
    return Document(whole, title, "test", issuers=(ISSUER,), issued=date(2023, 1, 27))
