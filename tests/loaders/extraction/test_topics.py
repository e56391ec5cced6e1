"""Topics of demands: every topic of the ontology has indicators, and its example has the topic."""

import pytest

from loaders.extraction.topics import topic_examples, topics_of
from ontology.vocabulary import load_vocabulary


def test_the_topics_are_those_of_the_ontology() -> None:
    scheme = next(s for s in load_vocabulary().schemes.values() if "accountability" in s.notations)
    assert set(topic_examples()) == set(scheme.notations)


@pytest.mark.parametrize(("topic", "example"), topic_examples().items())
def test_the_example_of_a_topic_has_it(topic: str, example: str) -> None:
    assert topic in topics_of(example)


def test_the_topic_with_more_indicators_comes_first() -> None:
    assert topics_of("release the hostages and the prisoners and stop the attack")[0] == "hostages"


def test_three_topics_at_most() -> None:
    assert len(topics_of("hostages, nuclear weapons, sanctions, elections, refugees and trade")) == 3


def test_an_action_without_indicators_has_no_topic() -> None:
    assert topics_of("step up") == ()
