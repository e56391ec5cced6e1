"""Whom pronouns and descriptions mean, who speaks, who publishes."""

from __future__ import annotations

import pytest

from loaders.extraction.syntax import subjects
from tests.loaders.extraction.actors.reading import read, word


@pytest.mark.parametrize(
    ("text", "pronoun", "entity"),
    [
        ("President Joan Roe met the press. She asked for patience.", "She", "official/joan-roe"),
        ("The African Union met in Accra. It urged restraint.", "It", "organization/african-union"),
        ("NATO met. The alliance agreed.", "alliance", "organization/north-atlantic-treaty-organization"),
        ("Hamas fired rockets. The group must stop.", "group", "organization/hamas"),
        ("Senator Joan Roe spoke. The Senator is worried.", "Senator", "official/joan-roe"),
    ],
)
def test_a_word_means_who_was_named_before(text: str, pronoun: str, entity: str) -> None:
    parsed, actors = read(text)
    sentence, token = word(parsed, pronoun, -1)
    assert actors.party(sentence, token).entity == entity


def test_fighters_stand_for_their_group() -> None:
    parsed, actors = read("Hamas terrorists attacked.")
    sentence, token = word(parsed, "terrorists")
    assert actors.party(sentence, token).entity == "organization/hamas"


def test_they_goes_back_to_a_plural_subject() -> None:
    parsed, actors = read("Opposition parties met the African Union. They refused the offer.")
    sentence, token = word(parsed, "They")
    party = actors.party(sentence, token)
    assert (party.words, party.entity) == ("Opposition parties", None)


def test_conjuncts_are_parties_of_their_own() -> None:
    parsed, actors = read("Kenya and Uganda signed an agreement.")
    sentence, token = word(parsed, "Kenya")
    assert [p.entity for p in actors.parties(sentence, token)] == [
        "organization/kenya",
        "organization/uganda",
    ]


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Kenya acted. It is wrong that nobody helps.", "It"),
        ("The African Union thanked the families for their patience.", "their"),
    ],
)
def test_a_pronoun_may_mean_nobody_named(text: str, pronoun: str) -> None:
    parsed, actors = read(text)
    sentence, token = word(parsed, pronoun)
    assert actors.party(sentence, token).entity is None


@pytest.mark.parametrize(
    ("issuer", "state"),
    [("Kenya", "kenya"), ("Chuck Schumer", "united-states"), ("Knesset", "israel")],
)
def test_our_country_is_that_of_the_issuer(issuer: str, state: str) -> None:
    parsed, actors = read("Our country must help.", issuer)
    sentence, token = word(parsed, "country")
    assert actors.party(sentence, token).entity == f"organization/{state}"


def test_the_council_is_the_issuer_whose_name_has_the_word() -> None:
    _, actors = read("The Council met the Council of Europe.", "United Nations Security Council")
    (council,) = [e for e in actors.entities if e.id == "organization/united-nations-security-council"]
    assert len(council.mentions) == 1


def test_we_means_the_issuer() -> None:
    parsed, actors = read("We call for calm.", "Amnesty International")
    sentence, token = word(parsed, "We")
    assert actors.party(sentence, token).entity == "organization/amnesty-international"


def test_an_issuer_that_the_text_does_not_name_has_no_mentions() -> None:
    _, actors = read("We call for calm.", "Amnesty International")
    (issuer,) = actors.entities
    assert issuer.mentions == ()
    assert actors.issuers == (issuer.id,)


def test_a_quotation_belongs_to_who_said_it() -> None:
    parsed, actors = read(
        "“We will not forget the victims of this attack,” said Senator Joan Roe. The vote is on Friday.",
        "Oxfam",
    )
    assert actors.speaker(parsed.sentences[0]).entity == "official/joan-roe"
    assert actors.speaker(parsed.sentences[-1]).entity == "organization/oxfam"


def test_a_quotation_belongs_to_whom_the_words_before_it_name() -> None:
    parsed, actors = read(
        "Senator Joan Roe said, “The players are a reminder of what courage is to us all.”\n\n"
        "Senator Max Poe said, “The arrest of the player has shocked us. We condemn it with all our hearts.”",
        "Oxfam",
    )
    assert actors.speaker(parsed.sentences[-1]).entity == "official/max-poe"


def test_they_who_discuss_are_the_two_who_met() -> None:
    parsed, actors = read(
        "President Joan Roe met with Prime Minister Max Poe. The President praised Oslo. They discussed the truce."
    )
    sentence, token = word(parsed, "They")
    assert [party.entity for party in actors.parties(sentence, token)] == [
        "official/joan-roe",
        "official/max-poe",
    ]


def test_a_joint_statement_is_spoken_by_the_issuer() -> None:
    parsed, actors = read(
        "Senator Max Poe and Senator Joan Roe released the following statement:\n\n"
        "“We condemn the arrest of the judge and of the editors.”",
        "Joan Roe",
    )
    assert actors.speaker(parsed.sentences[-1]).entity == "official/joan-roe"


@pytest.mark.parametrize(
    "lead",
    [
        "Miami, FL – Senator Joan Roe issued the following statement in response to the vote:",
        "Senator Joan Roe, a member of the Senate Subcommittee on Trade, released the following statement:",
    ],
)
def test_neither_a_dateline_nor_a_committee_speaks_for_the_issuer(lead: str) -> None:
    parsed, actors = read(f"{lead}\n\n“We condemn the arrest of the judge and of the editors.”", "Joan Roe")
    assert actors.speaker(parsed.sentences[-1]).entity == "official/joan-roe"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Statement by President Joan Roe on the Elections in Chad", "official/joan-roe"),
        ("Amnesty International Condemns Arrests in Chad", "organization/amnesty-international"),
        (
            "Joint Statement from NATO and the European Union",
            "organization/north-atlantic-treaty-organization",
        ),
    ],
)
def test_without_a_source_the_title_tells_the_issuer(title: str, issuer: str) -> None:
    _, actors = read("We are watching closely.", title=title)
    assert actors.issuers[0] == issuer


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Senate Republican Leader Joan Roe delivered these remarks.",
        "Representatives Joan Roe (D-CA), John Doe (D-MA) and Ann Poe (R-NC) wrote to the Speaker.",
    ],
)
def test_without_a_telling_title_who_opens_the_text_is_the_issuer(text: str) -> None:
    _, actors = read(text, title="Ukraine Aid Cannot Wait")
    assert actors.issuers == ("official/joan-roe",)


def test_a_joint_statement_has_several_issuers() -> None:
    _, actors = read("We are watching closely.", title="Joint Statement from NATO and the European Union")
    assert len(actors.issuers) == 2


def test_the_name_of_the_source_completes_a_surname() -> None:
    _, actors = read("Roe called for calm.", "Joan Roe", title="Roe Statement on Chad")
    assert actors.issuers == ("official/joan-roe",)
    assert [entity.name for entity in actors.entities if entity.kind == "Official"] == ["Joan Roe"]


@pytest.mark.parametrize(
    "told",
    ["The two Presidents", "They", "President Joan Roe and President John Q. Doe", "Both leaders"],
)
def test_persons_named_together_act_together(told: str) -> None:
    parsed, actors = read(
        f"President Joan Roe of Kenya and President John Q. Doe of Chad met today.\n\n{told} signed a treaty."
    )
    sentence, signed = word(parsed, "signed")
    (subject,) = subjects(signed)
    assert {party.words for party in actors.parties(sentence, subject)} == {"Joan Roe", "John Q. Doe"}


def test_whom_a_letter_is_addressed_to_does_not_speak_in_it() -> None:
    parsed, actors = read(
        "I have declared an emergency.",
        "The White House",
        title="Letter to the Speaker of the House of Representatives on the Emergency in Chad",
    )
    assert actors.speaker(parsed.sentences[-1]).entity in {
        "organization/united-states",
        "organization/white-house",
    }
