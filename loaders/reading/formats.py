"""What kind of file it is, by its name and its first bytes, and the reader for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePath

from loaders.reading.assembly import to_document
from loaders.reading.columns import columns_of_fields
from loaders.reading.html import read_html
from loaders.reading.markdown import read_markdown
from loaders.reading.opening import read_whole
from loaders.reading.options import Format, ReadOptions
from loaders.reading.pdf import read_pdf
from loaders.reading.plain_text import read_plain_text
from loaders.reading.record import Record
from loaders.reading.tables import read_table
from ontology.errors import ReadingError
from ontology.facts import Document

FORMAT_OF_SUFFIX: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
START_BYTES = 4096

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_JSON_START = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*\{)")
_FRONT_MATTER_START = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n\w")


def named_format(name: str) -> Format | None:
    """The format that a file's name tells, with or without `.gz`."""
    return FORMAT_OF_SUFFIX.get(PurePath(name.lower().removesuffix(".gz")).suffix)


def detect_format(name: str, start: bytes) -> Format:
    """The format by the name, or by the first bytes where the name tells none; text if nothing shows."""
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if named := named_format(name):
        return named
    if _HTML_START.match(start):
        return "html"
    if _JSON_START.match(start):
        return "jsonl"
    if _FRONT_MATTER_START.match(start):
        return "markdown"
    return "csv" if _is_csv_header(start) else "text"


def read_format(
    stream: io.BufferedReader, source: str, options: ReadOptions
) -> Iterator[Document | ReadingError]:
    """The documents of a stream, an error for each row that has none; raises `ReadingError` for the whole."""
    found = options.format or detect_format(source, stream.peek(START_BYTES)[:START_BYTES])
    if found in ("csv", "jsonl"):
        yield from read_table(stream, found, source, options)
        return
    data = read_whole(stream, source, options.max_bytes)
    if not data.strip():
        raise ReadingError(
            f"{source} is empty.", "Give a file with the words of a statement in it.", source=source
        )
    yield to_document(_read_one(found, data, source, options), options)


def _read_one(found: Format, data: bytes, source: str, options: ReadOptions) -> Record:
    if found == "markdown":
        return read_markdown(data, source, options)
    if found == "html":
        return read_html(data, source)
    if found == "pdf":
        return read_pdf(data, source)
    return read_plain_text(data, source)


def _is_csv_header(start: bytes) -> bool:
    """Whether the first line names a text and one more field of a statement."""
    first_line = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    names = [name.strip(" \"'\r") for name in re.split(r"[,;\t|]", first_line)]
    return "text" in (known := columns_of_fields(names, {})) and len(known) > 1
