"""What the text of a query says before it runs: its form, and what it reaches for.

The grammar is the engine's business. Here words are told from what merely contains them (strings, comments,
addresses, names with a prefix), which is enough to know the form, a dataset of its own, and a foreign service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ontology.errors import QuestionError

MOST_CHARACTERS = 200_000


class Form(StrEnum):
    """The four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_triples(self) -> bool:
        """Whether the answer is RDF, not a table or a truth value."""
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
TOKENS = re.compile(
    r"""
      \#[^\r\n]*                                                # a comment
    | <[^<>"{}|^`\\\x00-\x20]*>                                 # an address
    | '''(?:'{0,2}(?:[^'\\]|\\.))*(?:''')?                      # a string, be it without an end
    | \"""(?:"{0,2}(?:[^"\\]|\\.))*(?:\""")?
    | '(?:[^'\\\r\n]|\\.)*'? | "(?:[^"\\\r\n]|\\.)*"?
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                    # a variable, a language
    | (?:[^\W\d_]\w*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*  # a name with a prefix
    | _:[\w.\-]+
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Each alternative takes time that grows with the text and no faster."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query by its text. `own_dataset` says whether it names graphs itself, by FROM or FROM NAMED."""

    text: str
    form: Form
    own_dataset: bool


def read_query(text: str) -> Query:
    """The query that a text holds.

    Raises QuestionError where it is none, is too long, is an update, or asks another service.
    """
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(
            f"The query has {len(text):,} characters; the limit is {MOST_CHARACTERS:,}.", "Ask for less."
        )
    words = list(_words(text))
    first = next((word for word in words if word not in ("BASE", "PREFIX", "VERSION")), "")
    if first in UPDATES:
        raise QuestionError(
            f"{first} is an update; here the graph is only read.",
            "Load with `rostra load`, or decide by a GraphQL mutation.",
        )
    if first not in tuple(Form):
        raise QuestionError(
            "That is no SPARQL query.", f"One begins with {', '.join(Form)}, after any PREFIX lines."
        )
    if any("SERVICE" in word for word in words):  # the grammar lets it stand right behind a number
        raise QuestionError(
            "SERVICE is off: no other endpoint is asked from here.", "Ask it yourself, and join the answers."
        )
    return Query(text, Form(first), "FROM" in words)


def _words(text: str) -> Iterator[str]:
    """The bare words, in capitals: keywords, names of functions, `a`, numbers."""
    for token in TOKENS.finditer(text):
        if token["word"]:
            yield token["word"].upper()
