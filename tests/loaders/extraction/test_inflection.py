"""Forms of words, so that lists of base forms match a text."""

import pytest

from loaders.extraction.inflection import all_forms, noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("condemn", {"condemn", "condemns", "condemned", "condemning"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("press", {"press", "presses", "pressed", "pressing"}),
        ("beg", {"beg", "begs", "begged", "begging"}),
        ("stand", {"stand", "stands", "stood", "standing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("obey", {"obey", "obeys", "obeyed", "obeying"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("occur", {"occur", "occurs", "occurred", "occurring"}),
    ],
)
def test_a_verb_has_its_third_person_past_and_participle(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("party", "parties"),
        ("gunman", "gunmen"),
        ("human", "humans"),
        ("ally", "allies"),
        ("life", "lives"),
        ("crisis", "crises"),
    ],
)
def test_a_noun_has_its_plural(noun: str, plural: str) -> None:
    assert noun_forms(noun) == {noun, plural}


def test_a_word_that_is_both_has_all_its_forms() -> None:
    assert {"request", "requests", "requested", "requesting"} == all_forms("request")
