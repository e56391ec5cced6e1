"""Dates as statements write them: "January 27, 2023", "27 January 2023", 2023-01-27, 03.20.02, time stamps.

A date that names no day is the first of its month or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEARS = range(1800, 2101)
CENTURY_TURN = 69
"""Two digits below this are of the 2000s (the convention of POSIX `strptime`)."""

_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>\d{{4}})(?!\d)"
_NUMERIC = r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<short_year>\d{4}|\d{2})(?!\d)"
_PATTERN = re.compile(
    rf"""
      (?<![\d.])(?P<iso_year>\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})(?:T[\d:.]+Z?)?(?!\d)
    | \b{_MONTH.format("mdy_month")}\s*{_DAY.format("mdy_day")},?\s*{_YEAR.format("mdy_year")}
    | (?<!\d){_DAY.format("dmy_day")}(?:\s+of)?[\s-]*{_MONTH.format("dmy_month")},?
      [\s-]*{_YEAR.format("dmy_year")}
    | (?<![\d.]){_NUMERIC}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_ONLY = re.compile(rf"{_MONTH.format('month')},?\s*(?P<year>\d{{4}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it is written, in code points."""

    day: date
    start: int
    end: int


def find_dates(text: str, *, day_first: bool = False) -> Iterator[FoundDate]:
    """Every full date in the text, in order; what no calendar has (31 February) is passed over."""
    for match in _PATTERN.finditer(text):
        if day := _day_of(match, day_first=day_first):
            yield FoundDate(day, match.start(), match.end())


def parse_date(value: object, *, day_first: bool = False) -> date | None:
    """The date that a field's value states, or `None`. Takes dates, ISO 8601 and what `find_dates` finds."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    if found := next(find_dates(text, day_first=day_first), None):
        return found.day
    if match := _MONTH_ONLY.fullmatch(text):
        return _calendar(int(match["year"]), _month_number(match["month"]), 1)
    return first_of_year(int(text)) if text.isascii() and text.isdigit() else None


def first_of_year(year: int) -> date | None:
    """1 January, or `None` for a number that is no year of a statement."""
    return _calendar(year, 1, 1)


def general_debate_opening(year: int) -> date:
    """The day on which the UN General Assembly's general debate opens.

    The Tuesday after the Tuesday of September's third week, weeks counted from the first one with a working
    day (resolution 57/301). Some sessions moved it by a day or a week; its speeches take nine working days.
    """
    first = date(year, 9, 1)
    weekday = first.weekday()
    monday = first + timedelta(days=7 - weekday if weekday > 4 else -weekday)
    return monday + timedelta(days=22)


def _day_of(match: re.Match[str], *, day_first: bool) -> date | None:
    if match["iso_year"]:
        return _calendar(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["mdy_year"]:
        return _calendar(int(match["mdy_year"]), _month_number(match["mdy_month"]), int(match["mdy_day"]))
    if match["dmy_year"]:
        return _calendar(int(match["dmy_year"]), _month_number(match["dmy_month"]), int(match["dmy_day"]))
    first, second, year = int(match["first"]), int(match["second"]), _full_year(match["short_year"])
    month_day, day_month = _calendar(year, first, second), _calendar(year, second, first)
    return day_month or month_day if day_first else month_day or day_month


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < CENTURY_TURN else 1900)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
