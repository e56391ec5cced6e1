"""Every list of words for actors and places finds in its example what the example marks, and nothing else."""

import re

import pytest

from loaders.extraction.words import WordList, word_lists
from tests.loaders.extraction.actors.reading import read

LISTS = {f"{file}.{name}": each for file in ("words", "places") for name, each in word_lists(file).items()}
MARKED = re.compile(r"\{(?P<actor>.+?)\}|\[(?P<place>.+?)\]")


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS.keys())
def test_a_list_finds_what_its_example_marks(listed: WordList) -> None:
    marked = [
        (match["actor"] or match["place"], bool(match["place"])) for match in MARKED.finditer(listed.example)
    ]
    plain = MARKED.sub(lambda match: match["actor"] or match["place"], listed.example)
    parsed, actors = read("We wait.", title=plain) if plain[-1] != "." else read(plain)
    found = [
        (parsed.words(mention), entity.kind == "Location")
        for entity in actors.entities
        for mention in entity.mentions
    ]
    assert sorted(found) == sorted(marked)
