"""One form for every text: blocks divided by one blank line, no newline in a block, readable characters only.

Hard-wrapped lines are joined by a space (a hyphen at the end of a line stays), headings and list items are
blocks of their own, markup is read and gone, and what belongs to the page is left out. Normalized text stays
as it is when normalized again.
"""

from __future__ import annotations

import re

from loaders.reading.cleaning import clean, one_line
from loaders.reading.markup import guess_markup, html_blocks, markdown_blocks
from loaders.reading.residue import without_residue
from loaders.reading.wrapping import joined_across_gaps, paragraphs

BLOCK_GAP = "\n\n"

_BROKEN_EMPHASIS = re.compile(r"\s*\*+(?=[\s.,;:]|$)|\*+")
"""Marks that are no Markdown because a blank stands inside them: `**Sec. 2. ** It is`."""
_BROKEN_LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?:|mailto:)[^)]*\)")
_LITERAL_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|i|img|p|s|span|strong|style|u)\b[^<>]{0,400}>", re.IGNORECASE
)
_GLUED_SENTENCES = re.compile(
    r"[.!?](?<=[a-z]{3}.)[”\"]?(?=[“\"]?(?:[A-Z][a-z]*[ ,’']|[A-Z]\.[A-Z]\.))(?![A-Z]\w*\.\w)"
)


def normalize(text: str) -> str:
    """Plain text in the stored form."""
    return BLOCK_GAP.join(plain_blocks(text))


def plain_blocks(text: str) -> list[str]:
    """The blocks of plain text, hard-wrapped or not."""
    return _finished(paragraphs(clean(text)))


def marked_blocks(text: str) -> list[str]:
    """The blocks of Markdown."""
    return _finished(
        [line for block in markdown_blocks(text) if (line := one_line(_without_broken_marks(block)))]
    )


def page_blocks(markup: str) -> list[str]:
    """The blocks of an HTML fragment."""
    return _finished([line for block in html_blocks(markup) if (line := one_line(block))])


def blocks_of_unknown(text: str) -> list[str]:
    """The blocks of a table's text, which may be plain, Markdown or an HTML fragment: its own marks tell."""
    markup = guess_markup(text)
    if markup == "html":
        return page_blocks(text)
    return marked_blocks(text) if markup == "markdown" else plain_blocks(text)


def _without_broken_marks(block: str) -> str:
    if "](" in block:
        block = _BROKEN_LINK.sub(r"\1", block)
    return _BROKEN_EMPHASIS.sub("", block) if "*" in block else block


def _without_literal_tags(block: str) -> str:
    """The block without elements that a page shows as text, having escaped them once too often."""
    while "<" in block and (bare := one_line(_LITERAL_TAG.sub("", block))) != block:
        block = bare
    return block


def _finished(blocks: list[str]) -> list[str]:
    """The blocks with glued sentences parted, the page's residue gone and cut sentences whole."""
    kept = _kept([_without_literal_tags(block) for block in blocks])
    while len(joined := joined_across_gaps(kept)) < len(kept):
        kept = _kept(joined)
    return kept


def _kept(blocks: list[str]) -> list[str]:
    return without_residue([_GLUED_SENTENCES.sub(r"\g<0> ", block) for block in blocks])
