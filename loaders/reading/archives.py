"""Zip archives of statements: each file in them is read as if it lay in a folder."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from loaders.reading.formats import named_format, read_format
from loaders.reading.opening import unpacked
from loaders.reading.options import ReadOptions
from ontology.errors import ReadingError
from ontology.facts import Document

SUFFIX = ".zip"
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError),
    *(RuntimeError, NotImplementedError, ValueError, OverflowError),
)
"""What `zipfile` raises on archives that are encrypted, damaged, or lie about where things are in them."""
MOST_EXPANSION = 200
"""Text shrinks to a tenth; what shrinks to less than a two-hundredth was made to fill memory or time."""


def is_statement_file(path: str) -> bool:
    """Whether a file in a folder is read: not hidden, no README, and of a known format by its name."""
    name = PurePath(path).name
    return bool(named_format(name)) and not name.startswith(".") and not name.lower().startswith("readme")


def read_archive(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[Document | ReadingError]:
    """The documents of all files in an archive, an error for each that has none.

    Raises `ReadingError` for what is no archive, or has no file that can be read.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise ReadingError(f"{source} is no zip archive: {error}.", "Pack it again.", source=source) from None
    with archive:
        members = [member for member in archive.infolist() if is_statement_file(member.filename)]
        if sum(member.file_size for member in members) > MOST_EXPANSION * stream.seek(0, io.SEEK_END):
            raise _too_tight(source)  # also where its files lie upon one another
        if not members:
            raise ReadingError(
                f"{source} has no files that can be read.", "See --format for the kinds.", source=source
            )
        for member in members:
            try:
                yield from _read_member(archive, member, f"{source}/{member.filename}", options)
            except ReadingError as error:
                yield error


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, options: ReadOptions
) -> Iterator[Document | ReadingError]:
    if member.file_size > MOST_EXPANSION * max(member.compress_size, 1):
        raise _too_tight(source)
    try:
        with archive.open(member) as file:
            yield from read_format(unpacked(cast(BinaryIO, file)), source, options)
    except BROKEN as error:
        raise ReadingError(
            f"{source} cannot be unpacked: {error}.", "Pack it again, without a password.", source=source
        ) from None


def _too_tight(source: str) -> ReadingError:
    return ReadingError(f"{source} is packed too tightly to be text.", "Unpack it first.", source=source)
