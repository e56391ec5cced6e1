"""Time expressions resolved against a statement of Thursday, 15 June 2023."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.incidents.times import MONTHS, ahead, find_times
from ontology.facts import Period

ISSUED = date(2023, 6, 15)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("They met today.", "2023-06-15", "2023-06-15"),
        ("They met yesterday.", "2023-06-14", "2023-06-14"),
        ("Overnight, the town was shelled.", "2023-06-14", "2023-06-15"),
        ("They met last Friday.", "2023-06-09", "2023-06-09"),
        ("They met on Monday.", "2023-06-12", "2023-06-12"),
        ("The past 36 hours have seen raids.", "2023-06-14", "2023-06-15"),
        ("Over the past year they met often.", "2022-06-15", "2023-06-15"),
        ("It happened two days ago.", "2023-06-13", "2023-06-13"),
        ("They met last week.", "2023-06-05", "2023-06-11"),
        ("They met this week.", "2023-06-12", "2023-06-15"),
        ("They met over the weekend.", "2023-06-10", "2023-06-11"),
        ("They met last month.", "2023-05-01", "2023-05-31"),
        ("On February 24, Russia invaded.", "2023-02-24", "2023-02-24"),
        ("On October 7, 2022, they struck.", "2022-10-07", "2022-10-07"),
        ("On October 7 they struck.", "2022-10-07", "2022-10-07"),
        ("The raid of 1 October 1985 was condemned.", "1985-10-01", "1985-10-01"),
        ("Since October 7 they have fought.", "2022-10-07", "2023-06-15"),
        ("In 2014 Crimea was annexed.", "2014-01-01", "2014-12-31"),
        ("In March they met.", "2023-03-01", "2023-03-31"),
        ("In late May they met.", "2023-05-21", "2023-05-31"),
        ("In September 2021 they met.", "2021-09-01", "2021-09-30"),
    ],
)
def test_a_time_is_resolved_against_the_date_of_the_statement(words: str, start: str, end: str) -> None:
    (when,) = find_times(words, ISSUED)
    assert when.period == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "words", ["It may rain.", "They march on.", "The second of many.", "Article 51 of the Charter."]
)
def test_words_that_look_like_times_are_none(words: str) -> None:
    assert find_times(words, ISSUED) == []


def test_something_planned_for_a_past_weekday_is_meant_for_the_next() -> None:
    wednesday = Period(date(2023, 6, 14), date(2023, 6, 14))
    assert ahead(wednesday, ISSUED) == Period(date(2023, 6, 21), date(2023, 6, 21))


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_full_date_means_itself(day: date) -> None:
    (when,) = find_times(f"They met on {MONTHS[day.month - 1].title()} {day.day}, {day.year}.", ISSUED)
    assert when.period == Period(day, day)


@given(st.dates(date(1951, 1, 1), date(2049, 12, 31)), st.integers(0, 300))
def test_a_date_without_its_year_is_never_far_ahead(issued: date, back: int) -> None:
    day = issued - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    (when,) = find_times(f"On {MONTHS[day.month - 1].title()} {day.day} they met.", issued)
    assert when.period.start == day
