"""A plain text file: a title, mostly a date, and paragraphs."""

from __future__ import annotations

from loaders.reading.encoding import decode
from loaders.reading.normalize import plain_blocks
from loaders.reading.record import Record


def read_plain_text(data: bytes, source: str) -> Record:
    """The record of a text file; its title and date are found by the assembly. Raises `ReadingError`."""
    return Record(source, plain_blocks(decode(data, source)))
