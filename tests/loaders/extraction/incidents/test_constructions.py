"""Constructions that tell of happenings, or only seem to: invented sentences of many kinds of statements."""

import pytest

from tests.loaders.extraction.incidents.told import told_in

TOLD = [
    ("I was fortunate to visit Kabul in May.", "visit"),
    ("He's invaded Georgia and seized the port.", "invaded"),
    ("The villagers were the victims of a terrorist attack.", "attack"),
    ("As President Roe begins his visit to Chad, we hope for a frank talk.", "visit"),
    ("We deplore the refusal of the Government of Chad to comply with the ruling.", "refusal"),
    ("The United States stands with the students of Chad as they march for their rights.", "march"),
    ("We recall the phone call between President Macron and Prime Minister Trudeau.", "call"),
    ("Between 2000 and 2003 the House voted four times to end the ban.", "voted"),
    ("We must protect the villages from Russia's criminal bombardments.", "bombardments"),
    ("It is time to get rid of the embargo on Cuba.", "embargo"),
    ("Vice President Lee congratulated her on being awarded the prize.", "awarded"),
    ("The militia carried out acts of terrorism against the villages.", "acts"),
]

NOT_TOLD = [
    "If we leave them alone, these rebels will attack the capital.",
    "The Council asks the envoy, in consultation with the parties, to send a report.",
    "We have seen attacks from Republican senators on this programme.",
    "The Senate defeated the legislation on clean air.",
    "The Council took note of any aggression that is accompanied by the use of gas.",
    "Reiterates its call for the full respect of the truce;",
]


@pytest.mark.parametrize(("sentence", "trigger"), TOLD)
def test_a_happening_is_found_in_its_construction(sentence: str, trigger: str) -> None:
    assert trigger in [report.trigger for report in told_in(sentence)]


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_what_only_sounds_like_a_happening_is_none(sentence: str) -> None:
    assert told_in(sentence) == ()


def test_lines_that_open_with_a_past_form_tell_what_their_author_did_each_by_itself() -> None:
    told = told_in(
        "Senator Ann Roe looked back on her first year.\n\nMuch was done. Much remains.\n\n"
        "Introduced legislation to protect the wetlands\n\n"
        "Introduced the Safer Rivers Act to prevent floods\n\n"
        "Secured $4 million for the schools of the valley",
        issuer="Ann Roe",
    )

    assert [(each.trigger, each.actors) for each in told] == [
        ("Introduced", ["ann-roe"]),
        ("Introduced", ["ann-roe"]),
        ("Secured", ["ann-roe"]),
    ]


def test_a_line_that_quotes_has_its_subject_behind() -> None:
    assert told_in("Introduced the bill on Monday in the words “No more floods”: Senator Lee.") == ()
