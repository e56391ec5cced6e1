"""What counts as a position, whose it is, and what does not count."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "Norway condemns in the strongest terms both the bombing of the market and the looting of the clinics.",
            ("Norway", "condemns", "the bombing of the market and the looting of the clinics"),
        ),
        (
            "I oppose sending more troops to the island.",
            ("I", "opposes", "sending more troops to the island"),
        ),
        ("The Council thanks Norway for its help.", ("The Council", "welcomes", "Norway for its help")),
    ],
)
def test_the_target_is_found_away_from_its_verb(text: str, stand: tuple[str, str, str]) -> None:
    assert stands(text) == [stand]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "The freedom of the press is one of the most fundamental rights of all.",
            ("supports", "The freedom of the press"),
        ),
        ("The truce marks an important step towards peace.", ("supports", "The truce")),
        ("The reopening of the bridge is long overdue.", ("supports", "The reopening of the bridge")),
        (
            "The decision to close the clinic was ill-advised.",
            ("opposes", "The decision to close the clinic"),
        ),
        ("Closing the clinic is shameful.", ("condemns", "Closing the clinic")),
        ("What the militias are doing is shameful.", ("condemns", "What the militias are doing")),
        (
            "The Northern Brigade has claimed responsibility for this barbaric act.",
            ("condemns", "this barbaric act"),
        ),
    ],
)
def test_a_predicate_judges_its_subject_for_whoever_speaks(text: str, stand: tuple[str, str]) -> None:
    assert stands(text) == [("Port Authority", *stand)]


def test_a_part_of_what_is_judged_alike_is_no_position_of_its_own() -> None:
    text = "We condemn the murderous raid on the village and its callous aftermath."
    assert [stance for _, stance, _ in stands(text)] == ["condemns"]


def test_the_stance_in_a_request_is_that_of_who_requests() -> None:
    assert stands("I urge my colleagues to oppose the bill.") == [("I", "opposes", "the bill")]


def test_a_stance_asked_for_by_name_is_only_a_demand() -> None:
    assert stands("We call on Norway to voice its support for the miners.") == []


def test_not_only_denies_nothing() -> None:
    assert stands("We not only support the miners but also pay them.") == [("We", "supports", "the miners")]


def test_a_feeling_may_have_a_whole_clause_as_its_target() -> None:
    assert stands("I have grave concerns that the vote was not fair.") == [
        ("I", "concerned", "the vote was not fair")
    ]


def test_a_predicate_noun_that_judges_is_the_target_where_a_pronoun_is_its_subject() -> None:
    assert stands("That is a profound injustice.") == [("Port Authority", "condemns", "a profound injustice")]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "They remember the hasty and disorderly retreat of the army.",
            ("opposes", "the hasty and disorderly retreat of the army"),
        ),
        ("The blockade could inflame the conflict.", ("concerned", "The blockade")),
        ("The ballot was neither free nor fair.", ("opposes", "The ballot")),
        (
            "The decision to close the clinic is one that should have been debated.",
            ("opposes", "The decision to close the clinic"),
        ),
        ("Such a raid is tantamount to an act of war.", ("opposes", "Such a raid")),
        ("This aid is urgently needed.", ("supports", "This aid")),
    ],
)
def test_a_word_judges_through_what_stands_between(text: str, stand: tuple[str, str]) -> None:
    assert stands(text) == [("Port Authority", *stand)]


@pytest.mark.parametrize(
    "text",
    ["The law requires such fees as may be necessary.", "He spoke about the unrest, violence and failures."],
)
def test_a_word_in_a_list_or_in_an_as_clause_judges_nothing(text: str) -> None:
    assert stands(text) == []


def test_what_is_seen_or_learned_is_the_target() -> None:
    assert stands("We are appalled to learn that the market was bombed.") == [
        ("We", "condemns", "the market was bombed")
    ]


def test_a_commitment_that_is_welcomed_is_no_position_of_its_own() -> None:
    assert [stance for _, stance, _ in stands("Norway welcomed Japan's commitment to the treaty.")] == [
        "welcomes"
    ]


def test_to_reject_criticism_is_not_to_criticize() -> None:
    assert stands("Norway rejects criticism of the treaty.") == [
        ("Norway", "opposes", "criticism of the treaty")
    ]


def test_who_is_cited_as_saying_the_same_holds_it_too() -> None:
    holders = [holder for holder, _, _ in stands("As Norway has stressed, the truce is vital.")]
    assert holders == ["Port Authority", "Norway"]


def test_the_author_of_a_document_holds_what_it_says() -> None:
    assert stands("The statement by Norway condemns the raid.") == [("Norway", "condemns", "the raid")]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("The situation in the camps continues to worsen.", ("concerned", "The situation in the camps")),
        ("The reform risks dividing the region.", ("warns", "dividing the region")),
        ("The fire has cost the lives of two nurses.", ("mourns", "the lives of two nurses")),
    ],
)
def test_what_is_told_as_bad_is_a_stand_of_whoever_speaks(text: str, stand: tuple[str, str]) -> None:
    assert stands(text) == [("Port Authority", *stand)]


def test_a_feeling_about_a_clause_is_not_about_the_one_inside_it() -> None:
    text = "We are disturbed that as the world works to bring peace to Chile, the army is not doing everything it can."
    assert [words for _, _, words in stands(text)] == ["the army is not doing everything it can"]


def test_what_half_of_those_asked_believe_is_nobodys_stand_here() -> None:
    assert stands("Half of the voters believe that the raid was justified.") == []


def test_what_is_agreed_on_and_judged_is_judged() -> None:
    assert [stance for _, stance, _ in stands("Norway agreed that the raid was an outrage.")] == ["condemns"]


def test_what_is_not_looked_forward_to_any_more_says_nothing() -> None:
    assert stands("Instead of looking forward to a new year, we buried our nurses.") == []


def test_concerns_are_about_what_raises_them() -> None:
    assert [words for *_, words in stands("The delay raises serious concerns for our towns.")] == [
        "The delay"
    ]


def test_nobody_judges_his_own_deed_badly() -> None:
    assert ("Vladimir Putin", "condemns") not in [
        (holder, stance)
        for holder, stance, _ in stands("Vladimir Putin thought his brutal invasion would divide us.")
    ]
