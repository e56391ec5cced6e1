"""A web page: trafilatura finds the body among menus and banners, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any

from loaders.reading.dates import parse_date
from loaders.reading.encoding import decode
from loaders.reading.normalize import page_blocks, plain_blocks
from loaders.reading.record import Record

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)


def read_html(data: bytes, source: str) -> Record:
    """The record of a page, issued by the site that publishes it. Raises `ReadingError` if it is no text."""
    import trafilatura  # takes a second to import, and most inputs are no pages

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it complains of comes as our one error
    declared = _CHARSET.search(data[:4096])
    page = decode(data, source, declared[1].decode() if declared else None)
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        return Record(source, page_blocks(page))
    return Record(
        source,
        plain_blocks(found.text.replace("\n", "\n\n")),
        title=found.title,
        issuers=(found.sitename,) if found.sitename else (),
        issued=_day(found.date),
        url=found.url,
        language=found.language,
    )


def _day(value: str | None) -> date | None:
    return parse_date(value) if value else None
