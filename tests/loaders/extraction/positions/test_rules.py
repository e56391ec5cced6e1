"""Every position rule finds in its example what the example marks."""

import pytest

from loaders.extraction.positions import POLARITY
from loaders.extraction.positions.frames import READERS
from loaders.extraction.rulebook import Rule, rules_of
from tests.loaders.extraction.examples import plain, positions_in, read_example

RULES = rules_of("positions")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_the_target_that_its_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    found = [(p.stance, words) for p, words in positions_in(example.sentence) if p.found.rule == rule.name]
    assert found == [(rule.code, example.bracketed)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if "{" in rule.example], ids=lambda rule: rule.name)
def test_the_holder_is_the_one_that_the_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    holders = [p.holder.words for p, _ in positions_in(example.sentence) if p.found.rule == rule.name]
    assert [plain(words) for words in holders] == [plain(words) for words in example.braced]


def test_rules_use_known_frames_and_stances_and_have_names_of_their_own() -> None:
    assert {rule.frame for rule in RULES} <= READERS.keys()
    assert {rule.code for rule in RULES} <= POLARITY.keys()
    assert len({rule.name for rule in RULES}) == len(RULES)
