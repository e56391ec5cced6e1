"""Who did it, to whom and where, in the constructions that tell it."""

import pytest

from tests.loaders.extraction.incidents.told import told_in


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Hamas attacked Israel on Saturday.", ["hamas"], ["israel"]),
        ("Israel was attacked by Hamas on Saturday.", ["hamas"], ["israel"]),
        ("We deplore the attack by Hamas on Israel.", ["hamas"], ["israel"]),
        ("We deplore Russia's invasion of Ukraine.", ["russia"], ["ukraine"]),
        ("Russia launched an attack on Ukraine.", ["russia"], ["ukraine"]),
        ("The journalists who were arrested by Belarus are free.", ["belarus"], ["journalists"]),
        ("President Biden met with Benjamin Netanyahu in Jerusalem.", ["joe-biden"], ["benjamin-netanyahu"]),
        ("France imposed sanctions on Iran.", ["france"], ["iran"]),
    ],
)
def test_actors_and_targets(text: str, actors: list[str], targets: list[str]) -> None:
    told = told_in(text)[0]
    assert (told.actors, told.targets) == (actors, targets)


def test_a_place_struck_is_target_and_location() -> None:
    (told,) = told_in("Russian missiles hit the city of Odesa overnight, killing nine people.")
    assert told.report.killed is not None
    assert told.report.killed.minimum == 9


def test_conjuncts_that_name_nobody_stay_one_phrase() -> None:
    (told,) = told_in("President Biden met with Israeli and Palestinian leaders on Monday.")
    assert told.targets == ["Israeli and Palestinian leaders"]


def test_whoever_condemns_an_attack_accuses_the_attacker() -> None:
    told = next(
        t for t in told_in("The African Union condemned Hamas's attack.") if t.report.type == "ACCUSE"
    )
    assert told.targets == ["hamas"]


def test_the_place_that_a_sentence_opens_with_holds_of_its_verbs() -> None:
    text = "In Nicaragua, the police detained two priests, and the courts sentenced a bishop."
    assert [told.locations for told in told_in(text)] == [["nicaragua"], ["nicaragua"]]


def test_a_plot_is_against_whom_it_was_to_kill() -> None:
    (told,) = told_in("Hezbollah's plot to kill Joe Biden in Washington was foiled.")
    assert (told.actors, told.targets) == (["hezbollah"], ["joe-biden"])


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("The President directed Antony Blinken to travel to Cairo.", "travel", ["antony-blinken"]),
        ("We call on Russia to stop its war against Ukraine.", "war", ["russia"]),
        ("Senator Young (R-Ind.) voted for the treaty on Monday.", "voted", ["young"]),
        ("The villagers suffered attacks at the hands of Hamas.", "attacks", ["hamas"]),
        ("Iran-backed militias shelled a base in Iraq.", "shelled", ["Iran-backed militias"]),
        ("The request from Egypt reached the council in May.", "request", ["egypt"]),
        ("The decision killed three villagers in Darfur.", "killed", []),
    ],
)
def test_who_acts_is_found_away_from_the_verb(text: str, trigger: str, actors: list[str]) -> None:
    (told,) = [told for told in told_in(text) if told.trigger == trigger]
    assert [actor.rpartition("todd-")[2] for actor in told.actors] == actors


def test_a_people_that_demands_is_protesting() -> None:
    (told,) = told_in("For months, the people of Belarus have demanded free elections.")
    assert told.report.type == "PROTEST"


def test_what_is_asked_for_is_no_target() -> None:
    (told,) = told_in("Last month, the governor requested three million dollars for the schools.")
    assert told.targets == []


def test_of_whom_it_is_demanded_that() -> None:
    (told,) = told_in("In May, Greece demanded that Turkey open the border.")
    assert (told.report.type, told.targets) == ("REQUEST", ["turkey"])


def test_who_rejects_an_offer_rejects_who_made_it() -> None:
    (told,) = told_in("Iran rejected an offer by France on Sunday.")
    assert told.targets == ["france"]


def test_the_name_of_a_crossing_is_a_place() -> None:
    (told,) = told_in("On Monday, Egypt closed the border crossing in Gaza.")
    assert told.locations == ["gaza"]


def test_people_displaced_without_an_auxiliary_are_targets() -> None:
    (told,) = told_in("More than a million people displaced.")
    assert (told.report.type, told.actors) == ("COERCE", [])


def test_names_in_a_row_act_together() -> None:
    text = "Senators Todd Young (R-Ind.), Tim Kaine (D-Va.) and Rand Paul (R-Ky.) visited Cuba on Monday."
    (told,) = told_in(text)
    assert sorted(told.actors) == ["rand-paul", "tim-kaine", "todd-young"]


def test_places_that_a_sentence_includes_are_those_of_the_happening() -> None:
    (told,) = told_in(
        "They condemned recent mass shootings in the United States, including in Boston, Dallas, and Tampa."
    )
    assert told.locations == ["united-states", "boston", "dallas", "tampa"]


def test_whoever_has_the_hands_acts() -> None:
    (report,) = told_in("Dozens of marchers were killed at the hands of Iranian police.")
    assert report.actors == ["Iranian police"]
