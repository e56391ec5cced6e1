"""Records of a comma-separated file (RFC 4180), so that one broken record does not swallow those after it.

A stray quotation mark opens a field that runs to the next stray one or to the end of the file. So a record is
gathered line by line until its quotation marks pair up; if what comes out does not fit the header, only its
first line is given up and the lines after it are read again.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.reading.lines import Line

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """The fields of one record and the line it starts at; `fault` says why there are none."""

    line: int
    fields: tuple[str, ...] = ()
    fault: str = ""


def csv_records(lines: Iterator[Line], longest: int) -> Iterator[CsvRecord]:
    """The records in order, the header first; its length is what all others must have.

    `longest` is the most code points that a record may have. A broken header ends the reading.
    """
    csv.field_size_limit(max(csv.field_size_limit(), longest))  # else 131,072, and it is the whole process's
    ahead = _Lookahead(lines)
    header: _Shape | None = None
    while first := ahead.take():
        if not first.text.strip() and not first.fault:
            continue
        shape = header or _Shape(_delimiter(first.text), None)
        record = _record(first, ahead, shape, longest)
        yield record
        if header is None:
            if record.fault:
                return
            header = _Shape(shape.delimiter, len(record.fields))


@dataclass(frozen=True, slots=True)
class _Shape:
    delimiter: str
    width: int | None


class _Lookahead:
    """Lines that can be put back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._waiting: deque[Line] = deque()

    def take(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def put_back(self, lines: list[Line]) -> None:
        self._waiting.extendleft(reversed(lines))


def _record(first: Line, ahead: _Lookahead, shape: _Shape, longest: int) -> CsvRecord:
    """The record that begins with `first`; on a fault, the lines after the first are put back."""
    record = _parse([first], shape)
    if not record.fault or first.fault:
        return record
    taken = [first]
    length, quotes = len(first.text), first.text.count('"')
    while quotes % 2 and length <= longest and (line := ahead.take()):
        taken.append(line)
        length, quotes = length + len(line.text), quotes + line.text.count('"')
    if len(taken) == 1 and quotes % 2 == 0:
        return record
    if quotes % 2 == 0 and not (gathered := _parse(taken, shape)).fault:
        return gathered
    ahead.put_back(taken[1:])
    return CsvRecord(first.number, fault="opens a quotation mark that is not closed")


def _parse(lines: list[Line], shape: _Shape) -> CsvRecord:
    """The one record that these lines make up, or what is wrong with it."""
    number = lines[0].number
    if fault := next((line.fault for line in lines if line.fault), None):
        return CsvRecord(number, fault=fault)
    if any("\0" in line.text for line in lines):
        return CsvRecord(number, fault="holds a NUL character")
    try:
        rows = list(csv.reader([line.text for line in lines], delimiter=shape.delimiter, strict=True))
    except csv.Error as error:
        return CsvRecord(number, fault=f"is not quoted rightly ({error})")
    if len(rows) != 1:
        return CsvRecord(number, fault="is not quoted rightly (a record ends inside it)")
    if shape.width not in (None, len(rows[0])):
        return CsvRecord(number, fault=f"has {len(rows[0])} fields where the header names {shape.width}")
    return CsvRecord(number, tuple(rows[0]))


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)
