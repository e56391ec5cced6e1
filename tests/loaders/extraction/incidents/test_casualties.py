"""The killed and injured, with their bounds."""

import pytest

from ontology.facts import Count
from tests.loaders.extraction.incidents.told import told_in


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("nine civilians", Count(9, 9)),
        ("at least nine civilians", Count(9)),
        ("more than 1,200 people", Count(1200)),
        ("dozens of civilians", Count(24)),
        ("several civilians", Count(2)),
        ("two hundred people", Count(200, 200)),
        ("innocent civilians", Count(1)),
        ("up to 40 people", Count(1, 40)),
    ],
)
def test_the_killed_have_the_bounds_that_the_text_gives(words: str, count: Count) -> None:
    (told,) = told_in(f"The militia killed {words} in Goma on Monday.")
    assert told.report.killed == count


def test_killed_and_injured_belong_to_the_attack_that_they_are_told_with() -> None:
    (told,) = told_in("The attack on the market of Goma killed nine people and injured twenty others.")
    assert (told.report.killed, told.report.injured) == (Count(9, 9), Count(20, 20))


def test_an_assassination_kills_one() -> None:
    (told,) = told_in("We mourn the assassination of President Moïse.")
    assert told.report.killed == Count(1, 1)
