"""`asOf`: what is known to hold on a day.

An office is held on the days that lie in what the statement tells for sure (`graph.terms`): one that was given up,
nobody says when, isn't held still, nor is one of which nothing is told after the statement's own day. A position
stands from the day it is told until its holder's next one on the same target.
"""

from __future__ import annotations

from datetime import date

from api.graphql.members import Members
from graph.ids import issued_by
from graph.question.conditions import EVERYTHING, All, Compare, Condition, Followed, Not

AS_OF = "asOf"
DATED = {
    "Tenure": "Only those that are known to have lasted on this day.",
    "Position": "Only what each holder last said of each target by this day.",
}
"""The classes that can be asked as of a day, and what that means."""


def holding(members: Members, cls: str, day: date | None) -> Condition:
    """What must hold of nodes of a class that hold on a day; no day, nothing asked."""
    if day is None:
        return EVERYTHING
    return _position(members, day.isoformat()) if cls == "Position" else _tenure(day.isoformat())


def _tenure(day: str) -> Condition:
    return All((Compare("latestStart", "<=", day), Compare("earliestEnd", ">=", day)))


def _position(members: Members, day: str) -> Condition:
    """Told by the day, and not followed by one of the same holder on the same entity, incident or words by then."""
    ways, incident = members.ways("Position"), members.ways("Report")["incident"].step
    subjects = ((ways["targetEntity"].step,), (ways["targetReport"].step, incident))
    told = Compare("id", "<", issued_by(day))
    return All((told, Not(Followed(ways["holder"].step, ("Position",), subjects, "target", issued_by(day)))))
