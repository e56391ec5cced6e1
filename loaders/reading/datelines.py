"""The day on which a statement was issued, as its text tells it: a date by itself, or one before a dash."""

from __future__ import annotations

import re
from datetime import date

from loaders.reading.dates import FoundDate, find_dates

HEAD_BLOCKS, TAIL_BLOCKS = 8, 3
LONGEST_DATELINE = 120
MOST_WORDS_BESIDE_DATE = 5
LABEL_WORDS = frozenset(
    "am date dated for immediate issued on pm posted press published release released updated"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)

_DATELINE_END = re.compile(r"\s*[)\]]?\s*[-–—:]")
_ISSUING = re.compile(r"(?:adopted|issued|published|posted|released|delivered|given|done)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]$")


def date_in_text(
    title: str, blocks: list[str], *, year: int | None = None, day_first: bool = False
) -> date | None:
    """The date near the top, in the title, or near the end that is there to tell when the text was issued.

    Where the year is known already, dates of other years are passed over.
    """
    head, tail = blocks[:HEAD_BLOCKS], blocks[HEAD_BLOCKS:][-TAIL_BLOCKS:]
    for block in (*head, title, *tail):
        for found in find_dates(block[:LONGEST_DATELINE], day_first=day_first):
            if year in (None, found.day.year) and (block is title or _tells_date(block, found)):
                return found.day
    return None


def is_date_alone(block: str) -> bool:
    """Whether the block is a date and no more than a label for it ("Published on Friday, 27 January 2023")."""
    found = next(find_dates(block[:LONGEST_DATELINE]), None)
    if found is None:
        return False
    return all(word.lower() in LABEL_WORDS for word in _words_beside(block, found))


def _tells_date(block: str, found: FoundDate) -> bool:
    """Whether the block is there to tell the date: alone, after "Adopted on", or before a dateline's dash."""
    if _DATELINE_END.match(block, found.end) or _stands_alone(block, found):
        return True
    return bool(_ISSUING.match(block)) and not _WORD.search(block, found.end)


def _stands_alone(block: str, found: FoundDate) -> bool:
    return len(_words_beside(block, found)) <= MOST_WORDS_BESIDE_DATE and not _SENTENCE_END.search(block)


def _words_beside(block: str, found: FoundDate) -> list[str]:
    return _WORD.findall(f"{block[: found.start]} {block[found.end :]}")
