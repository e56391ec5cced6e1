"""The text layer of a PDF, without the lines that every page repeats and without page numbers."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from loaders.reading.normalize import plain_blocks
from loaders.reading.record import Record
from ontology.errors import ReadingError

FEWEST_PAGES_WITH_HEADER = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


def read_pdf(data: bytes, source: str) -> Record:
    """The record of a PDF; raises `ReadingError` if it is broken, encrypted, or pictures of pages only."""
    pages = _page_texts(data, source)
    blocks = plain_blocks("\n".join(_without_furniture([page.splitlines() for page in pages])))
    if not blocks:
        raise ReadingError(
            f"{source} has no text in it: its pages are pictures.",
            "Run text recognition (OCR) over it first.",
            source=source,
        )
    return Record(source, blocks)


def _page_texts(data: bytes, source: str) -> list[str]:
    from pypdf import PdfReader  # most inputs are no PDF
    from pypdf.errors import FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it complains of comes as our one error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        return [page.extract_text() for page in reader.pages]
    except FileNotDecryptedError as error:
        raise ReadingError(
            f"{source} is encrypted.", "Save a copy without a password.", source=source
        ) from error
    except Exception as error:  # a broken PDF makes pypdf fail in every way there is
        raise ReadingError(
            f"{source} is a damaged PDF ({type(error).__name__}).",
            "Print it to a new PDF, or save its text.",
            source=source,
        ) from error


def _without_furniture(pages: list[list[str]]) -> list[str]:
    """The lines of all pages but for page numbers and for the lines that most pages begin or end with."""
    edges = Counter(_key(line) for page in pages for line in {*page[:2], *page[-2:]})
    most = max(FEWEST_PAGES_WITH_HEADER, len(pages) // 2 + 1)
    return [
        line
        for page in pages
        for at, line in enumerate(page)
        if not (
            (at < 2 or at >= len(page) - 2) and (edges[_key(line)] >= most or _PAGE_NUMBER.fullmatch(line))
        )
    ]


def _key(line: str) -> str:
    """The line with its numbers alike, as headers count pages."""
    return re.sub(r"\d+", "0", line.strip())
