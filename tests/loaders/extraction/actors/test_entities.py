"""Who and where: names, titles, governments, offices, and what is none of them."""

from __future__ import annotations

from datetime import date

import pytest

from ontology.facts import EntityKind
from tests.loaders.extraction.actors.reading import names, read


@pytest.mark.parametrize(
    ("text", "official", "office", "organization"),
    [
        (
            "CIA Director Joan Roe met reporters.",
            "Joan Roe",
            "Director",
            "organization/central-intelligence-agency",
        ),
        ("Kenyan Foreign Minister Joan Roe spoke.", "Joan Roe", "Foreign Minister", "organization/kenya"),
        (
            "Rep. Joan Roe (D-CA) voted.",
            "Joan Roe",
            "Representative",
            "organization/united-states-house-of-representatives",
        ),
        (
            "Secretary of State Blinken spoke.",
            "Antony Blinken",
            "Secretary of State",
            "organization/united-states",
        ),
        (
            "We thank Secretary of Homeland Security Joan Roe.",
            "Joan Roe",
            "Secretary of Homeland Security",
            None,
        ),
    ],
)
def test_a_title_tells_office_and_organization(
    text: str, official: str, office: str, organization: str | None
) -> None:
    _, actors = read(text)
    found = {entity.name: entity for entity in actors.entities if entity.kind == "Official"}
    assert found[official].office == office
    assert found[official].organization == organization


def test_a_list_after_a_plural_title_gives_each_the_office() -> None:
    _, actors = read(
        "The letter was signed by Senators Joan Roe (R-Ohio), John Q. Doe (D-N.M.), and Richard Poe (I-Me.)."
    )
    offices = {entity.name: entity.office for entity in actors.entities if entity.kind == "Official"}
    assert offices == {"Joan Roe": "Senator", "John Q. Doe": "Senator", "Richard Poe": "Senator"}


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Kenyan Foreign Minister Joan Roe spoke.", False),
        ("Former Kenyan Foreign Minister Joan Roe spoke.", True),
        ("We met the then-Foreign Minister Joan Roe.", True),
        ("The former Senator Joan Roe was there.", True),
    ],
)
def test_an_office_held_no_more_is_told_apart(text: str, over: bool) -> None:
    _, actors = read(text)
    (official,) = [entity for entity in actors.entities if entity.kind == "Official"]
    assert official.office in ("Foreign Minister", "Senator")
    assert official.term.over is over


def test_party_tags_name_no_places() -> None:
    assert names("Senator Joan Roe (R-Ohio) spoke in Lagos.", "Location") == {"Lagos"}


def test_a_surname_goes_with_the_full_name() -> None:
    _, actors = read("President Joan Roe arrived in Nairobi. Roe met civil society leaders.")
    (roe,) = [entity for entity in actors.entities if entity.kind == "Official"]
    assert len(roe.mentions) == 2


@pytest.mark.parametrize(
    "words",
    [
        "The Kenyan government",
        "The Government of Kenya",
        "Kenyan authorities",
        "The Ruto administration",
    ],
)
def test_a_government_by_any_name_is_its_state(words: str) -> None:
    assert names(f"{words} arrested protesters.", "Organization") == {"Kenya"}


def test_an_army_is_an_actor_of_its_own() -> None:
    assert names("Ghanaian forces entered Togo.", "Organization") == {"Ghanaian military"}
    assert names("Israeli forces entered Jenin.", "Organization") == {"Israel Defense Forces"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kenya launched an attack.", {"Organization"}),
        ("She lives in Kenya.", {"Location"}),
        ("He travelled to Kenya.", {"Location"}),
        ("They sent aid to Kenya.", {"Organization"}),
        ("We stand with Kenya.", {"Organization"}),
        ("Kenya’s border is closed.", {"Location"}),
        ("Kenya condemned violence in Kenya.", {"Organization", "Location"}),
    ],
)
def test_a_state_acts_or_is_a_place_by_its_part_in_the_sentence(text: str, kinds: set[str]) -> None:
    _, actors = read(text)
    assert {entity.kind for entity in actors.entities if entity.name == "Kenya"} == kinds


def test_a_bracketed_acronym_means_the_name_before_it() -> None:
    _, actors = read("The Ruritanian Peace Council (RPC) met. The RPC called for calm.")
    (council,) = [entity for entity in actors.entities if entity.kind == "Organization"]
    assert council.name == "Ruritanian Peace Council"
    assert council.provisional


def test_the_shape_of_a_name_tells_an_unknown_body_from_a_law() -> None:
    found = names(
        "The Ministry of Water and Forests opposes the Kenya Forest Protection Act.", "Organization"
    )
    assert found == {"Ministry of Water and Forests"}


def test_coordinated_departments_are_two() -> None:
    found = names("The Departments of Justice and Homeland Security are helping.", "Organization")
    assert found == {"Department of Justice", "Department of Homeland Security"}


def test_a_name_inside_a_longer_one_counts_too() -> None:
    found = names("The Advisory Committee of the African Union met.", "Organization")
    assert "African Union" in found


def test_an_office_alone_stands_for_a_person_unless_its_holder_is_named() -> None:
    assert names("The High Commissioner urged restraint.", "Official") == {"High Commissioner"}
    named = names("Secretary-General Guterres spoke. The Secretary-General urged restraint.", "Official")
    assert named == {"Antonio Guterres"}


@pytest.mark.parametrize(
    ("year", "holder"), [(1998, "Kofi Annan"), (2016, "Ban Ki-moon"), (2022, "Antonio Guterres")]
)
def test_an_office_that_needs_no_name_means_whoever_held_it_then(year: int, holder: str) -> None:
    _, actors = read("The Secretary-General urged restraint.", issued=date(year, 5, 4))
    assert {entity.name for entity in actors.entities if entity.kind == "Official"} == {holder}


def test_the_president_of_an_american_statement_is_that_of_its_day() -> None:
    _, actors = read("The President signed the bill.", "White House", issued=date(2009, 1, 12))
    assert [e.name for e in actors.entities if e.kind == "Official"] == ["George W. Bush"]
    assert names("The President signed the bill.", "Official", "Government of Chad") == {"President"}


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("They fled to the Narovia region.", "Location", {"Narovia"}),
        ("He was held at Narovia refugee camp.", "Location", {"Narovia refugee camp"}),
        (
            "The blast near Kabul’s international airport was heard.",
            "Location",
            {"Kabul's international airport"},
        ),
        ("Troops entered Northern Uganda.", "Location", {"Northern Uganda"}),
        ("She wrote to journalist Joan Roe.", "Official", {"Joan Roe"}),
        ("We met Joan Roe, Ruritania's Minister of Trade.", "Official", {"Joan Roe"}),
        ("The Israeli and Egyptian governments agreed.", "Organization", {"Israel", "Egypt"}),
        ("We thank Ranking Member Roe of the Finance Committee.", "Organization", {"Finance Committee"}),
        (
            "It is in the Official Records of the Security Council.",
            "Organization",
            {"United Nations Security Council"},
        ),
    ],
)
def test_words_beside_a_name_tell_what_it_is(text: str, kind: EntityKind, found: set[str]) -> None:
    assert names(text, kind) == found


@pytest.mark.parametrize(
    "text",
    [
        "We must extend Temporary Protected Status (TPS).",
        "Operation Steadfast Noon began; Hurricane Nana struck.",
        "Rural Development is dear. Broadband is dearer.",
        "See 22 U.S.C. 2370 and SEC. 2.",
        "They joined the Black Sea Grain Initiative and the Ocean Conference.",
    ],
)
def test_programs_storms_and_ordinary_words_are_no_actors(text: str) -> None:
    _, actors = read(text)
    assert [entity.name for entity in actors.entities if entity.mentions] == []


def test_a_doubtful_name_of_a_state_means_what_the_surer_ones_mean() -> None:
    _, actors = read("Chad has suffered long. Fighting went on in Chad, and Chad’s institutions are weak.")
    assert {entity.kind for entity in actors.entities if entity.name == "Chad"} == {"Location"}


def test_peoples_and_bare_nouns_are_no_actors() -> None:
    assert names("Kenyans and the Ugandan people mourn; the group is silent.", "Organization") == set()


def test_a_short_form_belongs_to_the_body_named_before() -> None:
    _, actors = read("The United Nations General Assembly met. The Assembly adopted a text.")
    (assembly,) = [e for e in actors.entities if e.id == "organization/united-nations-general-assembly"]
    assert len(assembly.mentions) == 2


def test_a_dateline_is_a_place_and_acts_not() -> None:
    text = "WASHINGTON – Today, Senator Joan Roe condemned the coup in Niger."
    assert names(text, "Location") == {"Washington, D.C.", "Niger"}
    assert names(text, "Organization") == set()


def test_a_suffix_is_nobodys_surname() -> None:
    text = "We met Senator John Q. Doe III. Grants under Title III funding will rise, and Doe agreed."
    assert names(text, "Official") == {"John Q. Doe III"}
