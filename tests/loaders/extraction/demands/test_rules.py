"""Every demand rule finds in its example what the example marks."""

import pytest

from loaders.extraction.demands.frames import READERS
from loaders.extraction.rulebook import Rule, rules_of
from tests.loaders.extraction.examples import demands_in, plain, read_example

RULES = rules_of("demands")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_the_action_that_its_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    found = [(d.strength, words) for d, words in demands_in(example.sentence) if d.found.rule == rule.name]
    assert found == [(rule.code, example.bracketed)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_addressees_are_those_that_the_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    found = next(d for d, _ in demands_in(example.sentence) if d.found.rule == rule.name)
    assert [plain(party.words) for party in found.addressees] == [plain(words) for words in example.braced]


def test_rules_use_known_frames_and_strengths_and_have_names_of_their_own() -> None:
    assert {rule.frame for rule in RULES} <= {*READERS, "imperative"}
    assert {rule.code for rule in RULES} <= {"request", "urge", "demand"}
    assert len({rule.name for rule in RULES}) == len(RULES)
