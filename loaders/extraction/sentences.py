"""A document as rules see it: blocks, and in them parsed sentences with offsets into the stored text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from ontology.facts import Document, Span

BlockKind = Literal["title", "dateline", "heading", "paragraph", "item", "quotation", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text (between blank lines): `start` counts code points of the document."""

    start: int
    text: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence. `tokens` belongs to the `Doc` of its block; `index` counts through the document."""

    index: int
    block: Block
    tokens: SpacySpan

    @property
    def span(self) -> Span:
        """Where the sentence stands in the document."""
        return Span(self.block.start + self.tokens.start_char, self.block.start + self.tokens.end_char)

    def locate(self, words: SpacySpan | Sequence[Token]) -> Span:
        """Where these tokens of the sentence, from the first to the last, stand in the document."""
        first, last = words[0], words[-1]
        return Span(self.block.start + first.idx, self.block.start + last.idx + len(last.text))


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its sentences, in order."""

    document: Document
    sentences: tuple[Sentence, ...]

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.document.text[span.start : span.end]
