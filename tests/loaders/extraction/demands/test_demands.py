"""What counts as a demand, whom it asks, and what does not count."""

import pytest

from tests.loaders.extraction.examples import demands_in


def asked(text: str, title: str = "") -> list[tuple[list[str], str, str]]:
    return [
        ([party.words for party in d.addressees], d.polarity, words) for d, words in demands_in(text, title)
    ]


def test_conjoined_verbs_are_demands_of_their_own_with_the_same_evidence() -> None:
    found = demands_in("We urge France to open the border and release the prisoners.")
    assert [words for _, words in found] == ["open the border", "release the prisoners"]
    assert len({demand.passage for demand, _ in found}) == 1


def test_a_verb_with_two_adjectives_is_one_demand() -> None:
    assert [words for _, _, words in asked("The inquiry must be swift and public.")] == [
        "be swift and public"
    ]


def test_a_denied_action_is_to_be_left_undone() -> None:
    assert asked("France must not close the border.") == [(["France"], "refrain", "close the border")]


def test_ceasing_is_something_to_do() -> None:
    assert asked("France must cease the attacks.") == [(["France"], "do", "cease the attacks")]


def test_we_must_asks_nobody_in_particular() -> None:
    assert asked("We must rebuild the bridge.") == [([], "do", "rebuild the bridge")]


def test_what_is_done_to_a_thing_is_asked_of_nobody_unless_it_says_by_whom() -> None:
    assert asked("The bridge must be rebuilt.") == [([], "do", "be rebuilt")]
    assert asked("The bridge must be rebuilt by France.")[0][0] == ["France"]


def test_a_demand_within_a_demand_is_not_counted_again() -> None:
    assert len(asked("We call on France to insist that Germany must open the border.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We will continue to support the families.",
        "The report must have been lost.",
        "The ship should be arriving on Friday.",
        "If Parliament should fail, we will return.",
        "Should the talks fail, the war will go on.",
        "France cannot confirm the figures.",
        "France did not ask Germany to leave.",
    ],
)
def test_promises_guesses_conditions_and_denials_are_no_demands(text: str) -> None:
    assert asked(text) == []


def test_operative_clauses_of_a_resolution_are_the_issuers() -> None:
    text = "Calls upon all States to respect the truce;"
    assert asked(text) == [(["all States"], "do", "respect the truce")]


def test_a_headline_is_read_in_spite_of_its_capitals() -> None:
    found = asked("It was said on Friday.", title="Senators Urge France To Reopen Bridge Following Flood")
    assert found == [(["France"], "do", "Reopen Bridge")]


def test_you_is_whom_the_letter_asked_before() -> None:
    text = "The senators urged France to open the border. “We urge you to release the prisoners,” they wrote."
    assert [demand.addressees[0].entity for demand, _ in demands_in(text)] == ["organization/france"] * 2


def test_strength_is_told_by_the_verb() -> None:
    text = "We ask France to wait. We urge France to wait. We demand that France wait."
    assert [demand.strength for demand, _ in demands_in(text)] == ["request", "urge", "demand"]


def test_a_second_request_in_the_sentence_is_a_demand_of_the_same_issuer() -> None:
    found = demands_in("The Assembly urges Norway to open the port and invites Chile to send nurses.")
    assert [(d.issuer.words, d.addressees[0].words, words) for d, words in found] == [
        ("The Assembly", "Norway", "open the port"),
        ("The Assembly", "Chile", "send nurses"),
    ]


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("The Security Council calls upon Norway not to close the port.", ["refrain"]),
        ("Calls upon the parties to respect the truce and not to move their troops;", ["do", "refrain"]),
        ("The mayor urges residents never to swim in the harbour.", ["refrain"]),
        ("The Assembly calls upon all States not to close the port and to cut all trade.", ["refrain", "do"]),
        ("We urge Norway not to close the port but to reopen the border.", ["refrain", "do"]),
        ("Norway must not close the port or stop the trains.", ["refrain", "refrain"]),
        ("Norway must not close the port and must pay the nurses.", ["refrain", "do"]),
        ("We ask Norway to never again close the port.", ["refrain"]),
        ("We urge both sides to refrain from attacking villages and destroying bridges.", ["refrain"]),
        ("All parties must refrain from provocations and return to talks.", ["refrain", "do"]),
        ("Norway must stop raiding villages and not attack the port.", ["do", "refrain"]),
    ],
)
def test_each_action_has_a_polarity_of_its_own(text: str, polarities: list[str]) -> None:
    assert [polarity for _, polarity, _ in asked(text)] == polarities


def test_each_for_opens_a_demand() -> None:
    text = "The union called for an inquiry into the fire and for the dismissal of the director."
    assert [words for _, _, words in asked(text)] == [
        "an inquiry into the fire",
        "the dismissal of the director",
    ]


def test_those_who_are_told_to_demand_are_the_issuers() -> None:
    (demand, words), *_ = demands_in("She met students demanding democracy.")
    assert (demand.issuer.words, words) == ("students", "democracy")


def test_a_title_may_give_an_order() -> None:
    assert asked("It was said on Friday.", title="Union to Norway: Open the Port") == [
        (["Norway"], "do", "Open the Port")
    ]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The time to rebuild the bridge is now.", "rebuild the bridge"),
        ("The time now is to wait.", "wait"),
        ("The time now is to honor those who have fallen.", "honor those who have fallen"),
    ],
)
def test_the_time_that_has_come_asks(text: str, action: str) -> None:
    assert asked(text) == [([], "do", action)]


@pytest.mark.parametrize(
    "text",
    ["This should serve as a reminder of the flood.", "It is important to recall that the port was closed."],
)
def test_what_is_to_be_thought_of_is_not_asked_for(text: str) -> None:
    assert asked(text) == []


def test_a_list_of_actions_is_read_to_its_end() -> None:
    text = "We urge the parties to the dispute to stop the raids, respect the truce and allow inspections."
    assert [words for _, _, words in asked(text)] == [
        "stop the raids",
        "respect the truce",
        "allow inspections",
    ]


def test_a_list_goes_on_behind_what_one_refrains_from() -> None:
    text = "We call on Norway to refrain from raids, respect the right to protest and release the prisoners."
    assert [(polarity, words) for _, polarity, words in asked(text)] == [
        ("refrain", "refrain from raids"),
        ("do", "respect the right to protest"),
        ("do", "release the prisoners"),
    ]


def test_what_something_is_vital_to_may_stand_before_what_is_asked() -> None:
    assert asked("It is critical to our safety that we deter the raiders.") == [
        ([], "do", "deter the raiders")
    ]


def test_who_joins_others_in_asking_asks() -> None:
    text = "I join members of the union and village activists in calling on Norway to stop these raids."
    assert [(d.issuer.words, words) for d, words in demands_in(text)] == [("I", "stop these raids")]


@pytest.mark.parametrize(
    ("text", "answered", "broken"),
    [
        ("We urge France to release the hostages.", "RETREAT", None),
        ("We urge France to investigate the killing.", "ACCUSE", None),
        ("France must not arrest the journalists.", None, "COERCE"),
        ("We urge France to stop the airstrikes.", None, "ASSAULT"),
        ("We urge France to lift the sanctions.", "RETREAT", "SANCTION"),
        ("We urge France to agree to a ceasefire.", "RETREAT", None),
        ("We urge France to be brave.", None, None),
        ("We urge France to hold talks with Spain.", "CONSULT", None),
        ("France must refrain from violence.", None, "ASSAULT"),
        ("We urge France to combat hunger.", None, None),
        ("We urge France to help those whom the police arrested.", None, None),
    ],
)
def test_what_would_answer_a_demand_or_go_against_it(
    text: str, answered: str | None, broken: str | None
) -> None:
    ((demand, _),) = demands_in(text)
    assert (demand.answered_by, demand.broken_by) == (answered, broken)


def test_what_somebody_named_should_think_of_is_asked_for() -> None:
    assert asked("It is time for Norway to acknowledge this fact.") == [
        (["Norway"], "do", "acknowledge this fact")
    ]


def test_a_verb_that_looks_like_a_noun_is_asked_for() -> None:
    text = "Norway should sanction Chile’s energy sector."
    assert asked(text) == [(["Norway"], "do", "sanction Chile’s energy sector")]


def test_who_has_called_for_something_asks() -> None:
    (demand, words), *_ = demands_in("I welcome the news that Norway has called for targeted sanctions.")
    assert (demand.issuer.words, words) == ("Norway", "targeted sanctions")
