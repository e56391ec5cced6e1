"""Blocks and sentences of a statement, and where they stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.blocks import split_blocks
from ontology.facts import Document
from tests.loaders.extraction.actors.reading import read


def kinds(text: str, title: str = "") -> list[str]:
    return [block.kind for block in split_blocks(Document(text, title, "test"))]


def test_a_block_says_what_it_is() -> None:
    text = "\n\n".join(
        [
            "Roe Condemns Coup",
            "May 4, 2022",
            "Background and Next Steps",
            "The council met on Monday.",
            "1. Demands that all parties disarm;",
            "“We are appalled by this. We mourn the victims.”",
            "Full text of the letter can be found here.",
            "###",
        ]
    )
    assert kinds(text, "Roe Condemns Coup") == [
        "title",
        "dateline",
        "heading",
        "paragraph",
        "item",
        "quotation",
        "boilerplate",
        "boilerplate",
    ]


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1), max_size=6))
def test_blocks_stand_where_they_say(pieces: list[str]) -> None:
    document = Document("\n\n".join(pieces), "", "test")
    for block in split_blocks(document):
        assert document.text[block.start : block.start + len(block.text)] == block.text
        assert block.text.strip() == block.text != ""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rep. Roe met Gen. Doe. They talked.", ["Rep. Roe met Gen. Doe.", "They talked."]),
        ("He left the U.S. This was a loss.", ["He left the U.S.", "This was a loss."]),
        ("“We agree,” said Sen. Roe. “We will act.”", ["“We agree,” said Sen. Roe.", "“We will act.”"]),
        ("WASHINGTON – Senator Roe spoke.", ["WASHINGTON – Senator Roe spoke."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
    ],
)
def test_sentences_begin_and_end_by_punctuation(text: str, sentences: list[str]) -> None:
    parsed, _ = read(text)
    assert [parsed.words(sentence.span) for sentence in parsed.sentences] == sentences


def test_offsets_count_code_points_in_the_text_as_stored() -> None:
    parsed, actors = read("🕊 “Côte d’Ivoire’s government must act,” he said.")
    (entity,) = actors.entities
    assert [parsed.words(span) for span in entity.mentions] == ["Côte d’Ivoire’s government"]
