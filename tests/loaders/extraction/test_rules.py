"""Every rule for positions and demands finds in its example what the example marks."""

import pytest

from loaders.extraction.demands.frames import READERS as DEMAND_READERS
from loaders.extraction.positions import POLARITY
from loaders.extraction.positions.frames import READERS as POSITION_READERS
from loaders.extraction.rulebook import Rule, rules_of
from tests.loaders.extraction.examples import demands_in, plain, positions_in, read_example

RULES = (*rules_of("positions"), *rules_of("demands"))


def found_by(rule: Rule, text: str) -> list[tuple[str, str, list[str]]]:
    """The code, the words (target or action) and the parties (holder or addressees) that a rule finds."""
    positions = [(p.stance, words, [p.holder], p.found) for p, words in positions_in(text)]
    demands = [(d.strength, words, list(d.addressees), d.found) for d, words in demands_in(text)]
    return [
        (code, words, [plain(party.words) for party in parties])
        for code, words, parties, found in (*positions, *demands)
        if found.rule == rule.name
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_its_example_marks(rule: Rule) -> None:
    example = read_example(rule.example)
    ((code, words, parties),) = found_by(rule, example.sentence)
    assert (code, words) == (rule.code, example.bracketed)
    if example.braced or rule.name.startswith("demands"):
        assert parties == [plain(each) for each in example.braced]


@pytest.mark.parametrize(
    ("room", "frames", "codes"),
    [
        ("positions", set(POSITION_READERS), set(POLARITY)),
        ("demands", {*DEMAND_READERS, "imperative"}, {"request", "urge", "demand"}),
    ],
)
def test_rules_use_known_frames_and_codes(room: str, frames: set[str], codes: set[str]) -> None:
    assert {rule.frame for rule in rules_of(room)} <= frames
    assert {rule.code for rule in rules_of(room)} <= codes


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
