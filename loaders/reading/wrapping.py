"""Lines of plain text become paragraphs: told apart by blank lines, by bullets, and by lines that end early.

Text comes hard-wrapped (a mail, a PDF, the UN's records) or with one paragraph a line (a web page); both occur
with and without blank lines between paragraphs. A line goes on in the next one if the break cannot have been
meant: the next line begins in lower case, this one ends in a comma or "of the", or it is as full as its
neighbours so that the next word would not have fitted (Knuth's greedy rule, read backwards).
"""

from __future__ import annotations

import re

NARROWEST, WIDEST = 45, 120
"""Typical line lengths, in code points, between which a text counts as hard-wrapped."""
FULL = 0.85
"""Share of the typical length from which a line of ragged text counts as full."""

_BULLET = re.compile(r"[•·▪◦●‣*–—-]\s+\S")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+\S")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_OPEN_END = re.compile(
    r"(?:[,(–—-]|\b(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|our|that|the|their|this|to|was|were|which"
    r"|will|with))$"
)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of cleaned text, each on one line, single-spaced."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    wrapped_at = _typical_length(lines)
    found: list[str] = []
    current: list[str] = []
    for line in lines:
        if current and not (line and _goes_on(current[-1], line, wrapped_at)):
            found.append(" ".join(current))
            current = []
        if line:
            current.append(line)
    return [*found, " ".join(current)] if current else found


def _typical_length(lines: list[str]) -> int:
    """The length that a quarter of the lines exceed; 0 where the text is not hard-wrapped."""
    lengths = sorted(len(line) for line in lines if line)
    typical = lengths[len(lengths) * 3 // 4] if lengths else 0
    return typical if NARROWEST <= typical <= WIDEST else 0


def _goes_on(line: str, following: str, wrapped_at: int) -> bool:
    """Whether `following` continues the paragraph that `line` is the last line of so far."""
    if _BULLET.match(following):
        return False
    if _NUMBER.match(following):
        return not _SENTENCE_END.search(line) and line[-1] not in ",;" and bool(_OPEN_END.search(line))
    if _SENTENCE_END.search(line):
        return _is_full(line, following, wrapped_at) and not line.endswith((":", ";"))
    return following[0].islower() or bool(_OPEN_END.search(line)) or _is_full(line, following, wrapped_at)


def _is_full(line: str, following: str, wrapped_at: int) -> bool:
    """Whether the first word of `following` would have made `line` too long."""
    return wrapped_at > 0 and len(line) + 1 + len(following.split(" ", 1)[0]) > FULL * wrapped_at
