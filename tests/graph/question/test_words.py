"""Words searched for: what is found again in a text, and what gets through to Lucene."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.question.words import matches, phrase, within_one, words
from ontology.errors import QuestionError


def test_long_words_of_names_may_be_off_by_a_letter() -> None:
    text = "The Organisation met the organizers of the Organization."
    searched = words("organization the")
    found, exact = (
        [text[start:end] for start, end in matches(text, searched, misspelt=misspelt)]
        for misspelt in (True, False)
    )
    assert found == ["The", "Organisation", "the", "the", "Organization"]
    assert exact == ["The", "the", "the", "Organization"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("raid", "raid", True),
        ("raid", "aid", True),
        ("raid", "braid", True),
        ("raid", "raib", True),
        ("raid", "riad", True),
        ("raid", "rdia", False),
        ("raid", "ride", False),
        ("", "a", True),
        ("ab", "cd", False),
    ],
)
def test_within_one(one: str, other: str, near: bool) -> None:
    assert within_one(one, other) is near
    assert within_one(other, one) is near


@given(st.text(max_size=40))
def test_only_words_get_through(typed: str) -> None:
    assume(re.search(r"\w", typed))
    try:
        query = phrase(words(typed), misspelt=True)
        exact = phrase(words(typed), misspelt=False)
    except QuestionError:
        assume(False)
    inside = re.findall(r"\((?:(\w+)\^4 \1~1|(\w+))\)", query)
    assert " ".join(f"({a}^4 {a}~1)" if a else f"({b})" for a, b in inside) == query
    assert all((a or b) == (a or b).lower() for a, b in inside)
    assert " ".join(f"({a or b})" for a, b in inside) == exact


@pytest.mark.parametrize("typed", ["", " ", "-~*", " ".join(str(n) for n in range(21))])
def test_no_words_and_too_many_are_refused(typed: str) -> None:
    with pytest.raises(QuestionError):
        words(typed)
