"""Named fields (a row of a table, a front matter) become a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from loaders.reading.cleaning import one_line
from loaders.reading.columns import columns_of_fields
from loaders.reading.dates import parse_date
from loaders.reading.options import ReadOptions
from loaders.reading.record import Record
from loaders.reading.states import state_name
from ontology.errors import ReadingError

URL_STARTS = ("http://", "https://")


def record_of_fields(
    fields: Mapping[str, object], blocks: list[str], source: str, options: ReadOptions
) -> Record:
    """The record that the fields and the blocks of text make; raises `ReadingError` if its date is none."""
    column_of = field_columns(tuple(fields), options)
    told = {
        field: value for field, column in column_of.items() if (value := fields[column]) not in (None, "")
    }
    return Record(
        source=source,
        blocks=blocks,
        title=_words(told.get("title")),
        issuers=_issuers(told),
        issued=_issued(told.get("issued"), source, options),
        year=_number(told.get("year")),
        session=_number(told.get("session")),
        url=_url(told.get("url")) or _url(told.get("id")),
        language=_words(told.get("language")),
    )


def field_columns(names: tuple[str, ...], options: ReadOptions) -> dict[str, str]:
    """The column of each field among these names; a table asks it anew for every row."""
    return _field_columns(names, tuple(options.columns.items()))


@lru_cache(maxsize=64)
def _field_columns(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return columns_of_fields(names, dict(chosen))


def _words(value: object) -> str | None:
    """A value's text on one line; `None` for a list or a mapping."""
    return one_line(str(value)) or None if isinstance(value, str | int | float) else None


def _issuers(told: Mapping[str, object]) -> tuple[str, ...]:
    """The issuers' names: of a list, of a text divided by semicolons, or the state that a code means."""
    given = told.get("issuer")
    several = given if isinstance(given, list) else str(given).split(";") if isinstance(given, str) else []
    names = (name for each in several if (name := _words(each)) and not name.startswith(URL_STARTS))
    if found := tuple(dict.fromkeys(names)):
        return found
    code = told.get("issuer_iso3")
    return (state_name(code) or code,) if isinstance(code, str) else ()


def _issued(value: object, source: str, options: ReadOptions) -> date | None:
    if value is None or options.issued:
        return options.issued
    if day := parse_date(value, day_first=options.day_first):
        return day
    raise ReadingError(
        f"{source} is dated {one_line(str(value))[:40]!r}, which is no date.",
        "Write it as 2023-01-27, or give the day with --date.",
        source=source,
    )


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _url(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip().startswith(URL_STARTS) else None
