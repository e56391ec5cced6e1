"""One naming of an actor or place in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from loaders.extraction.sentences import Sentence
from loaders.register.entries import Entry
from ontology.facts import EntityKind, Found, Span


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a block that names something. `entries` is what the register knows under this name."""

    tokens: SpacySpan
    kind: EntityKind
    found: Found
    entries: tuple[Entry, ...] = ()
    office: str | None = None
    """Of a person's name in a list: what the title before the list makes each."""
    canonical: str | None = None
    """The name to go by where the words are not it: "Senate Armed Services" of a coordinated phrase."""

    @property
    def is_of_both_kinds(self) -> bool:
        """Whether an organization and a place bear this name: a state, the White House."""
        return {"Organization", "Location"} <= {entry.kind for entry in self.entries}

    @property
    def is_of_state(self) -> bool:
        """Whether this is the bare name of a state, which acts, and of its country, a place."""
        return self.is_of_both_kinds and all(entry.type != "building" for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands about a person's name: its first and last token, the office, and whose office it is.

    `past` tells an office that is held no more: "former Senator".
    """

    start: int
    end: int
    office: str | None
    organization: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its sentence; of an official, with the office told there."""

    sentence: Sentence
    name: Name
    title: Title | None = None

    @property
    def whole(self) -> SpacySpan:
        """The name with its title."""
        tokens = self.name.tokens
        return tokens.doc[self.title.start : self.title.end] if self.title else tokens

    @property
    def span(self) -> Span:
        """Where it stands in the document, with its title and without "the"."""
        return self.sentence.locate(self.whole)

    @property
    def head(self) -> Token:
        """The word by which the sentence holds the name."""
        return self.whole.root
