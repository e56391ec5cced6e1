"""What the register knows, and how a text finds it."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest

from loaders.register.entries import entity_id, fold
from loaders.register.index import NameIndex
from loaders.register.register import built_in_register
from loaders.register.tables import DATA, load_tables

REGISTER = built_in_register()


def ids(text: str) -> list[str]:
    return [match.bearers[0].id for match in REGISTER.index.matches(text)]


def test_names_and_acronyms_lead_to_one_organization() -> None:
    assert ids("the Israel Defense Forces (IDF)") == ["organization/israel-defense-forces"] * 2


def test_the_longest_name_wins() -> None:
    assert ids("the United Nations Security Council met") == ["organization/united-nations-security-council"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The US acts", ["organization/united-states"]),
        ("it helps us all", []),
        ("who decides", []),
        ("Let them speak", []),
        ("LeT attacked", ["organization/lashkar-e-taiba"]),
        ("talks in GENEVA", ["location/geneva"]),
        ("Cote d’Ivoire votes", ["organization/cote-divoire"]),
        ("a turkey dinner", []),
    ],
)
def test_case_and_accents_of_a_name(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_offsets_count_code_points_of_the_text_as_written() -> None:
    text = "In São Tomé, Ísrael’s envoy"
    match = next(m for m in REGISTER.index.matches(text) if m.bearers[0].id == "organization/israel")
    assert text[match.start : match.end] == "Ísrael"


def test_a_state_is_an_actor_and_a_place() -> None:
    kinds = {entry.kind for entry in REGISTER.named("Russia")}
    assert kinds == {"Organization", "Location"}


@pytest.mark.parametrize("words", ["Haitian", "Haiti", "Port-au-Prince"])
def test_the_state_behind_an_adjective_a_name_or_a_capital(words: str) -> None:
    state = REGISTER.state_of(words)
    assert state is not None
    assert state.id == "organization/haiti"


def test_every_member_of_iso_3166_that_is_a_state_is_known_by_its_common_name() -> None:
    codes = {entry.country for entry in REGISTER.entries.values() if entry.type == "state"}
    dependent = {country.alpha_2 for country in pycountry.countries} - codes
    assert len(codes) >= 195
    assert not {"FR", "KE", "ID", "PE", "FJ"} & dependent


def test_no_two_rows_of_the_tables_make_the_same_id() -> None:
    counted = Counter(entry.id for entry in load_tables(DATA))
    assert [id for id, times in counted.items() if times > 1] == []


def test_parents_and_organizations_of_entries_are_entries() -> None:
    told = {parent for entry in REGISTER.entries.values() for parent in entry.parents}
    told |= {entry.organization for entry in REGISTER.entries.values() if entry.organization}
    assert sorted(told - set(REGISTER.entries)) == []


def test_folding_keeps_the_length_of_a_text() -> None:
    text = "Médecins Sans Frontières – “l’été” in Łódź"
    assert len(fold(text)) == len(text)


def test_ids_are_readable() -> None:
    assert entity_id("Organization", "Médecins Sans Frontières") == "organization/medecins-sans-frontieres"
    assert entity_id("Location", "Washington, D.C.") == "location/washington-dc"


def test_who_bears_a_name_more_than_one_bears() -> None:
    index = NameIndex([("Georgia", "state"), ("Georgia", "country"), ("Georgia Tech", "school")])
    assert next(iter(index.matches("in Georgia today"))).bearers == ("state", "country")
