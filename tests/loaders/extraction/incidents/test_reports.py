"""Mentions of one happening are one report; what prompted it is its cause."""

from ontology.facts import Count
from tests.loaders.extraction.incidents.told import told_in


def test_a_happening_told_three_times_is_one_report() -> None:
    text = (
        "Hamas attacked Israel on Saturday. The attack killed at least forty people. "
        "There is no excuse for this attack."
    )
    (told,) = told_in(text)
    assert told.actors == ["hamas"]
    assert told.report.killed is not None
    assert told.report.killed.minimum == 40
    assert len(told.report.mentions) >= 3


def test_meetings_with_different_people_are_two() -> None:
    text = "Senator Hoeven met with Benjamin Netanyahu on Monday. Senator Hoeven also met with Mahmoud Abbas."
    assert [told.targets for told in told_in(text)] == [["benjamin-netanyahu"], ["mahmoud-abbas"]]


def test_a_title_adds_no_report_of_what_the_body_tells() -> None:
    title = "Statement on the Attack on the Embassy in Baghdad"
    (told,) = told_in("We condemn the attack on the embassy in Baghdad.", title)
    assert told.report.passage.start > len(title)


def test_what_a_happening_answers_is_its_cause() -> None:
    told = told_in("In response to the attack by Hamas, Israel bombed Gaza.")
    keys = {t.report.type + t.trigger: t.report for t in told}
    assert keys["ASSAULTbombed"].causes == (keys["ASSAULTattack"].key,)


def test_every_report_says_which_rule_found_it_and_where() -> None:
    text = "Gunmen killed four aid workers in Darfur on Friday."
    (told,) = told_in(text)
    assert told.report.found.rule == "assault.killing"
    assert 0 < told.report.found.confidence <= 1
    assert (
        told.report.passage.start
        <= told.report.trigger.start
        < told.report.trigger.end
        <= told.report.passage.end
    )


def test_a_bare_noun_that_points_back_tells_of_the_same_happening() -> None:
    text = "Police detained six activists in Harare. These arrests are wrong. The detention of the activists must end."
    (told,) = told_in(text)
    assert (told.trigger, len(told.report.mentions)) == ("detained", 3)


def test_the_same_toll_tells_of_the_same_happening() -> None:
    (told,) = told_in("The attack killed 1,200 people. Hamas murdered 1,200 people on that day.")
    assert (told.actors, told.report.killed) == (["hamas"], Count(1200, 1200))


def test_happenings_at_two_places_keep_a_toll_each() -> None:
    text = "Rebels bombed a market in Goma, killing forty people. In Kabul, gunmen murdered forty people."
    assert [told.report.killed for told in told_in(text)] == [Count(40, 40)] * 2


def test_the_noun_speaks_for_the_dead_it_caused() -> None:
    (told,) = told_in("Two bombings took place in Kabul, which killed thirteen people.")
    assert (told.trigger, told.report.killed) == ("bombings", Count(13, 13))


def test_what_follows_another_happening_is_not_it() -> None:
    told = told_in("We recall the clashes in Darfur, twenty years after the massacre of farmers in Chad.")
    assert [t.trigger for t in told] == ["clashes", "massacre"]


def test_arrests_in_a_protest_answer_it() -> None:
    told = told_in("Hundreds were arrested in the protests in Minsk.")
    reports = {t.report.type: t.report for t in told}
    assert reports["COERCE"].causes == (reports["PROTEST"].key,)


def test_that_is_why_points_to_the_sentence_before() -> None:
    text = "Russia invaded Ukraine in 2014. That is why France imposed sanctions on two banks."
    invaded, imposed = told_in(text)
    assert imposed.report.causes == (invaded.report.key,)


def test_a_letter_of_an_earlier_day_is_an_incident() -> None:
    text = "On May 3, 2023, Senator Todd Young sent a letter to Joe Biden about the blockade."
    (told,) = told_in(text, "Young on the Blockade", "Todd Young")
    assert told.report.type == "REQUEST"


def test_lives_lost_are_counted() -> None:
    (told,) = told_in("The war in Ukraine has claimed the lives of nine thousand people.")
    assert told.report.killed == Count(9000, 9000)


def test_coercion_in_a_row_is_one_report_for_each_verb_with_its_object() -> None:
    text = "The junta has shuttered two newspapers, blocked websites and jailed three editors."
    assert [told.trigger for told in told_in(text)] == ["shuttered", "blocked", "jailed"]


def test_a_letter_was_written_whatever_is_done_with_it() -> None:
    (told,) = told_in("The Council considered the letter from the Permanent Representative of Malta.")
    assert (told.report.type, told.trigger) == ("REQUEST", "letter")
