"""Topics: each one of the ontology has indicators; where a demand says nothing, what stands around it tells."""

import pytest

from loaders.extraction.topics import NOTHING, topic_rules, topics_of
from ontology.vocabulary import load_vocabulary
from tests.loaders.extraction.examples import demands_in

RULES = {topic: rules for topic, rules in topic_rules().items() if topic != NOTHING}


def test_the_topics_are_those_of_the_ontology() -> None:
    scheme = next(s for s in load_vocabulary().schemes.values() if "accountability" in s.notations)
    assert set(RULES) == set(scheme.notations)


@pytest.mark.parametrize("topic", RULES)
def test_the_example_of_a_topic_has_it(topic: str) -> None:
    assert topic in topics_of(RULES[topic]["example"])


def test_the_topic_with_more_indicators_comes_first() -> None:
    assert topics_of("release the hostages and the prisoners and stop the attack")[0] == "hostages"


def test_three_topics_at_most() -> None:
    assert len(topics_of("hostages, nuclear weapons, sanctions, elections, refugees and trade")) == 3


def test_an_action_without_indicators_has_no_topic() -> None:
    assert topics_of("step up") == ()


def test_the_words_of_a_name_tell_no_topic() -> None:
    assert topics_of("sell oil to the Democratic People’s Republic of Korea") == ("energy",)


def test_a_longer_indicator_hides_the_shorter_ones_in_it() -> None:
    assert topics_of("regulate artificial intelligence") == ("cyber",)


def test_a_weak_indicator_tells_only_where_no_other_does() -> None:
    assert topics_of("stop the attack") == ("military-action",)
    assert topics_of("report the attack to the tribunal") == ("accountability",)


def test_a_demand_that_says_nothing_has_the_topic_of_what_it_stands_in() -> None:
    text = "The refugees have fled to the camps. We must act now, and the refugees must not be forgotten."
    assert [demand.topics for demand, _ in demands_in(text, title="On the Refugees")] == [("refugees",)] * 2


def test_a_demand_without_any_indicator_around_it_has_no_topic() -> None:
    assert [demand.topics for demand, _ in demands_in("We must act now.")] == [()]
