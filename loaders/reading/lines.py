"""Numbered lines of a table, each within the limit of one statement, whatever the file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

GIVE_UP_AFTER = 16
"""A line this many times the limit ends the reading: a compressed bomb would go on for hours."""

_UNDECODED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, numbered from 1; `fault` says why `text` cannot be used."""

    number: int
    text: str
    fault: str = ""


def numbered_lines(stream: TextIO, longest: int) -> Iterator[Line]:
    """The lines of the stream, never holding more than `longest` code points and one of any.

    What is longer is skipped and comes as a fault; far longer lines end the reading.
    """
    number = 0
    while text := stream.readline(longest + 1):
        number += 1
        if len(text) > longest:
            skipped = _skip_line(stream, text, longest)
            yield Line(number, "", f"is longer than {longest:,} characters")
            if not skipped:
                return
        elif not text.isascii() and _UNDECODED.search(text):
            yield Line(number, text, "holds bytes that are not UTF-8")
        else:
            yield Line(number, text)


def _skip_line(stream: TextIO, piece: str, longest: int) -> bool:
    """Reads to the end of a line that began with `piece`; whether the end came before giving up."""
    for _ in range(GIVE_UP_AFTER):
        if not piece or piece.endswith(("\n", "\r")):
            return True
        piece = stream.readline(longest)
    return False
