"""Splits a document into blocks and says what each is: title, dateline, heading, item, quotation, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.sentences import Block, BlockKind
from ontology.facts import Document

GAP = re.compile(r"\n[^\S\n]*\n\s*")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}"
NUMERIC = r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{2,4}"
DATELINE = re.compile(rf"(?:[\w .,]{{2,40}}[,–—|-] ?)?(?:\w+day,? )?(?:{DAY}|{NUMERIC})\W*")
ITEM = re.compile(r"(?:[-*•·–—▪◦]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S")
OPENING, CLOSING = '“"«„', '”"»'
BOILERPLATE = re.compile(
    r"""\W*$
    | For\ immediate\ release\b
    | (?:Media|Press)\ (?:contacts?|inquiries|office)\b
    | Contacts?:
    | (?:You\ can\ )?(?:Click|Read|View|Watch|See|Find|Download|Listen)\b.{0,100}\bhere\b\W*.{0,40}$
    | .{0,160}\bcan\ be\ (?:found|read|viewed|downloaded|accessed|seen|watched)\b.{0,40}$
    | .{0,160}\b(?:is\ available|(?:available|found|read)\ (?:online|below))\b.{0,40}$
    | (?:Permalink|Share|Tweet|Print|Email|Subscribe|Follow\ us|Back\ to\ top)\b[^.]{0,60}$
    | (?:Related|Tags?|Categories|Next|Previous|Skip\ to)\b[^.]{0,60}$
    | (?:©|Copyright\b)
    | https?://\S+$
    | \S+@\S+$
    | [+(]?\d[\d\s().-]{6,}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
HEADING_WORDS = 24


def split_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of the text in order; blank ones are left out."""
    text, inside = document.text, False
    blocks: list[Block] = []
    for start, words in _pieces(text):
        kind = _kind(words, first=not blocks, title=document.title, inside_quotation=inside)
        inside = _left_open(words, inside)
        blocks.append(Block(start, words, kind))
    return tuple(blocks)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each block's offset and text, without blanks around it."""
    start = 0
    for gap in [*GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[start:end]
        if words := piece.strip():
            yield start + piece.index(words[0]), words
        start = gap.end() if gap else end


def _kind(words: str, *, first: bool, title: str, inside_quotation: bool) -> BlockKind:
    if first and title and words.split() == title.split():
        return "title"
    if DATELINE.fullmatch(words):
        return "dateline"
    if BOILERPLATE.match(words):
        return "boilerplate"
    if words[0] in OPENING and (inside_quotation or _quoted_whole(words)):
        return "quotation"
    if ITEM.match(words):
        return "item"
    return "heading" if _is_heading(words) else "paragraph"


def _quoted_whole(words: str) -> bool:
    """Whether the first quotation mark is closed at the end only, or not at all."""
    closing = next((i for i, c in enumerate(words[1:], 1) if c in CLOSING), len(words))
    return closing >= len(words.rstrip(" .,;")) - 1


def _left_open(words: str, inside: bool) -> bool:
    """Whether a quotation begun in this block (or before) goes on in the next one."""
    if words[0] not in OPENING and not inside:
        return words.count("“") > words.count("”")
    curly = words.count("“") - words.count("”")
    return curly > 0 or (curly == 0 and words.count('"') % 2 == 1)


def _is_heading(words: str) -> bool:
    """Short, no full stop, and written in capitals or in title case."""
    parts = words.split()
    if len(parts) > HEADING_WORDS or words[-1] in '.!?,;”"' or "\n" in words:
        return False
    long = [part for part in parts if len(part) > 3 and part[0].isalpha()]
    return (words[-1] == ":" and len(parts) < 9) or sum(part[0].isupper() for part in long) >= 0.8 * len(long)
