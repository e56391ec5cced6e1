"""Other people's lists of actors, each read into the register's entries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.register.register import built_in_register, load_register
from loaders.register.sources.adding import add_source, read_source, suggested_format
from ontology.errors import ReadingError


def test_popolo_gives_persons_with_the_office_of_their_last_membership(tmp_path: Path) -> None:
    source = tmp_path / "parliament.json"
    source.write_text(
        json.dumps(
            {
                "organizations": [
                    {"id": "o1", "name": "Parliament of Ruritania", "classification": "legislature"}
                ],
                "persons": [
                    {"id": "p1", "name": "Rudolf Elphberg", "other_names": [{"name": "R. Elphberg"}]}
                ],
                "memberships": [
                    {
                        "person_id": "p1",
                        "organization_id": "o1",
                        "role": "Speaker",
                        "start_date": "2019-02-01",
                    },
                    {
                        "person_id": "p1",
                        "organization_id": "o1",
                        "role": "Member",
                        "start_date": "2010-01-01",
                    },
                ],
            }
        )
    )
    parliament, speaker = read_source(source)
    assert parliament.type == "legislature"
    assert (speaker.office, speaker.organization, speaker.since, speaker.until) == (
        "Speaker",
        parliament.id,
        2019,
        None,
    )
    assert speaker.aliases == ("R. Elphberg",)


def test_follow_the_money_gives_persons_and_organizations_and_leaves_out_the_rest(tmp_path: Path) -> None:
    source = tmp_path / "list.ftm.json"
    records = [
        {"schema": "Person", "properties": {"name": ["Antoinette Roe"], "position": ["Minister of Trade"]}},
        {"schema": "PublicBody", "properties": {"name": ["Customs Service"], "country": ["fj"]}},
        {"schema": "Vessel", "properties": {"name": ["Rosebud"]}},
    ]
    source.write_text("\n".join(json.dumps(record) for record in records))
    minister, service = read_source(source)
    assert (minister.id, minister.office) == ("official/antoinette-roe", "Minister of Trade")
    assert (service.type, service.country) == ("agency", "FJ")


def test_congress_gives_members_with_their_terms_and_committees_with_short_names(tmp_path: Path) -> None:
    members = tmp_path / "legislators.yaml"
    members.write_text(
        """
- name: {first: Johanna, middle: Quill, last: Roe, nickname: Jo, official_full: Johanna Q. Roe}
  terms:
  - {type: rep, start: '2001-01-03', end: '2009-01-03'}
  - {type: sen, start: '2009-01-06', end: '2015-01-03'}
  - {type: sen, start: '2015-01-06', end: '2021-01-03'}
"""
    )
    (member,) = read_source(members)
    assert (member.name, member.office, member.since, member.until) == ("Jo Roe", "Senator", 2009, 2021)
    assert "Johanna Q. Roe" in member.aliases

    committees = tmp_path / "committees.yaml"
    committees.write_text(
        "- {type: house, name: House Committee on Beekeeping, subcommittees: [{name: Honey}]}"
    )
    committee, part = read_source(committees)
    assert committee.aliases == ("House Beekeeping Committee",)
    assert part.parents == (committee.id,)


def test_ucdp_gives_armed_groups_and_no_governments(tmp_path: Path) -> None:
    source = tmp_path / "actors.csv"
    source.write_text(
        "NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Location\n"
        "Government of Chad,n/a,n/a,n/a,4,Chad\n"
        "FLX,FLX,Front de libération X,X Liberation Front,1,Chad\n"
    )
    (group,) = read_source(source)
    assert (group.name, group.country) == ("X Liberation Front", "TD")
    assert group.aliases == ("Front de libération X", "FLX")


def test_petrarch_tells_organizations_from_persons_by_dated_roles(tmp_path: Path) -> None:
    source = tmp_path / "actors.txt"
    source.write_text(
        "# comment\nSONS_OF_THE_DESERT_\n+DESERT_SONS_\n\t[MLIREB]\n\nJOHN_Q_ROE_ ; list\n\t[FJIGOV 920101-991231]\n"
    )
    group, person = read_source(source)
    assert (group.name, group.type, group.country, group.aliases) == (
        "Sons of the Desert",
        "armed group",
        "ML",
        ("Desert Sons",),
    )
    assert (person.kind, person.since, person.until) == ("Official", 1992, 1999)


def test_an_added_source_joins_what_the_register_knows(tmp_path: Path) -> None:
    source = tmp_path / "groups.csv"
    source.write_text(
        "NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Location\n"
        "Hizbollah,Hezb Allah of Lebanon,n/a,Hizbullah,1,Lebanon\nRed Lions,n/a,n/a,n/a,1,Peru\n"
    )
    folder = tmp_path / "register"
    assert add_source(source, folder, built_in_register()) == 2
    register = load_register(folder)
    assert [entry.id for entry in register.named("Hezb Allah of Lebanon")] == ["organization/hezbollah"]
    assert [entry.country for entry in register.named("Red Lions")] == ["PE"]
    assert [entry.id for entry in register.named("Hamas")] == ["organization/hamas"]


def test_a_list_of_another_format_is_refused_with_advice(tmp_path: Path) -> None:
    source = tmp_path / "actors.csv"
    source.write_text("a,b\n1,2\n")
    with pytest.raises(ReadingError, match="cannot be read as ucdp") as refused:
        read_source(source)
    assert "--format" in refused.value.advice
    assert suggested_format(tmp_path / "x.bin") is None


def test_identifiers_that_lists_give_become_addresses(tmp_path: Path) -> None:
    """Of each list those whose scheme has addresses; nothing that can be no identifier of its scheme."""
    popolo = tmp_path / "people.json"
    given = [{"scheme": "wikidata", "identifier": "Q17"}, {"scheme": "viaf", "identifier": "not one"}]
    popolo.write_text(json.dumps({"persons": [{"id": "p1", "name": "Ruda Roe", "identifiers": given}]}))
    ftm = tmp_path / "list.ftm.json"
    properties = {"name": ["Customs Service"], "wikidataId": ["Q23"], "leiCode": ["5493001KJTIIGC8Y1R12"]}
    ftm.write_text(json.dumps({"schema": "PublicBody", "properties": properties}))
    congress = tmp_path / "members.yaml"
    congress.write_text(
        "- id: {bioguide: R000999, govtrack: 400999, wikidata: Q42, lis: S999}\n"
        "  name: {first: Jo, last: Roe}\n"
        "  terms: [{type: sen, start: '2009-01-06', end: '2015-01-03'}]\n"
    )
    ucdp = tmp_path / "actors.csv"
    ucdp.write_text(
        "ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Location\n"
        "1234,Red Lions,n/a,n/a,n/a,1,Peru\n"
    )
    found = [read_source(source)[0].exact_matches for source in (popolo, ftm, congress, ucdp)]
    assert found == [
        ("http://www.wikidata.org/entity/Q17",),
        ("http://www.wikidata.org/entity/Q23", "https://search.gleif.org/#/record/5493001KJTIIGC8Y1R12"),
        (
            "https://bioguide.congress.gov/search/bio/R000999",
            "https://www.govtrack.us/congress/members/400999",
            "http://www.wikidata.org/entity/Q42",
        ),
        ("https://ucdp.uu.se/actor/1234",),
    ]


def test_addresses_of_an_added_source_join_what_the_register_knows(tmp_path: Path) -> None:
    source = tmp_path / "groups.csv"
    source.write_text(
        "ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,Org,Location\n"
        "326,Hezbollah,n/a,n/a,n/a,1,Lebanon\n"
    )
    add_source(source, tmp_path / "register", built_in_register())
    (group,) = load_register(tmp_path / "register").named("Hezbollah")
    assert group.exact_matches == ("https://ucdp.uu.se/actor/326",)


def test_a_country_has_its_address_at_iso_where_iso_has_a_code() -> None:
    register = built_in_register()
    (france,) = (entry for entry in register.named("France") if entry.kind == "Location")
    assert france.exact_matches == ("https://www.iso.org/obp/ui/#iso:code:3166:FR",)
    kosovo = [entry for entry in register.named("Kosovo") if entry.kind == "Location"]
    assert [entry.exact_matches for entry in kosovo] == [()]
