"""Terms of office: on which days they are known to last, and on which nobody knows."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import pytest

from graph.terms import known_days
from ontology.facts import Period, Term

ISSUED = date(2023, 1, 27)
IN_2021 = Period(date(2021, 1, 1), date(2021, 12, 31))
IN_MARCH_2022 = Period(date(2022, 3, 1), date(2022, 3, 31))
ON_A_DAY = Period(date(2021, 1, 20), date(2021, 1, 20))
NEXT_JULY = Period(date(2023, 7, 1), date(2023, 7, 31))


@pytest.mark.parametrize(
    ("told", "term", "known"),
    [
        ("the minister", Term(), "? 2023-01-27 2023-01-27 ?"),
        ("the former minister", Term(over=True), "? 2023-01-27 ? 2023-01-27"),
        ("minister since that day", Term(ON_A_DAY), "2021-01-20 2021-01-20 2023-01-27 ?"),
        ("minister since 2021", Term(IN_2021), "2021-01-01 2021-12-31 2023-01-27 ?"),
        ("until March 2022", Term(last=IN_MARCH_2022), "? 2022-03-31 2022-03-01 2022-03-31"),
        ("2021 to March 2022", Term(IN_2021, IN_MARCH_2022), "2021-01-01 2021-12-31 2022-03-01 2022-03-31"),
        ("minister in 2021", Term(IN_2021, IN_2021), "2021-01-01 2021-12-31 2021-01-01 2021-12-31"),
        (
            "former, appointed in 2021",
            Term(IN_2021, over=True),
            "2021-01-01 2021-12-31 2021-01-01 2023-01-27",
        ),
        ("minister from next July", Term(NEXT_JULY), "2023-07-01 2023-07-31 2023-07-01 ?"),
        ("minister until next July", Term(last=NEXT_JULY), "? 2023-01-27 2023-07-01 2023-07-31"),
    ],
)
def test_what_is_known(told: str, term: Term, known: str) -> None:
    """Earliest and latest start, earliest and latest end."""
    bounds = astuple(known_days(term, ISSUED))
    assert " ".join(str(day or "?") for day in bounds) == known, told
