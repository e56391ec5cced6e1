"""Quotations and who speaks them: "…," said X; X wrote: "…"; paragraphs that go on quoting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction.sentences import ParsedDocument, Sentence
from ontology.facts import Span

SHORTEST = 25
"""Shorter stretches between marks are quoted words, not somebody speaking; in code points."""
SPEECH = frozenset(
    """say state add write continue tell declare note remark conclude comment tweet explain announce observe argue
    affirm reply respond warn stress emphasize read release issue deliver urge express reiterate post""".split()
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch of the text, marks included; `continues` says that the one before was left open."""

    span: Span
    continues: bool


def find_quotations(parsed: ParsedDocument) -> list[Quotation]:
    """The quotations of a document in order. One left open at a block's end goes on at the next block's mark."""
    found: list[Quotation] = []
    left_open = False
    for block in dict.fromkeys(sentence.block for sentence in parsed.sentences):
        for start, end, closed in _stretches(block.text):
            if end - start >= SHORTEST or left_open:
                found.append(Quotation(Span(block.start + start, block.start + end), left_open))
            left_open = not closed
    return found


def _stretches(text: str) -> list[tuple[int, int, bool]]:
    """Start, end, and whether it was closed, of what stands between quotation marks."""
    marks = [(m.start(), m.group()) for m in re.finditer(r"[“”\"«»]", text)]
    found, start = [], None
    for at, mark in marks:
        if start is None and mark in '“"«':
            start = at
        elif start is not None and mark in '”"»':
            found.append((start, at + 1, True))
            start = None
    if start is not None:
        found.append((start, len(text), False))
    return found


def quoted(sentence: Sentence, quotations: Sequence[Quotation]) -> int | None:
    """The number of the quotation that most of the sentence stands in, or None."""
    span = sentence.span
    for number, quotation in enumerate(quotations):
        shared = min(span.end, quotation.span.end) - max(span.start, quotation.span.start)
        if shared > 0.5 * (span.end - span.start):
            return number
    return None
