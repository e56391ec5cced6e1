"""Tables of statements, one a row: CSV and JSON Lines, read row by row in constant memory."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import orjson

from loaders.reading.assembly import to_document
from loaders.reading.csv_records import csv_records
from loaders.reading.encoding import open_text
from loaders.reading.fields import field_columns, record_of_fields
from loaders.reading.lines import Line, numbered_lines
from loaders.reading.normalize import blocks_of_unknown
from loaders.reading.options import ReadOptions
from ontology.errors import ReadingError
from ontology.facts import Document

TableFormat = Literal["csv", "jsonl"]

SHOWN_COLUMNS, SHOWN_CHARACTERS = 20, 40
MISSHAPEN_ROWS = 10
"""So many rows without one field that can be read as text, and the file is no table of statements."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row's fields and the line it starts at; `fault` says why there are none."""

    line: int
    fields: Mapping[str, object]
    fault: str = ""


def read_table(
    stream: io.BufferedReader, table_format: TableFormat, source: str, options: ReadOptions
) -> Iterator[Document | ReadingError]:
    """A document or an error for each row, its source being `source:line`.

    Raises `ReadingError` for a file that is no table of statements: no text column, nothing that can be read.
    """
    text = open_text(stream, source)  # held to the end: when it goes, the stream is closed
    lines = numbered_lines(text, options.max_bytes)
    rows = _csv_rows(lines, source, options) if table_format == "csv" else _json_rows(lines)
    seen = misshapen = 0
    for row in rows:
        seen += 1
        name = f"{source}:{row.line}"
        try:
            yield _document(row, name, options)
        except ReadingError as error:
            yield error
            misshapen += bool(row.fault) or "text" not in field_columns(tuple(row.fields), options)
        if misshapen == seen == MISSHAPEN_ROWS:
            raise ReadingError(
                f"None of the first {seen} rows of {source} is a statement; the rest was not tried.",
                "Check the format, and name the columns with --column text=NAME.",
                source=source,
            )
    if not seen:
        raise ReadingError(f"{source} has no rows.", "Give a table with one statement a row.", source=source)


def _document(row: Row, source: str, options: ReadOptions) -> Document:
    if row.fault:
        raise ReadingError(f"{source} {row.fault}.", "Mend this row and load it again.", source=source)
    column = field_columns(tuple(row.fields), options).get("text")
    if column is None:
        raise _no_text_column(source, tuple(row.fields), options)
    text = row.fields[column]
    if not isinstance(text, str):
        raise ReadingError(
            f"{source} has no text in {column!r}.", "Mend this row and load it again.", source=source
        )
    others = {name: value for name, value in row.fields.items() if name != column}
    return to_document(record_of_fields(others, blocks_of_unknown(text), source, options), options)


def _csv_rows(lines: Iterator[Line], source: str, options: ReadOptions) -> Iterator[Row]:
    """The rows under the header; raises `ReadingError` if the header names no text column."""
    records = csv_records(lines, options.max_bytes)
    header = next(records, None)
    if header is None:
        return
    if header.fault:
        raise ReadingError(f"The header of {source} {header.fault}.", "Mend the first line.", source=source)
    names = tuple(name.strip() for name in header.fields)
    if "text" not in field_columns(names, options):
        raise _no_text_column(source, names, options)
    for record in records:
        yield Row(record.line, dict(zip(names, record.fields, strict=False)), record.fault)


def _json_rows(lines: Iterator[Line]) -> Iterator[Row]:
    for line in lines:
        if line.fault:
            yield Row(line.number, {}, line.fault)
        elif line.text.strip():
            yield _json_row(line)


def _json_row(line: Line) -> Row:
    try:
        fields = orjson.loads(line.text)
    except orjson.JSONDecodeError as error:
        return Row(line.number, {}, f"is not JSON ({error.msg})")
    if isinstance(fields, dict):
        return Row(line.number, fields)
    return Row(line.number, {}, "is not a JSON object")


def _no_text_column(source: str, names: tuple[str, ...], options: ReadOptions) -> ReadingError:
    asked = options.columns.get("text")
    problem = f"has no column {asked!r}" if asked else "has no column that is known to hold the text"
    return ReadingError(
        f"{source} {problem}; it has {_told(names) or 'none'}.",
        "Name the right one with --column text=NAME.",
        source=source,
    )


def _told(names: tuple[str, ...]) -> str:
    """The columns in one line, however many and long."""
    shown = [textwrap.shorten(name, SHOWN_CHARACTERS, placeholder="…") for name in names[:SHOWN_COLUMNS]]
    return ", ".join([*shown, "…"] if len(names) > SHOWN_COLUMNS else shown)
