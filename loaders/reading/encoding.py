"""Bytes become text: UTF-8, what a byte order mark says, UTF-16 without one, else an older encoding."""

from __future__ import annotations

import codecs
import io
import re

from charset_normalizer import from_bytes

from ontology.errors import ReadingError

SAMPLE_BYTES = 65_536

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "mac_roman"]
_BINARY_MAGIC = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "an archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "a rich text document",
    b"\x7fELF": "a program",
    b"7z\xbc\xaf": "an archive",
    b"BZh": "an archive",
    b"\xfd7zXZ": "an archive",
    b"(\xb5/\xfd": "an archive",
    b"Rar!": "an archive",
    b"SQLite format 3": "a database",
    b"PAR1": "a data file",
}
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_SHARE = 0.01
"""Share of control characters from which bytes are no text."""
WESTERN_SHARE = 0.2
"""Share of bytes beyond ASCII up to which text is written in Latin letters."""
MOST_ZEROS, FEW_ZEROS = 0.7, 0.05
"""Shares of zeros among every other byte that show UTF-16 of Western text."""


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of the bytes, without a byte order mark; raises `ReadingError` for what is no text.

    `declared` is the encoding that the source itself names (an HTML page's `charset`), tried after UTF-8.
    """
    found = encoding_of(data[:SAMPLE_BYTES], source)
    if found == "utf-8":
        found = _utf8_or_older(data)
    candidates = (found,) if found.startswith("utf") else (declared or found, found, "cp1252")
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if text.isascii() or not _SURROGATE.search(text):
            return text
    raise ReadingError(
        f"{source} is not in one encoding throughout ({found}, it seems).", "Save it as UTF-8.", source=source
    )


def encoding_of(sample: bytes, source: str) -> str:
    """The name of the encoding that the first bytes show; raises `ReadingError` if they are no text."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    for magic, kind in _BINARY_MAGIC.items():
        if sample.startswith(magic):
            raise ReadingError(
                f"{source} is {kind}, not text.", "Save the statement as text, HTML or PDF.", source=source
            )
    if utf16 := _utf16_by_its_zeros(sample):
        return utf16
    if len(_CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
        raise ReadingError(
            f"{source} is binary, not text.", "Save the statement as text, HTML or PDF.", source=source
        )
    return _utf8_or_older(sample)


def _utf8_or_older(data: bytes) -> str:
    """UTF-8 where most of what is not ASCII is, else cp1252 where little is not ASCII, else the likeliest."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    foreign = len(_NOT_ASCII.findall(data))
    broken = len(_SURROGATE.findall(data.decode("utf-8", "surrogateescape")))
    if broken < foreign / 2:
        return "utf-8"
    if foreign <= WESTERN_SHARE * len(data):
        return "cp1252"
    best = from_bytes(data[:SAMPLE_BYTES], cp_isolation=_OLDER).best()
    return best.encoding if best else "cp1252"


def open_text(stream: io.BufferedReader, source: str) -> io.TextIOWrapper:
    """The stream as text, its encoding seen from the first bytes; line ends are kept as they are.

    Bytes that do not fit the encoding become lone surrogates (or U+FFFD), for the reader of rows to refuse.
    """
    encoding = encoding_of(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES], source)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(stream, encoding, errors, newline="")


def _utf16_by_its_zeros(sample: bytes) -> str | None:
    """UTF-16 without a mark: of Western text, every other byte is zero."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > MOST_ZEROS and even < FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even > MOST_ZEROS and odd < FEW_ZEROS else None
