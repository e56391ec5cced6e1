"""Words of one statement that are, or cannot be, parts of names."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from loaders.extraction.naming.abbreviations import Abbreviations
from loaders.extraction.naming.mentions import Name
from loaders.extraction.words import actor_words, ordinary_words

CASE_WORDS = frozenset(
    {
        "I",
        "The",
        "This",
        "That",
        "Our",
        "We",
        "It",
        "He",
        "She",
        "They",
        "In",
        "On",
        "And",
        "But",
        "As",
        "For",
        "To",
        "Of",
    }
)
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
LONGEST_ACRONYM = 5
"""Letters; longer words in capitals are words of a heading."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one statement.

    `common` it writes small somewhere; `persons` are words of persons' names in it, `surnames` their last ones;
    `places` are names that look like persons' and are not;
    `demonyms` are words for peoples; `abbreviations` those that it explains.
    """

    common: Set[str]
    persons: Set[str]
    surnames: Set[str]
    places: Set[str]
    demonyms: Set[str]
    abbreviations: Abbreviations

    def with_persons(self, names: Iterable[Name]) -> Vocabulary:
        """With the words of these names of persons, but for single words that the model alone takes for one."""
        spans = [name.tokens for name in names if len(name.tokens) > 1 or name.found.rule != "model"]
        persons = {token.text for span in spans for token in span if _is_telling(token)}
        last = [[token for token in span if token.text not in SUFFIXES][-1:] for span in spans]
        surnames = {token.text for tokens in last for token in tokens if _is_telling(token)}
        return replace(self, persons=self.persons | persons, surnames=self.surnames | surnames)


def _is_telling(token: Token) -> bool:
    return token.text not in SUFFIXES and token.text[0].isupper() and len(token.text) > 2 and token.is_alpha


def is_common(token: Token, known: Vocabulary) -> bool:
    """Titles, demonyms, words of headlines, figures, and what the statement writes small elsewhere."""
    words, text = actor_words(), token.text
    return (
        text in actor_words().office_prefixes
        or text in words.peoples
        or text in known.demonyms
        or text in known.abbreviations.things
        or text in words.headline_words
        or text in CASE_WORDS
        or not text[0].isupper()
        or any(c.isdigit() or c == "/" for c in text)
        or (token.lower_ in known.common and not text.isupper())
        or is_title(token)
    )


def is_ordinary(token: Token) -> bool:
    """Whether statements write the word small, so that its capital tells nothing; acronyms aside."""
    is_acronym = token.text.isupper() and len(token.text) <= LONGEST_ACRONYM
    return token.lower_ in ordinary_words() and not is_acronym


def is_title(token: Token) -> bool:
    """Whether a word is (the head of) a title: "Senator", "Rep.", "Member" after "Ranking"; also "director"."""
    words = actor_words()
    if token.lower_ == "member":
        return token.i > 0 and token.nbor(-1).lower_ == "ranking"
    if token.text in words.titles:
        return True
    dotted = token.text + "."
    if dotted in words.titles:
        return token.i + 1 < len(token.doc) and token.nbor().text == "."
    return token.text.islower() and token.text.capitalize() in words.titles and token.pos_ == "NOUN"


def plural_office(word: str) -> str | None:
    """What each of several is after this title: "Senator" for "Senators" and "Sens."."""
    plurals = actor_words().plural_titles
    return plurals.get(word) or plurals.get(f"{word}.")
