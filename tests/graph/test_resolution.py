"""Incidents across statements, on each engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations

from graph.store import Store
from ontology.facts import EntityKind, Facts, Party, Period
from tests.graph.dumps import whole
from tests.graph.samples import Sample, harbour_watch, port_union


@dataclass(frozen=True)
class Known:
    """An entry of a register."""

    id: str
    name: str
    kind: EntityKind
    type: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    country: str | None = None
    exact_matches: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None


REGISTER = (
    Known("location/farland", "Farland", "Location", "country", country="FL"),
    Known("location/dovna", "Dovna", "Location", "city", parents=("location/farland",), country="FL"),
    Known("location/dovna-camp", "Dovna camp", "Location", "camp", parents=("location/dovna",)),
    Known("organization/farland", "Farland", "Organization", "state", ("Republic of Farland",), country="FL"),
    Known(
        "organization/coast-guard",
        "Coast Guard",
        "Organization",
        "military",
        parents=("organization/farland",),
    ),
)


async def incidents(store: Store) -> dict[str, dict[str, float]]:
    """Reports' statements and scores by incident id."""
    found = await store.read(
        "MATCH (i:Incident)<-[:INCIDENT]-(r:Report)-[:STATEMENT]->(s:Statement) "
        "RETURN i.id AS id, s.title AS title, r.matchScore AS score ORDER BY id, title"
    )
    by_id: dict[str, dict[str, float]] = {}
    for row in found:
        by_id.setdefault(row["id"], {})[row["title"]] = row["score"]
    return by_id


def told_of_the_town() -> Facts:
    """The raid, told of the town and the state, a day later."""
    sample = Sample(
        "Raid on Dovna",
        ("Farland raided Dovna.",),
        issuer="organization/farland",
        issued=date(2023, 2, 2),
    )
    state = sample.entity("organization/farland", "Farland", "Organization", "Farland", provisional=False)
    town = sample.entity("location/dovna", "Dovna", "Location", "Dovna", provisional=False)
    sample.report("raided", actors=(state,), locations=(town,), time=Period(date(2023, 1, 27)))
    return sample.facts()


async def test_two_statements_on_one_raid_share_an_incident_and_keep_their_figures(store: Store) -> None:
    await store.write_many([harbour_watch().facts(), port_union().facts()])

    assert await incidents(store) == {
        "incident/2023-01-26-assault-dovna-camp": {"On the raid in Dovna": 1.0, "The dead of Dovna": 0.825},
        "incident/2023-01-26-protest-dovna": {"The dead of Dovna": 1.0},
    }
    figures = await store.read(
        "MATCH (:Incident {type: 'ASSAULT'})<-[:INCIDENT]-(r) RETURN r.killedMin AS least, r.killedMax AS most "
        "ORDER BY least"
    )
    assert figures == [{"least": 3, "most": None}, {"least": 4, "most": 4}]


async def test_the_register_tells_that_a_camp_lies_in_its_town(store: Store) -> None:
    await store.write_many([harbour_watch().facts(), told_of_the_town()])
    assert len(await incidents(store)) == 2

    await store.reset()
    await store.load_register(REGISTER)
    await store.write_many([harbour_watch().facts(), told_of_the_town()])
    assert await incidents(store) == {
        "incident/2023-01-26-assault-dovna-camp": {"On the raid in Dovna": 1.0, "Raid on Dovna": 0.698}
    }


async def test_the_order_of_loading_makes_no_difference(store: Store) -> None:
    everything = [harbour_watch().facts(), port_union().facts(), told_of_the_town()]
    dumps = []
    for order in permutations(everything):
        await store.reset()
        await store.load_register(REGISTER)
        for facts in order:
            await store.write(facts)
        dumps.append(await whole(store))

    assert all(dump == dumps[0] for dump in dumps)


async def test_an_incident_goes_on_under_the_reports_that_are_left(store: Store) -> None:
    first = await store.write(harbour_watch().facts())
    await store.write(port_union().facts())
    await store.withdraw(first.statement)

    assert await incidents(store) == {
        "incident/2023-01-26-assault-dovna-camp": {"The dead of Dovna": 1.0},
        "incident/2023-01-26-protest-dovna": {"The dead of Dovna": 1.0},
    }


async def test_the_register_is_written_once_and_settles_provisional_entities(store: Store) -> None:
    await store.write(harbour_watch().facts())
    await store.load_register(REGISTER)
    before = await whole(store)
    await store.load_register(REGISTER)

    assert await whole(store) == before
    found = await store.read(
        "MATCH (g:Organization {id: 'organization/coast-guard'})-[:PARENT]->(p)-[:COUNTRY]->(c) "
        "RETURN g.provisional AS provisional, p.aliases AS aliases, p.organizationType AS type, c.countryCode AS code"
    )
    assert found == [
        {"provisional": False, "aliases": ["Republic of Farland"], "type": "government", "code": "FL"}
    ]


async def test_a_report_without_time_or_place_stands_alone(store: Store) -> None:
    samples = []
    for number in (1, 2):
        sample = Sample(
            f"Statement {number}", (f"Somebody struck somebody {number}.",), issuer="organization/x"
        )
        sample.entity("organization/x", "X", "Organization")
        sample.report("struck", actors=(Party("Somebody"),))
        samples.append(sample.facts())
    await store.write_many(samples)

    assert [len(reports) for reports in (await incidents(store)).values()] == [1, 1]
