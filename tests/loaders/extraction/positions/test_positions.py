"""What counts as a position, whose it is, and what does not count."""

from tests.loaders.extraction.examples import positions_in


def stands(text: str, title: str = "") -> list[tuple[str, str, str]]:
    return [(position.holder.words, position.stance, words) for position, words in positions_in(text, title)]


def test_a_denied_support_is_opposition() -> None:
    assert stands("France does not support the new pipeline.") == [("France", "opposes", "the new pipeline")]


def test_a_denied_condemnation_says_nothing() -> None:
    assert stands("France did not condemn the vote.") == []


def test_a_question_says_nothing() -> None:
    assert stands("Does France support the new pipeline?") == []


def test_each_listed_holder_has_a_position_of_its_own() -> None:
    text = "Governments around the world, including France, Germany and Japan, condemned the attack on the convoy."
    assert [holder for holder, _, _ in stands(text)] == ["France", "Germany", "Japan"]


def test_a_judging_adjective_is_a_position_beside_the_verbs_own() -> None:
    text = "France supports the families of the victims of the barbaric bombing of the market."
    assert [(stance, words) for _, stance, words in stands(text)] == [
        ("supports", "the families of the victims of the barbaric bombing of the market"),
        ("condemns", "the barbaric bombing of the market"),
    ]


def test_what_a_verb_and_an_adjective_judge_alike_is_one_position() -> None:
    assert len(stands("France condemns the barbaric bombing of the market.")) == 1


def test_the_stance_in_a_demand_is_the_askers() -> None:
    (position, words), *rest = positions_in("We believe that Germany must condemn the blockade of the port.")
    assert position.stance == "condemns"
    assert words == "the blockade of the port"
    assert rest == []
    assert position.holder.words != "Germany"


def test_what_somebody_reports_to_hold_is_theirs() -> None:
    text = "The Minister of Finance of Japan stressed that the closing of the border is unacceptable."
    (position, words), *_ = positions_in(text)
    assert position.stance == "condemns"
    assert words == "the closing of the border"
    assert "Minister" in position.holder.words


def test_a_headline_is_read_in_spite_of_its_capitals() -> None:
    (position, words), *_ = positions_in(
        "It was said on Friday.", title="Minister Condemns Closing of Northern Border"
    )
    assert position.stance == "condemns"
    assert words == "Closing of Northern Border"


def test_polarity_follows_the_stance() -> None:
    text = "France mourns the victims. France welcomes the truce. France fears a new war."
    assert [position.polarity for position, _ in positions_in(text)] == [0, 1, -1]


def test_the_target_is_linked_where_it_is_a_named_actor() -> None:
    (position, _), *_ = positions_in("Germany condemned Hezbollah.")
    assert position.target_entity is not None
    assert "hezbollah" in position.target_entity
