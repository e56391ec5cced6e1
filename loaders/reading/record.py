"""What one source says of one statement, before options and the text itself fill the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Record:
    """A statement as read. `blocks` are normalized; `title` is `None` where the source marks none.

    `year` and `session` (of the UN General Assembly) stand in where the source gives no date.
    """

    source: str
    blocks: list[str]
    title: str | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    year: int | None = None
    session: int | None = None
    url: str | None = None
    language: str | None = None
