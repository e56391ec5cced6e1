"""A record becomes a document: the options' word goes first, then the source's, then what the text shows."""

from __future__ import annotations

import re
from datetime import date

from loaders.reading.cleaning import one_line
from loaders.reading.dates import FoundDate, find_dates, first_of_year, general_debate_opening
from loaders.reading.normalize import BLOCK_GAP
from loaders.reading.options import ReadOptions
from loaders.reading.record import Record
from ontology.errors import ReadingError
from ontology.facts import Document

LONGEST_TITLE = 250
LONGEST_INCIPIT = 80
HEAD_BLOCKS, TAIL_BLOCKS = 8, 3
MOST_WORDS_BESIDE_DATE = 5
LONGEST_DATELINE = 120
LONGEST_PAGE_HEADER = 12
FIRST_SESSION_YEAR = 1945
"""The UN General Assembly's session of the year Y is number Y - 1945."""

_DATELINE_END = re.compile(r"\s*[)\]]?\s*[-–—:]")
_ISSUING = re.compile(r"(?:adopted|issued|published|posted|released|delivered|given|done)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.;:,]$")
_SENTENCE_IN_HEADER = re.compile(r"[a-z]{3}[.!?]$")


def to_document(record: Record, options: ReadOptions) -> Document:
    """The document of a record.

    Its issued date is, in this order: the options', the source's, one that the head or the end of the text
    gives, the opening of the general debate for a session of the UN General Assembly, 1 January of a year.
    Raises `ReadingError` where there is no text or no date.
    """
    blocks = [block for block in record.blocks if block]
    if not blocks:
        raise ReadingError(
            f"{record.source} holds no text.",
            "Give a file with the words of a statement in it.",
            source=record.source,
        )
    title = one_line(record.title or "")
    if title:
        blocks = _without_repeated_title(title, blocks)
        if not blocks:
            raise ReadingError(
                f"{record.source} has a title but no text under it.",
                "Give the whole statement.",
                source=record.source,
            )
    elif _is_title(blocks):
        title, wanted = blocks[0], _letters(blocks[0])
        blocks = [block for block in blocks[1:] if _letters(block[: 2 * len(title)]) != wanted] or blocks[1:]
    return Document(
        text=BLOCK_GAP.join([title, *blocks] if title else blocks),
        title=title or _incipit(blocks[0]),
        source=record.source,
        issuers=options.issuers or record.issuers,
        issued=options.issued or record.issued or _date_told_otherwise(record, title, blocks, options),
        url=options.url or record.url,
        language=(options.language or record.language or "en").replace("_", "-").split("-")[0].lower(),
    )


def _is_title(blocks: list[str]) -> bool:
    """Whether the first block stands over the others rather than beginning them."""
    first = blocks[0]
    return len(blocks) > 1 and len(first) <= LONGEST_TITLE and not _SENTENCE_END.search(first)


def _incipit(block: str) -> str:
    """The first words of an untitled text, to call it by."""
    if len(block) <= LONGEST_INCIPIT:
        return block
    return block[: LONGEST_INCIPIT + 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…" or block[:LONGEST_INCIPIT]


def _without_repeated_title(title: str, blocks: list[str]) -> list[str]:
    """The blocks after the title where the text repeats it; the page's header before it goes too."""
    wanted = _letters(title)
    for at, block in enumerate(blocks[:LONGEST_PAGE_HEADER]):
        if len(block) < 2 * len(title) and _letters(block) == wanted:
            return blocks[at + 1 :]
        if _SENTENCE_IN_HEADER.search(block):
            break
    return blocks


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _date_told_otherwise(record: Record, title: str, blocks: list[str], options: ReadOptions) -> date:
    """The date by the text, the session or the year; see `to_document`."""
    if day := _date_in_text(title, blocks, record.year, options):
        return day
    if record.year is not None:
        if record.session is not None and record.session == record.year - FIRST_SESSION_YEAR:
            return general_debate_opening(record.year)
        if day := first_of_year(record.year):
            return day
    raise ReadingError(
        f"{record.source} does not say when it was issued.", "Give the day with --date.", source=record.source
    )


def _date_in_text(title: str, blocks: list[str], year: int | None, options: ReadOptions) -> date | None:
    """The date that stands by itself near the top or the end, or in a dateline, or in the title."""
    head, tail = blocks[:HEAD_BLOCKS], blocks[HEAD_BLOCKS:][-TAIL_BLOCKS:]
    for block in (*head, title, *tail):
        for found in find_dates(block[:LONGEST_DATELINE], day_first=options.day_first):
            if year in (None, found.day.year) and (block is title or _tells_date(block, found)):
                return found.day
    return None


def _tells_date(block: str, found: FoundDate) -> bool:
    """Whether the block is there to tell the date: alone, after "Adopted on", or before a dateline's dash."""
    if _DATELINE_END.match(block, found.end):
        return True
    rest = block[: found.start] + " " + block[found.end :]
    if len(_WORD.findall(rest)) <= MOST_WORDS_BESIDE_DATE and not _SENTENCE_IN_HEADER.search(block):
        return True
    return bool(_ISSUING.match(block)) and not _WORD.search(block, found.end)
