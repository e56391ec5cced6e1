"""Streams of bytes, unpacked on the way, and never more of them in memory than one statement may have."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from loaders.reading.encoding import SAMPLE_BYTES
from loaders.reading.options import MEGABYTE
from ontology.errors import ReadingError

GZIP_MAGIC = b"\x1f\x8b"


def unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The stream with room to look ahead, decompressed if it is gzip."""
    buffered = _buffered(stream)
    if buffered.peek(2)[:2] == GZIP_MAGIC:
        return _buffered(cast(BinaryIO, gzip.GzipFile(fileobj=buffered, mode="rb")))
    return buffered


def read_whole(stream: BinaryIO, source: str, max_bytes: int) -> bytes:
    """All bytes of a stream; raises `ReadingError` beyond `max_bytes`, having read no more."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(source, max_bytes)
    return data


def too_large(source: str, max_bytes: int) -> ReadingError:
    """The error for a statement over the limit."""
    return ReadingError(
        f"{source} is over the limit of {max_bytes / MEGABYTE:g} MB for one statement.",
        "Split it, or raise the limit if it really is one statement.",
        source=source,
    )


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, stream), SAMPLE_BYTES)
