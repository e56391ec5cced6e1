"""The words that a person searches for: as a query of the full text indexes, and found again in a text.

Both engines analyse text by Lucene: words in lower case, without punctuation. Of what a person types only the words
count; none of Lucene's operators gets through. In names a word of some length is also found with one letter wrong; in
running text that would be slow, and would find more other words than misspelt ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontology.errors import QuestionError

WORD = re.compile(r"\w+")
LONG = 5
"""From this length on, a word of a name may be off by one letter."""
MOST_WORDS = 20
EXACT_WEIGHT = 4


def words(text: str) -> tuple[str, ...]:
    """The words of a search. Raises QuestionError where there are none or too many."""
    found = tuple(dict.fromkeys(match.group() for match in WORD.finditer(text.lower())))
    if not found:
        raise QuestionError("There are no words to search for.", "Give at least one word.")
    if len(found) > MOST_WORDS:
        raise QuestionError(f"A search takes at most {MOST_WORDS} words; these are {len(found)}.")
    return found


def phrase(searched: Sequence[str], *, misspelt: bool) -> str:
    """A Lucene query for any of the words; `misspelt` ones too, which weigh less."""
    return " ".join(
        f"({word}^{EXACT_WEIGHT} {word}~1)" if misspelt and len(word) >= LONG else f"({word})"
        for word in searched
    )


def matches(text: str, searched: Sequence[str], *, misspelt: bool) -> Iterator[tuple[int, int]]:
    """Where words of the text, by code points, are those searched for."""
    for match in WORD.finditer(text):
        found = match.group().lower()
        near = (word for word in searched if misspelt and len(word) >= LONG)
        if found in searched or any(within_one(found, word) for word in near):
            yield match.start(), match.end()


def within_one(one: str, other: str) -> bool:
    """Whether two words differ by at most one letter: another, missing, added, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    here, there = one[start:], other[start:]
    swapped = here[:2] == there[:2][::-1] and here[2:] == there[2:]
    return here[1:] == there[1:] or here == there[1:] or here[1:] == there or swapped
