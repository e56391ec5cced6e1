"""Incidents kept up to date report by report are those of all reports at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.agreement import Account, days_around
from graph.incidents import resolve
from graph.reach import Reach
from tests.graph.test_incidents import ARMY, AROUND, CAMP, DAY, GROUP, LAND, OTHER_TOWN, STATE, TOWN, told


class Kept:
    """Reports and their incidents, kept as the graph keeps them."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.incidents: dict[str, tuple[str, float]] = {}
        self.read = 0
        self.around = AROUND

    def decide(self, one: str, other: str, same: bool | None) -> None:
        """Decide whether two reports are one, or take the decision back (None)."""
        pair = frozenset((one, other))
        rest = {each: told for each, told in self.around.decided.items() if each != pair}
        self.around = replace(self.around, decided=rest if same is None else {**rest, pair: same})
        self.change([self.accounts[id] for id in pair], [])

    def change(self, new: list[Account], removed: list[Account]) -> None:
        """Add and remove reports."""
        self.accounts |= {account.report: account for account in new}
        for account in removed:
            del self.accounts[account.report], self.incidents[account.report]
        reach = Reach(new, removed)
        while reach.frontier:
            reach.step(self.near(reach.frontier), self.around)
        for incident in reach.changed(self.around):
            self.incidents |= {report: (incident.id, score) for report, score in incident.reports.items()}

    def near(self, frontier: list[Account]) -> list[Account]:
        """What the graph is asked for."""
        days = {day for account in frontier for day in days_around(account)}
        places = {place for account in frontier for place in account.places} - AROUND.broad
        near = [
            account
            for account in self.accounts.values()
            if account.start in days
            or (not account.start and any(AROUND.related(a, b) for a in account.places for b in places))
        ]
        self.read += len(near)
        frontier_ids = {account.report for account in frontier}
        partners = {id for pair in self.around.decided if pair & frontier_ids for id in pair - frontier_ids}
        return [*near, *(self.accounts[id] for id in partners if id in self.accounts)]

    def at_once(self) -> dict[str, tuple[str, float]]:
        """The incidents of all reports."""
        incidents = resolve(self.accounts.values(), self.around)
        return {report: (each.id, score) for each in incidents for report, score in each.reports.items()}


days = st.integers(0, 12).map(lambda n: DAY + timedelta(n))
accounts = st.lists(
    st.builds(
        told,
        st.integers(0, 30),
        start=st.one_of(st.none(), days),
        end=st.one_of(st.none(), days),
        issued=days,
        places=st.frozensets(st.sampled_from([CAMP, TOWN, OTHER_TOWN, LAND]), max_size=2),
        actors=st.frozensets(st.sampled_from([ARMY, STATE, GROUP]), max_size=1),
    ),
    max_size=24,
    unique_by=lambda account: account.report,
)


@settings(max_examples=200, deadline=None)
@given(accounts, st.lists(st.booleans(), min_size=24, max_size=24))
def test_kept_up_to_date_they_are_those_of_all_at_once(some: list[Account], leaves: list[bool]) -> None:
    kept = Kept()
    for account in some:
        kept.change([account], [])
    for account, leave in zip(some, leaves, strict=False):
        if leave:
            kept.change([], [account])

    assert kept.incidents == kept.at_once()


@settings(max_examples=200, deadline=None)
@given(accounts, st.data())
def test_decisions_made_and_taken_back_give_the_incidents_of_all_at_once(
    some: list[Account], data: st.DataObject
) -> None:
    kept = Kept()
    for account in some:
        kept.change([account], [])
        if len(kept.accounts) > 1 and data.draw(st.booleans()):
            pair = data.draw(
                st.lists(st.sampled_from(sorted(kept.accounts)), min_size=2, max_size=2, unique=True)
            )
            kept.decide(pair[0], pair[1], data.draw(st.sampled_from([True, False, None])))

    assert kept.incidents == kept.at_once()


def test_a_long_series_of_alike_happenings_stays_apart_and_is_not_read_to_its_end() -> None:
    kept = Kept()
    for n in range(100):
        kept.change([told(n, start=DAY + timedelta(n), end=None, issued=DAY + timedelta(n))], [])
    kept.read = 0
    kept.change([told(200, start=date(2023, 3, 1), end=None)], [])

    assert len(set(kept.incidents.values())) > 90
    assert kept.read < 250
