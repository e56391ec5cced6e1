"""The title of a statement and the blocks under it: as the source marks it, or as the text shows it."""

from __future__ import annotations

import re

from loaders.reading.datelines import is_date_alone

LONGEST_TITLE = 250
LONGEST_INCIPIT = 80
LONGEST_PAGE_HEADER = 12

_RUNNING_END = re.compile(r"[.;:,]$")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]$")


def under_marked_title(title: str, blocks: list[str]) -> list[str]:
    """The blocks under a title that the source gives apart from the text.

    Where the text repeats the title near its top, the repetition and the page's header before it are left out.
    """
    wanted = _letters(title)
    for at, block in enumerate(blocks[:LONGEST_PAGE_HEADER]):
        if len(block) < 2 * len(title) and _letters(block) == wanted:
            return blocks[at + 1 :]
        if _SENTENCE_END.search(block):
            break
    return blocks


def split_title(blocks: list[str]) -> tuple[str, list[str]]:
    """The title that stands over the text, "" if none does, and the blocks under it, without repetitions of it.

    A date above the title is put below it.
    """
    if len(blocks) > 2 and is_date_alone(blocks[0]) and _is_title(blocks[1]):
        blocks = [blocks[1], blocks[0], *blocks[2:]]
    if len(blocks) < 2 or not _is_title(blocks[0]):
        return "", blocks
    title, wanted = blocks[0], _letters(blocks[0])
    under = [block for block in blocks[1:] if len(block) >= 2 * len(title) or _letters(block) != wanted]
    return (title, under) if under else ("", blocks[:1])


def incipit(block: str) -> str:
    """The first words of an untitled text, to call it by."""
    if len(block) <= LONGEST_INCIPIT:
        return block
    words = block[: LONGEST_INCIPIT + 1].rpartition(" ")[0].rstrip(" ,;:–—-")
    return f"{words or block[:LONGEST_INCIPIT]}…"


def _is_title(block: str) -> bool:
    return len(block) <= LONGEST_TITLE and not _RUNNING_END.search(block)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
