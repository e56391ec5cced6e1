"""Which reports are one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.agreement import Account, Surroundings, agreement, days_around
from graph.incidents import THRESHOLD, resolve, stem

CAMP, TOWN, OTHER_TOWN = "location/camp", "location/town", "location/other-town"
LAND = "location/land"
ARMY, STATE, GROUP = "organization/army", "organization/state", "organization/group"
AROUND = Surroundings(
    above={
        CAMP: frozenset({TOWN, LAND}),
        TOWN: frozenset({LAND}),
        OTHER_TOWN: frozenset({LAND}),
        ARMY: frozenset({STATE}),
    },
    broad=frozenset({LAND}),
    names={CAMP: "Camp", TOWN: "Town"},
)
DAY = date(2023, 1, 26)

RAID = Account(
    report="statement/a/report/1-2",
    statement="statement/a",
    type="ASSAULT",
    status="occurred",
    issued=date(2023, 1, 27),
    start=DAY,
    end=DAY,
    places=frozenset({CAMP}),
    actors=frozenset({ARMY}),
)


def told(number: int, **differently: object) -> Account:
    """The raid as another statement tells it."""
    statement = f"statement/b{number}"
    again = replace(RAID, statement=statement, report=f"{statement}/report/1-2")
    return replace(again, **differently)  # type: ignore[arg-type]


def same(other: Account) -> bool:
    """Whether it is the raid."""
    one_way, other_way = agreement(RAID, other, AROUND), agreement(other, RAID, AROUND)
    assert one_way == other_way
    return one_way >= THRESHOLD


def test_the_same_type_day_and_place_are_one_incident() -> None:
    assert same(told(1, actors=frozenset()))


def test_a_camp_and_its_town_are_one_place() -> None:
    assert same(told(1, places=frozenset({TOWN}), actors=frozenset()))


def test_an_army_and_its_state_are_one_actor() -> None:
    assert same(told(1, places=frozenset({LAND}), actors=frozenset({STATE})))


def test_the_next_day_is_near_enough_and_the_day_after_is_not() -> None:
    assert same(told(1, start=date(2023, 1, 27), end=None))
    assert not same(told(1, start=date(2023, 1, 28), end=date(2023, 1, 28)))


def test_happenings_of_three_days_in_a_row_stay_apart() -> None:
    days = [told(n, start=date(2023, 1, 26 + n), end=None) for n in range(3)]
    assert [len(incident.reports) for incident in resolve(days[:2], AROUND)] == [2]
    assert [len(incident.reports) for incident in resolve(days, AROUND)] == [1, 1, 1]


def test_a_stretch_of_days_that_holds_the_day_is_near_enough_if_place_and_actor_fit() -> None:
    stretch = told(1, start=date(2023, 1, 23), end=date(2023, 1, 27))
    assert same(stretch)
    assert not same(replace(stretch, actors=frozenset()))


def test_another_type_town_or_actor_is_another_incident() -> None:
    assert not same(told(1, type="COERCE"))
    assert not same(told(1, places=frozenset({OTHER_TOWN})))
    assert not same(told(1, actors=frozenset({GROUP})))


def test_a_country_and_a_day_are_not_enough() -> None:
    assert not same(told(1, places=frozenset({LAND}), actors=frozenset()))


def test_what_is_planned_is_not_what_occurred() -> None:
    assert not same(told(1, status="planned"))
    assert same(told(1, status="alleged"))


def test_two_reports_of_one_statement_are_never_one_incident() -> None:
    assert not same(replace(RAID, report="statement/a/report/5-6"))


def test_an_undated_report_needs_the_place_and_a_statement_soon_after() -> None:
    undated = told(1, start=None, end=None, issued=date(2023, 1, 28))
    assert same(undated)
    assert same(replace(undated, places=frozenset({TOWN})))
    assert same(replace(undated, actors=frozenset()))
    assert not same(replace(undated, actors=frozenset(), places=frozenset({TOWN})))
    assert not same(replace(undated, actors=frozenset({GROUP})))
    assert not same(replace(undated, issued=date(2023, 3, 1)))


def test_days_after_the_statement_needs_the_actor_too() -> None:
    undated = told(1, start=None, end=None, issued=date(2023, 2, 1))
    assert same(undated)
    assert same(replace(undated, places=frozenset({TOWN})))
    assert not same(replace(undated, actors=frozenset()))
    assert not same(replace(undated, places=frozenset({LAND}), targets=frozenset({GROUP})))


def test_an_undated_report_joins_those_of_whom_one_agrees_and_none_contradicts() -> None:
    undated = told(1, start=None, end=None, actors=frozenset())
    of_the_town = told(2, places=frozenset({TOWN}))
    (incident,) = resolve([undated, of_the_town, RAID], AROUND)
    assert set(incident.reports) == {undated.report, of_the_town.report, RAID.report}


def test_an_undated_report_that_fits_two_days_alike_joins_neither() -> None:
    undated = told(1, start=None, end=None, issued=date(2023, 1, 28))
    later = told(2, start=date(2023, 1, 28), end=None)
    assert sorted(len(i.reports) for i in resolve([undated, later, RAID], AROUND)) == [1, 1, 1]


def test_a_meeting_needs_all_who_meet() -> None:
    talks = replace(RAID, type="CONSULT", places=frozenset(), targets=frozenset({GROUP}))
    from_the_other_side = told(1, type="CONSULT", places=frozenset(), actors=frozenset({GROUP}))
    assert agreement(talks, replace(from_the_other_side, targets=frozenset({STATE})), AROUND) >= THRESHOLD
    with_another = replace(from_the_other_side, targets=frozenset({"organization/another"}))
    assert agreement(talks, with_another, AROUND) < THRESHOLD


def test_an_incident_is_named_after_its_first_report() -> None:
    (incident,) = resolve([told(1, start=date(2023, 1, 27)), RAID], AROUND)

    assert incident.id == "incident/2023-01-26-assault-camp"
    assert incident.name == "Assault, Camp, 2023-01-26"
    assert (incident.start, incident.end) == (DAY, DAY)
    assert incident.reports == {RAID.report: 1.0, told(1).report: 0.742}


def test_different_incidents_of_one_name_are_told_apart() -> None:
    other = told(1, actors=frozenset({GROUP}))
    ids = [incident.id for incident in resolve([RAID, other], AROUND)]

    assert ids[0] == "incident/2023-01-26-assault-camp"
    assert ids[1].startswith("incident/2023-01-26-assault-camp-")


accounts = st.lists(
    st.builds(
        told,
        st.integers(0, 4),
        start=st.sampled_from([None, DAY, date(2023, 1, 27), date(2023, 1, 28)]),
        end=st.sampled_from([None, date(2023, 1, 28), date(2023, 3, 1)]),
        issued=st.sampled_from([DAY, date(2023, 1, 29)]),
        places=st.frozensets(st.sampled_from([CAMP, TOWN, OTHER_TOWN, LAND]), max_size=2),
        actors=st.frozensets(st.sampled_from([ARMY, STATE, GROUP]), max_size=2),
        type=st.sampled_from(["ASSAULT", "CONSULT"]),
    ),
    max_size=8,
    unique_by=lambda account: account.report,
)


@given(accounts, st.randoms())
def test_the_order_of_reports_makes_no_difference(some: list[Account], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert resolve(some, AROUND) == resolve(shuffled, AROUND)


@given(accounts)
def test_agreement_is_mutual(some: list[Account]) -> None:
    for one in some:
        for other in some:
            assert agreement(one, other, AROUND) == agreement(other, one, AROUND)


@given(accounts)
def test_every_report_is_in_one_incident_and_ids_are_unique(some: list[Account]) -> None:
    incidents = resolve(some, AROUND)

    assert sorted(report for each in incidents for report in each.reports) == sorted(a.report for a in some)
    assert len({incident.id for incident in incidents}) == len(incidents)


@given(accounts)
def test_reports_that_agree_are_found_by_the_days_that_are_searched(some: list[Account]) -> None:
    for one in some:
        for other in some:
            if other.start and agreement(one, other, AROUND) >= THRESHOLD:
                assert other.start in days_around(one)
            if one.start and stem(one, AROUND) == stem(other, AROUND):
                assert other.start in days_around(one)


def test_reports_that_were_told_apart_are_two_incidents() -> None:
    around = replace(AROUND, decided={frozenset((RAID.report, told(1).report)): False})

    assert len(resolve([RAID, told(1)], AROUND)) == 1
    assert len(resolve([RAID, told(1)], around)) == 2


def test_reports_that_were_said_to_be_one_are_whatever_they_tell() -> None:
    other = told(1, type="CONSULT", start=date(2023, 3, 1), end=None, places=frozenset({OTHER_TOWN}))
    around = replace(AROUND, decided={frozenset((RAID.report, other.report)): True})

    assert len(resolve([RAID, other], AROUND)) == 2
    (incident,) = resolve([RAID, other], around)
    assert incident.reports == {RAID.report: 1.0, other.report: 1.0}


numbers = st.integers(0, 4)
decisions = st.dictionaries(
    st.sets(numbers, min_size=2, max_size=2).map(lambda pair: frozenset(told(n).report for n in pair)),
    st.booleans(),
    max_size=4,
)


@given(accounts, decisions, st.randoms())
def test_decisions_hold_in_whatever_order_the_reports_come(
    some: list[Account], decided: dict[frozenset[str], bool], random: object
) -> None:
    around = replace(AROUND, decided=decided)
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    incidents = resolve(some, around)

    assert incidents == resolve(shuffled, around)
    for pair, same in decided.items():
        assert same or not any(pair <= incident.reports.keys() for incident in incidents)
