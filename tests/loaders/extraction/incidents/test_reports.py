"""Mentions of one happening are one report; what prompted it is its cause."""

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
