"""Runs the language pipeline over a document, block by block."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.blocks import split_blocks
from loaders.extraction.boundaries import dateline_end, mark_boundaries
from loaders.extraction.sentences import Block, ParsedDocument, Sentence
from ontology.facts import Document

READABLE = str.maketrans("“”„«»‘’\u00a0\n\t", '"""""\'\'   ')
"""One character for one: the tokens' offsets are the text's, their quotation marks are plain."""


def parse(document: Document, nlp: Language) -> ParsedDocument:
    """The document's sentences, without datelines and boilerplate.

    A token's text may differ from the document's in the shape of quotation marks and in line breaks, never
    in length: quote the document by `ParsedDocument.words`.
    """
    blocks = [block for block in split_blocks(document) if block.kind not in ("dateline", "boilerplate")]
    sentences: list[Sentence] = []
    docs = nlp.pipe(_marked(block, nlp) for block in blocks)
    for block, doc in zip(blocks, docs, strict=True):
        for tokens in _sentences(doc):
            sentences.append(Sentence(len(sentences), block, tokens))
    return ParsedDocument(document, tuple(sentences))


def _marked(block: Block, nlp: Language) -> Doc:
    """The block's tokens; a title or heading is one sentence."""
    return mark_boundaries(
        nlp.make_doc(block.text.translate(READABLE)), whole=block.kind in ("title", "heading")
    )


def _sentences(doc: Doc) -> list[SpacySpan]:
    """The sentences of a block, without blanks around them; a dateline goes with the first."""
    spans = list(doc.sents)
    if len(spans) > 1 and spans[0].end == dateline_end(doc):
        spans[:2] = [doc[: spans[1].end]]
    return [tokens for span in spans if len(tokens := _stripped(span))]


def _stripped(span: SpacySpan) -> SpacySpan:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]
