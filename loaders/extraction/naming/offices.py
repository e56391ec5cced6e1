"""Offices that stand alone for one person: "the Secretary-General", "the Supreme Leader"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Name
from loaders.extraction.words import actor_words
from loaders.register.register import Register
from ontology.facts import Found

NAME = r"(?:People['’]s|[A-Z]\w+)"
OFFICE = Found("office alone", 0.8)


def find_offices(doc: Doc, text: str, register: Register, titled: Sequence[SpacySpan]) -> Iterator[Name]:
    """Offices with "the" and capitals that are not the title of a name (`titled`) that follows."""
    for match in (*_pattern().finditer(text), *_of_country(text, register)):
        tokens = doc.char_span(*match.span("office"), alignment_mode="expand")
        if tokens is None or any(tokens.start < span.end and span.start < tokens.end for span in titled):
            continue
        after = doc[tokens.end] if tokens.end < len(doc) else None
        if after is not None and after.text == "," and any(span.start == after.i + 1 for span in titled):
            continue
        if after is None or not (after.text[0].isupper() or after.text == "-"):
            yield Name(tokens, "Official", OFFICE)


def _of_country(text: str, register: Register) -> Iterator[re.Match[str]]:
    """Offices with the place before them, without a name: "Israeli Prime Minister", "D.C. Mayor"."""
    for match in _placed_pattern().finditer(text):
        place = match["place"]
        if register.state_of(place) is not None or any(e.kind == "Location" for e in register.named(place)):
            yield match


@cache
def _placed_pattern() -> re.Pattern[str]:
    offices = "|".join(sorted(map(re.escape, actor_words().single_offices), key=len, reverse=True))
    return re.compile(rf"\b(?P<office>(?P<place>[A-Z][\w.]+(?: [A-Z][\w.]+)?) (?:{offices}))\b(?!-)")


@cache
def _pattern() -> re.Pattern[str]:
    offices = "|".join(sorted(map(re.escape, actor_words().single_offices), key=len, reverse=True))
    ministry = r"Minister (?:for|of) (?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+)*"
    of = rf" of (?:the )?{NAME}(?: (?:of (?:the )?)?{NAME})*"
    return re.compile(rf"\b(?:[Tt]he|and) (?P<office>(?:{ministry}|{offices})(?:{of})?)(?!-)\b")
