"""RDF in the terms of others becomes actors, tenures and incidents, each with its line as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from api.linked_data.foreign.actors import described_in
from api.linked_data.foreign.dataset import Dataset, is_foreign, shortened
from api.linked_data.foreign.identity import Known, canonical
from api.linked_data.foreign.loading import known_to, load_foreign
from api.linked_data.foreign.records import Records, records_of
from api.linked_data.foreign.telling import Publication, facts_of
from api.linked_data.parsing import quads_of
from api.linked_data.triples import TripleWriter
from api.validation.validate import validate_graph
from graph.store import Store
from loaders.register.entries import Entry
from loaders.register.register import built_in_register
from ontology.errors import ReadingError, RestoreError
from ontology.facts import Period
from ontology.vocabulary import load_vocabulary
from tests.graph.dumps import whole

TURTLE = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <http://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix : <https://data.example/> .
:ports a org:Organization ; skos:prefLabel "Ministry of Dovna Ports" ; org:subOrganizationOf :gov .
:gov a org:Organization ; skos:prefLabel "Dovna Government" ; skos:altLabel "Dovna Cabinet" .
:ana a foaf:Person ; foaf:name "Ana Brill" .
:m1 a org:Membership ; org:member :ana ; org:organization :ports ; org:role [ skos:prefLabel "Minister" ] ;
    schema:startDate "2010-01-01" ; schema:endDate "2012-03" .
:raid a sem:Event ; skos:prefLabel "Raid on Dovna" ; sem:hasActor :gov ; sem:hasPlace :dovna ;
    sem:eventType <https://w3id.org/rostra/scheme/PloverType/ASSAULT> ; sem:hasTimeStamp "2011-05-04" .
:dovna a sem:Place ; skos:prefLabel "Dovna camp" .
:fair a sem:Event ; skos:prefLabel "Fair" .
"""
POPOLO = """{"persons": [{"id": "p1", "name": "Ana Brill", "other_names": [{"name": "A. Brill"}]}],
"organizations": [{"id": "o1", "name": "Harbour Party", "classification": "party",
  "identifiers": [{"scheme": "wikidata", "identifier": "Q99999"}]}],
"memberships": [{"person_id": "p1", "organization_id": "o1", "role": "chair", "start_date": "2015"}]}"""
PUBLICATION = Publication("Offices", ("Harbour Institute",), date(2020, 1, 1), "offices.ttl")


def records(folder: Path, name: str, text: str, there: Iterable[Entry] = ()) -> Records:
    (folder / name).write_text(text, "utf-8")
    assert is_foreign(quads_of([folder / name]))
    dataset = Dataset(quads_of([folder / name]))
    return records_of(dataset, described_in(dataset), Known(built_in_register(), there))


def test_organizations_tenures_and_events_are_read(tmp_path: Path) -> None:
    found = records(tmp_path, "data.ttl", TURTLE)
    by_name = {entry.name: entry for entry in found.entries}
    assert by_name["Ministry of Dovna Ports"].parents == ("organization/dovna-government",)
    assert by_name["Dovna Government"].aliases == ("Dovna Cabinet",)
    assert by_name["Dovna Government"].exact_matches == ("https://data.example/gov",)
    assert [(held.office, held.last) for held in found.held] == [
        ("Minister", Period(date(2012, 3, 1), date(2012, 3, 31)))
    ]
    assert [(event.type, event.places[0].name) for event in found.happened] == [("ASSAULT", "Dovna camp")]
    assert found.untyped == 1


def test_popolo_is_read_without_fetching_its_context(tmp_path: Path) -> None:
    found = records(tmp_path, "data.json", POPOLO)
    party, person = found.entries
    assert (party.type, party.exact_matches) == ("party", ("http://www.wikidata.org/entity/Q99999",))
    assert person.aliases == ("A. Brill",)
    (held,) = found.held
    assert (held.office, held.organization, held.first.end) == ("chair", party, date(2015, 12, 31))


NESTED = """{"persons": [{"id": "p1", "name": "Ana Brill",
    "memberships": [{"organization_id": "o1", "role": "clerk", "start_date": "2011"}]}],
"organizations": [{"id": "o1", "name": "Dovna Assembly", "classification": "legislature",
    "memberships": [{"person_id": "p1", "role": "deputy", "start_date": "2019-05-01"}],
    "posts": [{"id": "s1", "label": "Speaker", "memberships": [{"person_id": "p1", "start_date": "2021"}]}]}],
"posts": [{"id": "s2", "label": "Treasurer", "organization_id": "o1",
    "memberships": [{"person_id": "p1", "start_date": "2023"}]}]}"""


def test_memberships_nested_in_any_record_of_popolo_keep_person_and_organization(tmp_path: Path) -> None:
    found = records(tmp_path, "data.json", NESTED)
    assert {
        (held.office, held.official.name, held.organization and held.organization.name) for held in found.held
    } == {(office, "Ana Brill", "Dovna Assembly") for office in ("clerk", "deputy", "Speaker", "Treasurer")}


def test_a_person_may_be_named_by_given_and_family_name(tmp_path: Path) -> None:
    given = 'foaf:givenName "Mira" ; foaf:familyName "Oss"'
    text = f"@prefix foaf: <http://xmlns.com/foaf/0.1/> . <urn:x> a foaf:Person ; {given} ."
    assert [entry.name for entry in records(tmp_path, "data.ttl", text).entries] == ["Mira Oss"]


def test_a_context_on_the_web_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.jsonld").write_text('{"@context": "https://other.example/c", "@id": "x:y"}', "utf-8")
    with pytest.raises(ReadingError, match="not fetched"):
        list(quads_of([tmp_path / "data.jsonld"]))


async def test_it_loads_twice_as_once_and_fits_the_shapes(store: Store, tmp_path: Path) -> None:
    register, found = built_in_register(), records(tmp_path, "data.ttl", TURTLE)
    await load_foreign(store, found, facts_of(found, PUBLICATION, register), register)
    loaded = await whole(store)
    await load_foreign(store, found, facts_of(found, PUBLICATION, register), register)
    assert await whole(store) == loaded
    tenures = await store.read("MATCH (t:Tenure) RETURN t.latestEnd AS day")
    assert [row["day"] for row in tenures] == ["2012-03-31"]
    assert len(await store.read("MATCH (i:Incident) RETURN i.id")) == 1
    writer = TripleWriter(load_vocabulary(), "https://example.org/id/")
    assert not (await validate_graph(store, writer)).total


FOAF = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
ANA, OTHER_ANA = "<https://data.example/ana>", "<https://data.example/ana2>"


def person(address: str, *more: str) -> str:
    return " ; ".join([f'{address} a foaf:Person ; foaf:name "Ana Brill"', *more]) + " . "


@pytest.mark.parametrize(
    ("told", "persons"),
    [
        ((ANA, OTHER_ANA), 2),
        ((ANA, OTHER_ANA, f"<https://other.example/x> owl:sameAs {ANA}, {OTHER_ANA} . "), 1),
        (("[]", "[]"), 1),
        ((ANA, "[]"), 1),
        ((ANA, OTHER_ANA, "[]"), 3),
    ],
)
def test_namesakes_with_addresses_of_their_own_are_two_and_without_any_they_are_one(
    tmp_path: Path, told: tuple[str, ...], persons: int
) -> None:
    text = FOAF + "".join(person(each) if " " not in each else each for each in told)
    assert len(records(tmp_path, "data.ttl", text).entries) == persons


@pytest.mark.parametrize(("first", "second", "persons"), [("1961", "1961", 1), ("1961", "1984", 2)])
def test_birthdays_tell_namesakes_apart(tmp_path: Path, first: str, second: str, persons: int) -> None:
    text = FOAF + person("[]", f'foaf:birthday "{first}"') + person("[]", f'foaf:birthday "{second}"')
    found = records(tmp_path, "data.ttl", text).entries
    assert len({entry.id for entry in found}) == len(found) == persons


def test_who_has_an_address_of_somebody_known_is_that_one_whatever_the_name(tmp_path: Path) -> None:
    known = Entry("official/a-b", "A. B.", "Official", "official", exact_matches=(canonical(WIKIDATA),))
    text = FOAF + person(ANA, f"owl:sameAs <{WIKIDATA}>") + person(OTHER_ANA)
    second, first = records(tmp_path, "data.ttl", text, [known]).entries
    assert (first.id, first.name, first.aliases) == ("official/a-b", "A. B.", ("Ana Brill",))
    assert first.exact_matches == ("http://www.wikidata.org/entity/Q42", "https://data.example/ana")
    assert second.id.startswith("official/ana-brill-")


def test_who_has_another_address_of_the_same_giver_is_not_the_one_known(tmp_path: Path) -> None:
    wikidata = "http://www.wikidata.org/entity/Q7"
    known = Entry("official/ana-brill", "Ana Brill", "Official", "official", exact_matches=(wikidata,))
    one, other = (FOAF + person(ANA, f"owl:sameAs <{each}>") for each in (wikidata, WIKIDATA))
    assert [entry.id for entry in records(tmp_path, "data.ttl", one, [known]).entries] == [known.id]
    (entry,) = records(tmp_path, "data.ttl", other, [known]).entries
    assert entry.id.startswith("official/ana-brill-")


WIKIDATA = "https://www.wikidata.org/wiki/Q42"


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        (WIKIDATA, "http://www.wikidata.org/entity/Q42"),
        ("https://www.geonames.org/281184/jerusalem.html", "https://sws.geonames.org/281184/"),
        ("http://bioguide.congress.gov/scripts/biodisplay.pl?index=S000148", "https://bioguide.congress.gov/search/bio/S000148"),
        ("https://data.example/Q42", "https://data.example/Q42"),
    ],
)  # fmt: skip
def test_addresses_of_the_same_thing_become_one(address: str, ours: str) -> None:
    assert canonical(address) == ours


EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
PLACE = """@prefix schema: <https://schema.org/> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> . @prefix gsp: <http://www.opengis.net/ont/geosparql#> .
<urn:dovna> a schema:City ; schema:name "Dovna" ; """


@pytest.mark.parametrize(
    ("told", "coordinates"),
    [
        ('geo:lat "31.5" ; geo:long "-35.25"', (31.5, -35.25)),
        ("schema:geo [ schema:latitude 31.5 ; schema:longitude 35.25 ]", (31.5, 35.25)),
        ('gsp:hasGeometry [ gsp:asWKT "POINT(35.25 31.5)"^^gsp:wktLiteral ]', (31.5, 35.25)),
        (f'gsp:hasGeometry [ gsp:asWKT "<{EPSG}4326> Point (31.5 35.25)" ]', (31.5, 35.25)),
        (f'gsp:hasGeometry [ gsp:asWKT "<{EPSG}3857> POINT(3500000 31000)" ]', None),
        ('gsp:hasGeometry [ gsp:asWKT "POLYGON((1 2, 3 4, 1 2))" ]', None),
        ('geo:lat "31.5"', None),
    ],
)
def test_a_place_lies_where_any_of_the_vocabularies_tells(
    tmp_path: Path, told: str, coordinates: tuple[float, float] | None
) -> None:
    (place,) = records(tmp_path, "data.ttl", PLACE + told + " .").entries
    assert (place.kind, place.coordinates) == ("Location", coordinates)


@pytest.mark.parametrize("told", ['geo:lat "north" ; geo:long "1"', 'geo:lat "95" ; geo:long "1"'])
def test_coordinates_that_are_none_are_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(RestoreError, match="no degrees"):
        records(tmp_path, "data.ttl", PLACE + told + " .")


async def test_coordinates_come_into_the_graph_and_stay(store: Store, tmp_path: Path) -> None:
    register = built_in_register()
    for told in ('geo:lat "31.5" ; geo:long "35.25"', 'schema:alternateName "Old Dovna"'):
        found = records(tmp_path, "data.ttl", PLACE + told + " .")
        await load_foreign(store, found, [], register)
    (row,) = await store.read("MATCH (n:Location {name: 'Dovna'}) RETURN properties(n) AS node")
    assert (row["node"]["latitude"], row["node"]["longitude"]) == (31.5, 35.25)
    assert row["node"]["aliases"] == ["Old Dovna"]


JOBS = """@prefix : <https://schema.org/> .
<urn:ana> a :Person ; :name "Ana Brill" ; :jobTitle "Harbour master" ; :worksFor <urn:ports> ; :telephone "1" .
<urn:mira> a :Person ; :name "Mira Oss" ; :memberOf [ a :OrganizationRole ; :memberOf <urn:ports> ;
    :roleName "Treasurer" ; :startDate "2014" ] .
<urn:tom> a :Person ; :name "Tom Pell" . <urn:ports> a :Organization ; :name "Port Authority" ; :employee <urn:tom> .
<urn:march> a :Event ; :name "March" ; :startDate "2020-02-03" ; :location <urn:dovna> ; :organizer <urn:ports> ;
    :additionalType <https://w3id.org/rostra/scheme/PloverType/PROTEST> .
<urn:dovna> a :City ; :name "Dovna" ; :containedInPlace <urn:land> . <urn:land> a :Country ; :name "Farland" .
"""


def test_jobs_roles_events_and_cities_of_schema_org_are_read(tmp_path: Path) -> None:
    found = records(tmp_path, "data.ttl", JOBS)
    offices = {held.official.name: (held.office, held.first.start) for held in found.held}
    assert offices == {
        "Ana Brill": ("Harbour master", None),
        "Mira Oss": ("Treasurer", date(2014, 1, 1)),
        "Tom Pell": ("staff", None),
    }
    assert {held.organization and held.organization.name for held in found.held} == {"Port Authority"}
    (event,) = found.happened
    assert (event.name, event.type, event.time.start) == ("March", "PROTEST", date(2020, 2, 3))
    assert [(role, name) for role, name, _ in event.parties] == [("actor", "Port Authority")]
    assert [(place.name, place.parents) for place in event.places] == [("Dovna", ("location/farland",))]


def test_what_has_no_place_is_told(tmp_path: Path) -> None:
    assert records(tmp_path, "data.ttl", JOBS).left_out == {"https://schema.org/telephone": 1}


ASSEMBLY = """{"persons": [{"id": "p1", "name": "Ana Brill", "image": "https://data.example/a.png"}],
"organizations": [{"id": "o1", "name": "Dovna Assembly"}, {"id": "o2", "name": "Harbour Party"}],
"areas": [{"id": "a1", "name": "Dovna", "geometry": {"type": "Point", "coordinates": [35.25, 31.5]}},
    {"id": "a2", "name": "Dovna North", "parent_id": "a1"}],
"events": [{"id": "t1", "name": "First term", "start_date": "2011", "end_date": "2015-04-30"}],
"memberships": [{"person_id": "p1", "organization_id": "o1", "role": "deputy", "on_behalf_of_id": "o2",
    "legislative_period_id": "t1", "area_id": "a2"}],
"motions": [{"text": "That the port be opened."}]}"""


def test_popolo_s_areas_parties_and_legislative_periods_are_read_and_the_rest_is_told(tmp_path: Path) -> None:
    found = records(tmp_path, "data.json", ASSEMBLY)
    places = {entry.name: entry for entry in found.entries if entry.kind == "Location"}
    assert places["Dovna"].coordinates == (31.5, 35.25)
    assert places["Dovna North"].parents == ("location/dovna",)
    assert {(held.office, held.organization and held.organization.name) for held in found.held} == {
        ("deputy", "Dovna Assembly"),
        ("representative", "Harbour Party"),
    }
    assert {(held.first.start, held.last.end) for held in found.held} == {
        (date(2011, 1, 1), date(2015, 4, 30))
    }
    assert {shortened(name) for name in found.left_out} == {
        *("popolo:image", "popolo:area_id", "popolo:motions", "popolo:text")
    }


async def test_namesakes_stay_two_when_they_are_imported_again(store: Store, tmp_path: Path) -> None:
    register = built_in_register()
    path = tmp_path / "data.ttl"
    for text in (FOAF + person(ANA), *[FOAF + person(ANA) + person(OTHER_ANA)] * 2):
        path.write_text(text, "utf-8")
        dataset = Dataset(quads_of([path]))
        described = described_in(dataset)
        known = await known_to(store, register, described)
        await load_foreign(store, records_of(dataset, described, known), [], register)
    rows = await store.read("MATCH (n:Official) RETURN n.id AS id, n.exactMatches AS at ORDER BY n.id")
    assert [row["at"] for row in rows] == [[ANA[1:-1]], [OTHER_ANA[1:-1]]]
    assert rows[0]["id"] == "official/ana-brill"


async def test_what_the_graph_knew_of_an_actor_stays(store: Store, tmp_path: Path) -> None:
    dovna = Entry("location/dovna", "Dovna", "Location", "country", country="DV")
    government = Entry(
        "organization/dovna-government", "Dovna Government", "Organization", "state", country="DV"
    )
    await store.load_register([dovna, government])
    register, found = built_in_register(), records(tmp_path, "data.ttl", TURTLE)
    await load_foreign(store, found, facts_of(found, PUBLICATION, register), register)
    rows = await store.read(
        "MATCH (o:Organization)-[:COUNTRY]->(c:Location) RETURN o.name AS name, c.countryCode AS code"
    )
    assert rows == [{"name": "Dovna Government", "code": "DV"}]


@pytest.mark.parametrize("text", ['{"organizations": [1]}', '{"persons": 3}', "{"])
def test_popolo_that_is_none_is_refused_with_its_reason(tmp_path: Path, text: str) -> None:
    (tmp_path / "data.json").write_text(text, "utf-8")
    with pytest.raises(ReadingError):
        list(quads_of([tmp_path / "data.json"]))
