"""Markdown and HTML fragments become blocks: one per paragraph, heading, list item, table row and line break.

Markdown goes through a CommonMark parser into HTML, so that escapes, emphasis, links and the HTML inside
Markdown are read by parsers made for them.
"""

from __future__ import annotations

import re
from typing import Literal

import pyromark
from lxml import etree, html

from loaders.reading.wrapping import lines_are_paragraphs

BREAK = "\x1e"
"""Stands between blocks while a tree is flattened; cleaned text never holds it."""

HARD_BREAK = "  \n"

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead"
    " tr ul".split()
)
LEFT_OUT = frozenset(
    "script style noscript template svg button select option textarea iframe object head".split()
)
CELLS = frozenset({"td", "th"})

_MARKDOWN = tuple(
    re.compile(mark)
    for mark in (
        r"\\[\\`*_{}\[\]()#+.!~>|-]",
        r"\]\(\S+?\)",
        r"\*\*[^*\n]+\*\*",
        r"\*(?<![\w*]\*)[A-Za-z“\"][^*]{0,300}[\w.,:”\"]\*(?![\w*])",
        r"\n#{1,6} \w",
    )
)
_INLINE = re.compile(r"</?(?:span|strong|em|sup|u|b|i)\b|<https?://|^<!-- -->$", re.MULTILINE)
_HTML_BLOCK = re.compile(r"</p>|<br\s*/?>|</div>|</li>|</h[1-6]>", re.IGNORECASE)


def guess_markup(text: str) -> Literal["markdown", "html", "plain"]:
    """What the text is written in, by its marks.

    Escapes, links, strong words and headings are Markdown's, which may hold HTML; else elements that end a
    paragraph make it HTML; else elements inside a line leave paragraphs to blank lines, as Markdown does.
    """
    if text.startswith("# ") or any(mark.search(text) for mark in _MARKDOWN):
        return "markdown"
    if _HTML_BLOCK.search(text):
        return "html"
    return "markdown" if _INLINE.search(text) else "plain"


def markdown_blocks(text: str) -> list[str]:
    """The blocks of Markdown, with the marks read and gone; list items keep a dash or their number."""
    if lines_are_paragraphs(text):
        text = text.replace("\n", HARD_BREAK)
    return html_blocks(pyromark.html(text, options=pyromark.Options.ENABLE_TABLES))


def html_blocks(markup: str) -> list[str]:
    """The blocks of an HTML fragment, each on one line, without what is never shown (scripts, styles)."""
    markup = markup.replace(BREAK, " ")
    if not markup.strip():
        return []
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):  # the last for what lxml finds no body in
        return []
    pieces = _pieces(root)
    return [block for piece in "".join(pieces).split(BREAK) if (block := " ".join(piece.split()))]


def _pieces(root: html.HtmlElement) -> list[str]:
    """The text of the tree in order, with `BREAK` where a block begins or ends."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in LEFT_OUT
            if not hidden:
                pieces += _opening(tag, element)
                pieces.append(element.text or "")
            continue
        if event == "end":
            if not hidden and tag in BLOCKS:
                pieces.append(BREAK)
            hidden -= tag in LEFT_OUT
        if not hidden:
            pieces.append(element.tail or "")
    return pieces


def _opening(tag: str, element: html.HtmlElement) -> list[str]:
    """What stands before an element's text: a break, a list item's mark, or the bar between two cells."""
    if tag == "li":
        return [BREAK, _item_mark(element)]
    if tag in BLOCKS:
        return [] if _opens_item(element) else [BREAK]
    if tag in CELLS and element.getprevious() is not None:
        return [" | "]
    return []


def _opens_item(element: html.HtmlElement) -> bool:
    """Whether this is the first thing in a list item, so that the item's mark stands before it."""
    parent = element.getparent()
    return (
        parent is not None and parent.tag == "li" and parent[0] is element and not (parent.text or "").strip()
    )


def _item_mark(item: html.HtmlElement) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start", "1")
    return f"{(int(start) if start.isdecimal() else 1) + parent.index(item)}. "
