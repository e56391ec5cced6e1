"""A record becomes a document: the options' word goes first, then the source's, then what the text shows."""

from __future__ import annotations

from datetime import date

from loaders.reading.cleaning import one_line
from loaders.reading.datelines import date_in_text
from loaders.reading.dates import first_of_year, general_debate_opening
from loaders.reading.normalize import BLOCK_GAP
from loaders.reading.options import ReadOptions
from loaders.reading.record import Record
from loaders.reading.titles import incipit, split_title, under_marked_title
from ontology.errors import ReadingError
from ontology.facts import Document

FIRST_SESSION_YEAR = 1945
"""The UN General Assembly's session of the year Y is number Y - 1945."""


def to_document(record: Record, options: ReadOptions) -> Document:
    """The document of a record.

    Its issued date is, in this order: the options', the source's, one that the head or the end of the text
    gives, the opening of the general debate for a session of the UN General Assembly, 1 January of a year.
    Raises `ReadingError` where there is no text or no date.
    """
    title, blocks = _title_and_blocks(record)
    return Document(
        text=BLOCK_GAP.join([title, *blocks] if title else blocks),
        title=title or incipit(blocks[0]),
        source=record.source,
        issuers=options.issuers or record.issuers,
        issued=options.issued or record.issued or _date_told_otherwise(record, title, blocks, options),
        url=options.url or record.url,
        language=_primary_language(options.language or record.language),
    )


def _title_and_blocks(record: Record) -> tuple[str, list[str]]:
    """The title, "" if there is none, and at least one block under it; raises `ReadingError`."""
    if not record.blocks:
        raise ReadingError(
            f"{record.source} holds no text.",
            "Give a file with the words of a statement in it.",
            source=record.source,
        )
    title = one_line(record.title or "")
    if not title:
        return split_title(record.blocks)
    if blocks := under_marked_title(title, record.blocks):
        return title, blocks
    raise ReadingError(
        f"{record.source} has a title but no text under it.",
        "Give the whole statement.",
        source=record.source,
    )


def _primary_language(tag: str | None) -> str:
    """The first part of a BCP 47 tag, English if there is none."""
    return (tag or "en").replace("_", "-").split("-")[0].lower()


def _date_told_otherwise(record: Record, title: str, blocks: list[str], options: ReadOptions) -> date:
    """The date by the text, the session or the year; see `to_document`."""
    if day := date_in_text(title, blocks, year=record.year, day_first=options.day_first):
        return day
    if record.year is not None:
        if record.session is not None and record.session == record.year - FIRST_SESSION_YEAR:
            return general_debate_opening(record.year)
        if day := first_of_year(record.year):
            return day
    raise ReadingError(
        f"{record.source} does not say when it was issued.", "Give the day with --date.", source=record.source
    )
