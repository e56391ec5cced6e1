"""Dates in the forms that press offices write."""

from datetime import UTC, date, datetime

import pytest

from loaders.reading.dates import find_dates, general_debate_opening, parse_date

JANUARY_27 = date(2023, 1, 27)


@pytest.mark.parametrize(
    "written",
    [
        "January 27, 2023",
        "Jan. 27, 2023",
        "27 January 2023",
        "27th of January, 2023",
        "27-Jan-2023",
        "2023-01-27",
        "2023/01/27",
        "20230127",
        "2023-01-27T18:30:00Z",
        "2023-01-27T18:30:00+02:00",
        "Fri, 27 Jan 2023 18:30:00 GMT",
        "01/27/2023",
        "27.01.2023",
        "01.27.23",
        date(2023, 1, 27),
        datetime(2023, 1, 27, 23, 59, tzinfo=UTC),
    ],
)
def test_the_common_forms_of_a_date_are_read(written: object) -> None:
    assert parse_date(written) == JANUARY_27


def test_an_ambiguous_date_is_american_unless_told_otherwise() -> None:
    assert parse_date("03/04/2023") == date(2023, 3, 4)
    assert parse_date("03/04/2023", day_first=True) == date(2023, 4, 3)


def test_two_digits_of_a_year_belong_to_the_century_that_posix_gives_them() -> None:
    assert parse_date("03.20.02") == date(2002, 3, 20)
    assert parse_date("03.20.98") == date(1998, 3, 20)


def test_a_month_or_a_year_alone_is_its_first_day() -> None:
    assert parse_date("January 2023") == date(2023, 1, 1)
    assert parse_date("2023") == date(2023, 1, 1)


@pytest.mark.parametrize("written", ["", "soon", "31 February 2023", "99/99/2023", "12345678901", "27"])
def test_what_no_calendar_has_is_no_date(written: str) -> None:
    assert parse_date(written) is None


def test_dates_are_found_with_their_place_in_the_text() -> None:
    text = "Adopted on 2 March 2022 and signed on March 9, 2022."
    found = list(find_dates(text))
    assert [each.day for each in found] == [date(2022, 3, 2), date(2022, 3, 9)]
    assert [text[each.start : each.end] for each in found] == ["2 March 2022", "March 9, 2022"]


def test_numbers_that_look_like_dates_inside_longer_numbers_are_passed_over() -> None:
    assert list(find_dates("call 202.225.2661 or see S/2023/55 and 1.2.3.4")) == []


@pytest.mark.parametrize(("year", "day"), [(2012, 25), (2016, 20), (2019, 24), (2022, 20), (2023, 19)])
def test_the_general_debate_opens_on_the_tuesday_that_the_assembly_sets(year: int, day: int) -> None:
    assert general_debate_opening(year) == date(year, 9, day)
