"""How far a changed report's influence on incidents reaches: pure, fed with reports from wherever they are kept.

Whether two days' reports are one incident depends on what else they agree with, so a new report may change
incidents up to `CHANGED` links away, and to know those rightly takes reports up to `KNOWN` links away. Links
within a day count as none.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.agreement import Account, Surroundings, agreement
from graph.incidents import THRESHOLD, Resolved, day_of, resolve, stem, tells_enough

CHANGED = 3
KNOWN = 6


class Reach:
    """The reports around changed ones, gathered step by step: look around `frontier`, give what is there."""

    def __init__(self, new: Iterable[Account], removed: Iterable[Account]) -> None:
        self.accounts = {account.report: account for account in new}
        self.frontier = [*self.accounts.values(), *removed]
        self._gone = {account.report for account in self.frontier} - self.accounts.keys()
        self._links = {account.report: 0 for account in self.frontier}

    def step(self, candidates: Iterable[Account], around: Surroundings) -> None:
        """Take those of the candidates that hang together with the frontier; they are the next frontier."""
        frontier, self.frontier = self.frontier, []
        nearest = min((self._links[account.report] for account in frontier), default=0)
        for candidate in candidates:
            known = self._links.get(candidate.report, KNOWN + 1)
            if candidate.report in self._gone or known <= nearest:
                continue  # no way over the frontier is shorter
            links = KNOWN + 1
            for account in frontier:
                found = self._links_over(account, candidate, around)
                links = min(links, KNOWN + 1 if found is None else found)
                if links == nearest:
                    break
            if links < known:
                self._links[candidate.report] = links
                self.accounts[candidate.report] = candidate
                self.frontier.append(candidate)

    def changed(self, around: Surroundings) -> list[Resolved]:
        """The incidents near enough to the changed reports to be others now than before."""
        return [
            incident
            for incident in resolve(self.accounts.values(), around)
            if any(self._links[report] <= CHANGED for report in incident.reports)
        ]

    def _links_over(self, account: Account, candidate: Account, around: Surroundings) -> int | None:
        link = _link(candidate, account, around)
        return None if link is None else self._links[account.report] + link


def _link(one: Account, other: Account, around: Surroundings) -> int | None:
    """0 or 1 for reports that agree or would give an incident the same name, None for others.

    0 too for two of which it was decided whether they are one: that holds however far apart they are.
    """
    if around.decision(one, other) is not None:
        return 0
    if one.type != other.type:
        return None
    same_day = day_of(one) == day_of(other)
    named_alike = same_day and tells_enough(one) and stem(one, around) == stem(other, around)
    if named_alike or agreement(one, other, around) >= THRESHOLD:
        return 0 if same_day else 1
    return None
