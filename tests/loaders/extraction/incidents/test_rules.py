"""Every incident rule finds in its example the word that the example marks."""

import pytest

from loaders.extraction.incidents.lexicon import Rule, lexicon
from tests.loaders.extraction.examples import read_example
from tests.loaders.extraction.incidents.told import told_in

RULES = tuple(lexicon().rules.values())
ON_ITS_OWN = [rule for rule in RULES if rule.needs != "another"]


@pytest.mark.parametrize("rule", ON_ITS_OWN, ids=lambda rule: rule.name)
def test_a_rule_finds_the_word_that_its_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    found = {(told.report.found.rule, told.trigger) for told in told_in(example.sentence)}
    assert (rule.name, example.bracketed) in found


def test_rules_have_names_of_their_own_and_plover_types() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.name.startswith(rule.type.lower() + ".") for rule in RULES)
