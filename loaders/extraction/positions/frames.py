"""The constructions that position rules name, each with what reads it; the heads of the rule files describe them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from loaders.extraction.positions.adjectives import read_epithet, read_feeling, read_judgement
from loaders.extraction.positions.clauses import (
    read_clause,
    read_crime,
    read_effect,
    read_forecast,
    read_hindsight,
    read_manner,
    read_outcome,
    read_unless,
)
from loaders.extraction.positions.nouns import read_deed, read_noun
from loaders.extraction.positions.patterns import read_pattern
from loaders.extraction.positions.stand import Stand
from loaders.extraction.positions.verbs import read_verb
from loaders.extraction.rulebook import Cue

READERS: Mapping[str, Callable[[Token, Cue], Stand | None]] = {
    "verb": read_verb,
    "feeling": read_feeling,
    "judgement": read_judgement,
    "epithet": read_epithet,
    "noun": read_noun,
    "deed": read_deed,
    "effect": read_effect,
    "clause": read_clause,
    "hindsight": read_hindsight,
    "outcome": read_outcome,
    "unless": read_unless,
    "forecast": read_forecast,
    "crime": read_crime,
    "manner": read_manner,
    "pattern": read_pattern,
}
