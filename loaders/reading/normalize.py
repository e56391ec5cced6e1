"""One form for every text: blocks divided by one blank line, no newline inside a block, readable characters only.

Hard-wrapped lines are joined by a space (a hyphen at the end of a line stays), headings and list items are blocks of
their own, markup is read and gone, and what belongs to the page is left out. Normalized text stays as it is when
normalized again.
"""

from __future__ import annotations

import re

from loaders.reading.cleaning import clean, one_line
from loaders.reading.markup import html_blocks, looks_like_html, looks_like_markdown, markdown_blocks
from loaders.reading.residue import without_residue
from loaders.reading.wrapping import paragraphs

BLOCK_GAP = "\n\n"

_GLUED_SENTENCES = re.compile(
    r"(?<=[a-z]{3})([.!?][”\"]?)(?=[“\"]?(?:[A-Z][a-z]+[ ,’]|[A-Z]\.[A-Z]\.))(?![A-Z]\w*\.\w)"
)


def normalize(text: str) -> str:
    """Plain text in the stored form."""
    return BLOCK_GAP.join(plain_blocks(text))


def plain_blocks(text: str) -> list[str]:
    """The blocks of plain text, hard-wrapped or not."""
    return _finished(paragraphs(clean(text)))


def marked_blocks(text: str) -> list[str]:
    """The blocks of Markdown."""
    return _finished(markdown_blocks(text))


def page_blocks(markup: str) -> list[str]:
    """The blocks of an HTML fragment."""
    return _finished(html_blocks(markup))


def blocks_of_unknown(text: str) -> list[str]:
    """The blocks of a table's text, which may be plain, Markdown or an HTML fragment: its own marks tell."""
    if looks_like_html(text):
        return page_blocks(text)
    return marked_blocks(text) if looks_like_markdown(text) else plain_blocks(text)


def _finished(blocks: list[str]) -> list[str]:
    """The blocks with characters cleaned, glued sentences parted and the page's residue gone."""
    return without_residue([_GLUED_SENTENCES.sub(r"\1 ", line) for block in blocks if (line := one_line(block))])
