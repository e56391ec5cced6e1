"""How far a person's name reaches: capitals, initials, particles, nicknames, hyphens, "Jr."."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.vocabulary import CASE_WORDS, SUFFIXES, Vocabulary, is_common, is_ordinary
from loaders.extraction.words import actor_words

PARTICLES = frozenset(
    {
        "al",
        "bin",
        "ibn",
        "de",
        "da",
        "di",
        "do",
        "dos",
        "del",
        "van",
        "von",
        "der",
        "den",
        "el",
        "la",
        "le",
        "abu",
        "ter",
        "bint",
    }
)
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class NameRuns:
    """Reads names of persons from a block. In a headline every word has a capital, which makes names shorter."""

    doc: Doc
    known: Vocabulary
    headline: bool

    def starting(self, start: int) -> SpacySpan | None:
        """The person's name that begins at this token, if one does."""
        doc, end = self.doc, start
        while end < len(doc) and end - start < LONGEST_NAME and self._goes_on(start, end):
            end += 1
        while end > start and (doc[end - 1].lower_ in PARTICLES or doc[end - 1].text in {"-", ",", '"', "'"}):
            end -= 1
        return doc[start:end] if end > start and (doc[start].text[0].isupper() or end - start > 1) else None

    def _goes_on(self, start: int, i: int) -> bool:
        token = self.doc[i]
        following = self.doc[i + 1].text if i + 1 < len(self.doc) else ""
        if token.text in SUFFIXES:
            return i > start
        if token.text == ",":
            return i > start and following in SUFFIXES
        if token.text == "-":
            joined = not token.whitespace_ and not self.doc[i - 1].whitespace_
            return i > start and joined and following[:1].isalpha() and following not in {"led", "backed"}
        if token.text in {'"', "'"}:
            around = range(max(start, i - 2), min(i + 3, len(self.doc)))
            return i > start and any(self.doc[j].text == token.text for j in around if j != i)
        if token.lower_ in PARTICLES and following:
            return following[0].isupper() or following == "-" or following in PARTICLES
        if i > start and self.doc[i - 1].text == "-" and token.is_alpha:
            return True
        return self.is_name_word(token, first=i == start)

    def is_name_word(self, token: Token, *, first: bool) -> bool:
        """Whether a word may stand in a name, as its first or a later one."""
        words = actor_words()
        if not token.text[0].isupper() or token.text in CASE_WORDS:
            return False
        if token.text in self.known.persons:
            return True
        if self.is_common(token):
            return token.ent_type_ == "PER" and not self.headline
        if (
            self.headline
            and not first
            and (token.text.endswith("ing") or token.nbor(-1).text in self.known.surnames)
        ):
            return False
        if self.headline and not first and is_ordinary(token):
            return False
        if self.headline and not first:
            following = token.nbor().text if token.i + 1 < len(self.doc) else ""
            return token.ent_type_ == "PER" or not following or not following[0].isupper()
        if not first and (token.text in words.titles or token.text in words.organization_nouns):
            return token.ent_type_ == "PER"
        return token.pos_ in {"PROPN", "NOUN", "ADJ", "X", ""} or token.ent_type_ == "PER"

    def is_common(self, token: Token) -> bool:
        """No word of a name, but for names known."""
        return token.text not in self.known.persons and is_common(token, self.known)
