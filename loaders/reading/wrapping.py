"""Lines of plain text become paragraphs: told apart by blank lines, by bullets, and by lines that end early.

Text comes hard-wrapped (a mail, a PDF, the UN's records) or with one paragraph a line (a web page), both
with and without blank lines between paragraphs. A line goes on in the next one if the break cannot have been
meant: the next line begins in lower case, this one ends in a comma or "of the", or it is as full as its
neighbours so that the next word would not have fitted (greedy line filling, read backwards).
"""

from __future__ import annotations

import re

NARROWEST, WIDEST = 45, 120
"""Typical line lengths, in code points, between which a text counts as hard-wrapped."""
FULL = 0.85
"""Share of the typical length from which a line of ragged text counts as full."""
SHORT = 0.7
"""Share of the typical length up to which a line is surely not full; share of capitalized words in a heading."""
SHORTEST_CUT = 50
"""Code points from which a block without a full stop is a cut sentence rather than a heading."""
LONGEST_WORD = 100
"""Code points at the end of a line in which a cut word is looked for: in more, a search would never end."""

_CUT_WORD = re.compile(r"([^\W\d_]+)-$")
_BULLET = re.compile(r"[•·▪◦●‣*]\s+\S")
_DASH = re.compile(r"[–—-]\s+\S")
_ITEM = re.compile(r"(?:[•·▪◦●‣*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+\S")
_SENTENCE_ENDS = tuple(".!?:;…")
_CLOSING = "\"'”’»)]"
_OPEN_ENDS = tuple(",(–—-")
_OPEN_WORDS = frozenset(
    "a an and as at by for from in into its of on or our that the their to was were which will with".split()
)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of cleaned text, each on one line, single-spaced."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    wrapped_at = _typical_length(lines)
    found: list[str] = []
    current: list[str] = []
    for line in lines:
        goes_on = current and line and _goes_on(current[-1], line, wrapped_at)
        if not goes_on and not (line and not found and _is_short_opening(current, line, wrapped_at)):
            found.extend([_on_one_line(current, text)] if current else [])
            current = []
        if line:
            current.append(line)
    return [*found, _on_one_line(current, text)] if current else found


def _on_one_line(lines: list[str], text: str) -> str:
    """The lines joined, words cut at their ends too; a hyphen stays where the text has the word with it elsewhere."""
    joined = lines[0]
    for line in lines[1:]:
        cut = _CUT_WORD.search(joined[-LONGEST_WORD:])
        if cut is None or not line[0].islower():
            joined += f" {line}"
            continue
        rest = re.match(r"\w+", line)
        hyphened, whole = f"{cut[1]}-{rest[0] if rest else ''}", f"{cut[1]}{rest[0] if rest else ''}"
        joined = (joined if hyphened in text and whole not in text else joined[:-1]) + line
    return joined


def lines_are_paragraphs(text: str) -> bool:
    """Whether the lines are too long to be wrapped ones, so that each line end is meant."""
    return _upper_quartile(text.split("\n")) > WIDEST


def joined_across_gaps(blocks: list[str]) -> list[str]:
    """The blocks, those joined again that a blank line (the end of a page, say) cuts in mid-sentence."""
    joined: list[str] = []
    for block in blocks:
        if joined and not _ITEM.match(block) and _is_cut(joined[-1], block):
            joined[-1] += f" {block}"
        else:
            joined.append(block)
    return joined


def _typical_length(lines: list[str]) -> int:
    """The upper quartile of the lines' lengths; 0 where the text is not hard-wrapped."""
    typical = _upper_quartile(lines)
    return typical if NARROWEST <= typical <= WIDEST else 0


def _upper_quartile(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _goes_on(line: str, following: str, wrapped_at: int) -> bool:
    """Whether `following` continues the paragraph that `line` is the last line of so far."""
    if _BULLET.match(following) or (_DASH.match(following) and _is_dashed_item(line, following)):
        return False
    if _NUMBER.match(following):
        return _last_word(line) in _OPEN_WORDS
    if line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS):
        return _is_full(line, following, wrapped_at) and not line.endswith((":", ";"))
    return (
        following[0].islower()
        or line.endswith(_OPEN_ENDS)
        or _last_word(line) in _OPEN_WORDS
        or _is_full(line, following, wrapped_at)
    )


def _is_short_opening(current: list[str], following: str, wrapped_at: int) -> bool:
    """Whether the text's first line, no heading, is short because it was indented, as a speech's first line is."""
    return (
        len(current) == 1
        and len(following) > SHORT * wrapped_at > 0
        and not current[0].endswith(_SENTENCE_ENDS)
        and not _is_heading(current[0])
    )


def _is_heading(line: str) -> bool:
    """Whether the line is in capitals or in title case."""
    long = [word for word in line.split() if len(word) > 3]
    return bool(long) and sum(not word[0].islower() for word in long) >= SHORT * len(long)


def _is_cut(block: str, following: str) -> bool:
    """Whether a block is too long for a heading, and ends where no sentence and no list item ends."""
    if len(block) < SHORTEST_CUT or block.endswith(("; and", "; or", ", and", ", or")):
        return False
    if following[0].islower():
        return block[-1].isalpha() or block[-1] == ","
    return _last_word(block) in _OPEN_WORDS


def _last_word(text: str) -> str:
    return text.rpartition(" ")[2].lower()


def _is_dashed_item(line: str, following: str) -> bool:
    """Whether the dash that begins `following` marks a list item rather than going on with the sentence."""
    return following[2].isupper() or line[0] == following[0] or line.endswith((*_SENTENCE_ENDS, ","))


def _is_full(line: str, following: str, wrapped_at: int) -> bool:
    """Whether the first word of `following` would have made `line` too long."""
    return wrapped_at > 0 and len(line) + 1 + len(following.split(" ", 1)[0]) > FULL * wrapped_at
