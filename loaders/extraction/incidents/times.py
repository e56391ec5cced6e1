"""When: the time expressions of a sentence, resolved against the statement's date.

Understood are dates with and without a year, months and years, weekdays, "today", "yesterday", "overnight",
"this/last/next week", "the past 36 hours", "two days ago", "since …" and "from … to …". A day without its year is
the last such day before the statement; a week runs from Monday to Sunday, a weekend is Saturday and Sunday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ontology.facts import Period

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""The month that each begins with."""
SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "twenty": 20, "thirty": 30}  # fmt: skip

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_NUMBER = (
    r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|few"
    r"|couple(?: of)?)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: where it stands in the sentence's text (code points), and the period it means."""

    start: int
    end: int
    period: Period


def find_times(text: str, issued: date, told: date | None = None) -> list[When]:
    """The time expressions of a sentence, in order, none within another.

    `told`: the day that the text told of last, from which "the day before" counts; without it the day of issue.
    """
    if not _HINT.search(text):
        return []
    found: list[When] = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < when.end and when.start < match.end() for when in found):
                continue
            period = resolve(match, (told or issued) if resolve is neighbouring_day else issued)
            if period is not None:
                found.append(_since(text, When(match.start(), match.end(), period), issued))
    return sorted(found, key=lambda when: when.start)


def ahead(period: Period, issued: date) -> Period:
    """The period of something planned: a weekday or month that lies behind the statement means the next one."""
    if period.start is None or period.end is None or period.end >= issued:
        return period
    if issued - period.end < timedelta(days=7):
        return Period(period.start + timedelta(days=7), period.end + timedelta(days=7))
    if issued - period.end < timedelta(days=366):
        return Period(_next_year(period.start), _next_year(period.end))
    return period


def _next_year(day: date) -> date:
    return _safe(day.year + 1, day.month, day.day) or date(day.year + 1, day.month, 28)


def _since(text: str, when: When, issued: date) -> When:
    before = text[max(0, when.start - 12) : when.start].lower()
    if re.search(r"\bsince( the)?( early| late)?\s*$", before):
        return When(when.start, when.end, Period(when.period.start, issued))
    if before.rstrip().endswith("earlier") and when.period.end == issued != when.period.start:
        return When(when.start, when.end, Period(when.period.start, issued - timedelta(days=1)))
    if re.search(r"\b(until|by)\s*$", before):
        return When(when.start, when.end, Period(None, when.period.end))
    return when


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str], issued: date) -> Period | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        found = _safe(int(match["year"]), month, day)
    else:
        found = _safe(issued.year, month, day)
        if found is not None and found > issued + timedelta(days=60):
            found = _safe(issued.year - 1, month, day)
    return Period(found, found) if found else None


def _month(match: re.Match[str], issued: date) -> Period | None:
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else issued.year if month <= issued.month else issued.year - 1
    start, end = date(year, month, 1), _month_end(year, month)
    part = (match["part"] or "").lower()
    if part.startswith("early"):
        end = date(year, month, 10)
    elif part.startswith("late"):
        start = date(year, month, 21)
    return Period(start, min(end, issued) if start <= issued else end)


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _year(match: re.Match[str], issued: date) -> Period | None:
    year = int(match["year"])
    if not 1800 <= year <= issued.year + 10:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31))


def _relative_day(match: re.Match[str], issued: date) -> Period | None:
    word = match["word"].lower()
    if word == "yesterday":
        return Period(issued - timedelta(days=1), issued - timedelta(days=1))
    if word == "overnight" or word == "last night":
        return Period(issued - timedelta(days=1), issued)
    if word == "tomorrow":
        return Period(issued + timedelta(days=1), issued + timedelta(days=1))
    return Period(issued, issued)


def neighbouring_day(match: re.Match[str], told: date) -> Period | None:
    """ "The day before, …", "the day after": counted from the day told of last."""
    day = told + timedelta(days=1 if match["side"].lower() == "after" else -1)
    return Period(day, day)


def _weekday(match: re.Match[str], issued: date) -> Period | None:
    wanted = WEEKDAYS.index(match["weekday"].lower())
    back = (issued.weekday() - wanted) % 7
    if (match["which"] or "").lower() == "next":
        found = issued + timedelta(days=7 - back if back else 7)
    else:
        found = issued - timedelta(days=back)
        if (match["which"] or "").lower() == "last" and back == 0:
            found -= timedelta(days=7)
    return Period(found, found)


def _span(match: re.Match[str], issued: date) -> Period | None:
    """ "this week", "last month", "next year", "the weekend"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if unit == "weekend":
        saturday = issued - timedelta(days=(issued.weekday() - 5) % 7)
        saturday += timedelta(days=7 if step > 0 else 0)
        return Period(saturday, saturday + timedelta(days=1))
    if unit == "week":
        monday = issued - timedelta(days=issued.weekday()) + timedelta(days=7 * step)
        end = monday + timedelta(days=6)
    elif unit == "month":
        index = issued.year * 12 + issued.month - 1 + step
        monday = date(index // 12, index % 12 + 1, 1)
        end = _month_end(index // 12, index % 12 + 1)
    else:
        monday, end = date(issued.year + step, 1, 1), date(issued.year + step, 12, 31)
    return Period(monday, min(end, issued) if step == 0 else end)


def _season(match: re.Match[str], issued: date) -> Period | None:
    """ "last fall", "this summer": three months, those of the last such season that began before the statement."""
    month = SEASONS[match["season"].lower()]
    year = issued.year if date(issued.year, month, 1) <= issued else issued.year - 1
    end = _month_end(year + (month + 2) // 13, (month + 1) % 12 + 1)
    if match["which"].lower() != "this" and end >= issued:
        year, end = year - 1, _month_end(end.year - 1, end.month)
    return Period(date(year, month, 1), min(end, issued))


def _past_span(match: re.Match[str], issued: date) -> Period | None:
    """ "the past 36 hours", "over the last two months", "over the past year"."""
    days = _days(match)
    return Period(_back(issued, days), issued)


def _ago(match: re.Match[str], issued: date) -> Period | None:
    start = _back(issued, _days(match))
    if match["unit"].lower().startswith("year"):
        return Period(date(start.year, 1, 1), date(start.year, 12, 31))
    if match["unit"].lower().startswith("month"):
        return Period(date(start.year, start.month, 1), _month_end(start.year, start.month))
    return Period(start, start)


def _days(match: re.Match[str]) -> float:
    number = (match["n"] or "one").lower().split()[0]
    count = int(number) if number.isdigit() else SMALL.get(number, 1)
    unit = match["unit"].lower().rstrip("s")
    return (
        count * {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}[unit]
    )


def _back(issued: date, days: float) -> date:
    try:
        return issued - timedelta(days=int(days) if days >= 1 else 1)
    except OverflowError:
        return date.min


_MONTH_NAME = f"(?:{'|'.join(MONTHS)})"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_Resolve = Callable[[re.Match[str], date], Period | None]


def _compiled() -> Iterator[tuple[re.Pattern[str], _Resolve]]:
    table: list[tuple[str, _Resolve]] = [
        (rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?", _day),
        (
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
            _day,
        ),
        (
            r"\b(?P<word>today|tonight|yesterday|tomorrow|overnight|last night|this (?:morning|afternoon|evening))\b",
            _relative_day,
        ),
        (r"\bthe\s+day\s+(?P<side>before|after|earlier)(?=\s*[,.;:]|\s*$)", neighbouring_day),
        (rf"\b(?:the|these|this)\s+(?:past|last|previous)\s+(?:{_NUMBER}\s+)?{_UNIT}\b", _past_span),
        (rf"\b(?:past|last)\s+{_NUMBER}\s+{_UNIT}\b", _past_span),
        (rf"\b(?:{_NUMBER}|a|an)\s+{_UNIT}\s+(?:ago|earlier)\b", _ago),
        (
            rf"\b(?:(?P<which>last|next|this|on|past)\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!,?\s+{_MONTH_NAME}\s+\d)",
            _weekday,
        ),
        (r"\b(?P<which>this|last|past|next|the)\s+(?P<unit>weekend)\b", _span),
        (r"\b(?P<which>this|last|next)\s+(?P<unit>week|month|year)\b", _span),
        (
            rf"\b(?P<which>this|last|past)\s+(?P<season>{'|'.join(SEASONS)})\b(?:\s+of\s+(?P<year>(?:19|20)\d\d))?",
            _season,
        ),
        (
            rf"\b(?=(?:in|since|last|during|of|until|by|this|early|late|mid)\b)(?:(?:in|since|last|during|of|until|by|this)\s+)?"
            rf"(?:(?P<part>early|late|mid)[\s-]+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b(?!\s+\d)",
            _month,
        ),
        (rf"\b{_MONTH},?\s+(?P<year>(?:19|20)\d\d)(?P<part>)\b", _month),
        (r"\b(?:in|since|during|of|until|by|early|late|from|the)\s+(?P<year>(?:19|20)\d\d)\b", _year),
    ]
    for pattern, resolve in table:
        yield re.compile(pattern, re.I), resolve


_PATTERNS = tuple(_compiled())
_HINT = re.compile(
    r"\d|(?:to|yester)day|to(?:night|morrow)|overnight|spring|summer|fall|autumn|winter|week|month|year|decade|hours?\b|last|past|morning|day\b|days\b"
    rf"|{'|'.join(MONTHS)}",
    re.I,
)
"""Without one of these there is no time in a sentence; most have none."""
