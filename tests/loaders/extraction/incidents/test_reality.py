"""What is told as having happened counts; what is demanded, denied, feared or possible does not."""

import pytest

from tests.loaders.extraction.incidents.told import told_in


@pytest.mark.parametrize(
    "text",
    [
        "Russia should withdraw its troops from Ukraine.",
        "We urge the army to release the detained journalists.",
        "If the rebels attack the capital, thousands will flee.",
        "The government did not arrest the protesters.",
        "We must prevent another attack on the embassy.",
        "The committee has yet to hold a hearing on the matter.",
        "No country may use force against its neighbours.",
        "We call for a ceasefire.",
        "The bill expanding sanctions on two banks is before the House.",
        "We hope that the court overturns the verdict.",
        "We must protect aid workers from attacks by the militia.",
        "The moratorium on deportations to Chad is welcome.",
        "She fears the consequences of a crackdown on the press.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert [told.trigger for told in told_in(text)] == []


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Gunmen attacked a convoy near Goma on Tuesday.", "attacked", "occurred"),
        ("Secretary Blinken is visiting Egypt.", "visiting", "ongoing"),
        ("Secretary Blinken will travel to Cairo next week.", "travel", "planned"),
        ("Russian forces began to shell the city of Kharkiv.", "shell", "occurred"),
        ("The militia is alleged to have killed four farmers.", "killed", "alleged"),
        ("We condemn the attack on the embassy in Baghdad.", "attack", "occurred"),
        ("The United States will continue to provide assistance to Haiti.", "provide", "ongoing"),
        ("The army is responsible for attacks on three villages.", "attacks", "occurred"),
        ("The council did nothing to prevent the slaughter of the villagers.", "slaughter", "occurred"),
        ("The President had the opportunity to meet with farmers in Iowa.", "meet", "occurred"),
        ("Two journalists remain imprisoned in Belarus.", "imprisoned", "ongoing"),
        ("Today's executive order imposes sanctions on five generals.", "sanctions", "occurred"),
        ("Deploring the continuation of acts of violence in Mali,", "acts", "ongoing"),
        ("We regret the decision to suspend the talks with Chad.", "suspend", "occurred"),
        ("We call upon the army to return the abducted Lebanese civilians.", "abducted", "occurred"),
        ("France will send weapons to Ukraine in July.", "send", "planned"),
    ],
)
def test_the_status_is_read_off_the_clause(text: str, trigger: str, status: str) -> None:
    assert (trigger, status) in [(told.trigger, told.report.status) for told in told_in(text)]


def test_what_the_text_itself_does_is_no_incident() -> None:
    text = "We condemn the coup in Niger and urge the army to return to its barracks."
    assert [told.report.type for told in told_in(text)] == ["COERCE"]


def test_a_call_of_another_time_is_an_incident() -> None:
    (told,) = told_in("Last month Ukraine asked its allies for more air defence.")
    assert (told.report.type, told.actors) == ("REQUEST", ["ukraine"])


@pytest.mark.parametrize(
    "text",
    [
        "The union worked toward the release of the prisoners.",
        "Our goal is the release of every hostage.",
        "We will press for the release of the editor.",
        "The company deployed new tools against fraud.",
        "The storm was devastating, and his attacking remarks did not help.",
    ],
)
def test_what_is_worked_toward_or_meant_otherwise_is_no_incident(text: str) -> None:
    assert [told.trigger for told in told_in(text)] == []
