"""The dead and injured told beside an attack are those of that attack, with its place, actor and time."""

from datetime import date

from tests.loaders.extraction.incidents.told import Told, told_in


def only(text: str) -> Told:
    """The one report of violence that a text gives."""
    (told,) = [told for told in told_in(text) if told.report.type == "ASSAULT"]
    return told


def killed(told: Told) -> int | None:
    """The least number of dead."""
    return told.report.killed.minimum if told.report.killed else None


def test_deaths_during_a_raid_are_the_raids() -> None:
    told = only(
        "Türkiye denies it. On Tuesday five Kurds were killed during a Turkish raid on the town of Rafah."
    )
    assert told.trigger == "raid"
    assert told.locations == ["rafah"]
    assert told.actors == ["turkey"]
    assert killed(told) == 5
    assert told.report.time.start == date(2023, 6, 13)


def test_an_operation_in_which_people_die_is_an_assault() -> None:
    told = only(
        "On Monday the army carried out an operation in Idlib in which at least six people were killed."
    )
    assert told.trigger == "operation"
    assert told.locations == ["idlib"]
    assert killed(told) == 6


def test_an_operation_in_which_nobody_is_harmed_is_none() -> None:
    assert not told_in("On Monday the company carried out an operation in Idlib.")


def test_an_assault_of_an_army_on_a_town_names_both() -> None:
    told = only("We condemn the assault of Israeli forces on the city of Nablus and its old market.")
    assert told.actors == ["israel-defense-forces"]
    assert told.locations == ["nablus"]


def test_soldiers_who_enter_a_camp_assault_it_and_visitors_do_not() -> None:
    assert only("Israeli forces entered the Balata camp on Monday.").actors == ["israel-defense-forces"]
    assert not told_in("Aid workers entered the Balata camp on Monday.")


def test_deaths_told_in_the_next_sentence_are_the_raids() -> None:
    told = only("Israeli forces raided Nablus on Tuesday. Eleven people were killed. Dozens were wounded.")
    assert killed(told) == 11
    assert told.report.injured is not None


def test_soldiers_and_they_are_who_was_named_before() -> None:
    told = only(
        "The Israeli army stormed Nablus. Soldiers entered the town at dawn. They killed eleven people."
    )
    assert killed(told) == 11
    assert told.actors == ["israel-defense-forces"]
    assert told.trigger == "stormed"


def test_a_gunman_who_killed_people_there_made_the_attack_told_before() -> None:
    told = only(
        "We condemn the attack on a mosque in Peshawar. A gunman shot dead four people there and fled."
    )
    assert told.locations == ["peshawar"]
    assert killed(told) == 4


def test_coordinated_clauses_with_deeds_of_their_own_are_several_happenings() -> None:
    told = told_in(
        "Ten people were killed during an Israeli raid on Nablus; militants in Gaza launched rockets at "
        "Ashkelon, and Israel carried out air strikes on Rafah."
    )
    assert [t.trigger for t in told] == ["raid", "launched", "strikes"]
    assert [killed(t) for t in told] == [10, None, None]


def test_two_attacks_of_two_days_stay_two_with_the_dead_of_each() -> None:
    told = told_in(
        "We condemn Monday's attack on a church in Lagos, in which six people were killed, and the attack of "
        "Tuesday morning in Abuja, in which two people were wounded."
    )
    assert [(t.locations, killed(t)) for t in told] == [(["lagos"], 6), (["abuja"], None)]


def test_deaths_of_another_time_and_named_victims_stay_apart() -> None:
    told = told_in(
        "Israeli forces raided Nablus on Tuesday. The journalist Shireen Abu Akleh was shot in Jenin last May. "
        "In 2022, more than 150 people were killed."
    )
    assert len(told) == 3


def test_an_attack_has_the_time_that_follows_its_place() -> None:
    told = only("We condemn in the clearest terms the attack on a mosque in Peshawar on Monday evening.")
    assert told.report.time.start == date(2023, 6, 12)


def test_the_day_before_counts_from_the_day_told_last() -> None:
    told = told_in("Hamas attacked Sderot on June 10. The day before, Israel bombed Gaza.")
    assert [t.report.time.start for t in told] == [date(2023, 6, 10), date(2023, 6, 9)]


def test_the_injured_who_are_wished_well_are_no_happening() -> None:
    assert not told_in("We wish the injured a full recovery.")


def test_a_when_clause_has_the_time_before_it() -> None:
    told = only("We mourn those who died on the morning of 10 June, when Israeli forces entered Rafah town.")
    assert told.report.time.start == date(2023, 6, 10)


def test_a_place_within_a_place_is_told_by_both() -> None:
    told = only("We mourn the four people who were murdered on Monday in front of a church in Peshawar.")
    assert told.locations == ["peshawar"]
