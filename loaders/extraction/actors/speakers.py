"""Who speaks in which sentence: the subject of "said" beside a quotation, for the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from loaders.extraction.quotations import SPEECH, Quotation, find_quotations, quoted
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.syntax import NOMINAL_SUBJECTS
from ontology.facts import Party, Span

NEAR = 60
"""How far from a quotation's end the verb of speaking may stand, in code points."""
BELOW = frozenset({"acl", "acl:relcl", "ccomp", "advcl"})
"""Clauses whose verb does not lead to a quotation further on: "on the news that X expressed support"."""
Resolve = Callable[[Sentence, Token], Party]


def find_speakers(parsed: ParsedDocument, resolve: Resolve) -> dict[int, Party]:
    """The speaker of each sentence that stands in a quotation of a known speaker, by sentence number."""
    quotations = find_quotations(parsed)
    if not quotations:
        return {}
    told = _attributions(parsed, quotations, resolve)
    voices = _carried_on(parsed, quotations, told)
    speakers: dict[int, Party] = {}
    for sentence in parsed.sentences:
        number = quoted(sentence, quotations)
        if number is not None and (party := voices.get(number)) is not None:
            speakers[sentence.index] = party
    return speakers


def _attributions(
    parsed: ParsedDocument, quotations: Sequence[Quotation], resolve: Resolve
) -> dict[int, Party]:
    """The speaker told beside each quotation: after it before the next, or in the words that lead to it."""
    told: dict[int, Party] = {}
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            if token.lemma_.lower() not in SPEECH or token.pos_ not in {"VERB", "NOUN", ""}:
                continue
            at = sentence.locate([token])
            if any(q.span.start <= at.start < q.span.end for q in quotations):
                continue
            number = _beside(at, quotations, parsed.document.text, main=token.dep_ not in BELOW)
            subject = _subject(token)
            if subject is None or number is None or number in told or subject.lower_ in {"they", "we", "i"}:
                continue
            party = resolve(sentence, subject)
            if party.entity is not None:
                told[number] = party
    return told


def _subject(verb: Token) -> Token | None:
    """Who says; also where the parser takes the name in "…," said Senator Roe for something else."""
    told = next((child for child in verb.children if child.dep_ in NOMINAL_SUBJECTS), None)
    if told is not None or verb.i + 1 >= len(verb.doc):
        return told
    following = verb.nbor()
    if not following.text[0].isupper():
        return None
    return next((child for child in verb.rights if child.left_edge.i == following.i), None)


def _beside(at: Span, quotations: Sequence[Quotation], text: str, *, main: bool) -> int | None:
    """The quotation that a verb leads to at once, else the one that ends shortly before it, else a main verb's next."""
    before = [
        number
        for number, q in enumerate(quotations)
        if 0 <= at.start - q.span.end <= NEAR and "\n" not in text[q.span.end : at.start]
    ]
    following = [number for number, q in enumerate(quotations) if 0 <= q.span.start - at.end <= 3 * NEAR][:1]
    if following and not text[at.end : quotations[following[0]].span.start].strip(" ,:"):
        return following[0]
    return next(iter(before + (following if main else [])), None)


def _carried_on(
    parsed: ParsedDocument, quotations: Sequence[Quotation], told: dict[int, Party]
) -> dict[int, Party]:
    """A speaker goes on through quotations left open, and through the rest of a paragraph, both ways."""
    blocks = {number: _block_of(parsed, quotation) for number, quotation in enumerate(quotations)}
    voices = dict(told)
    order = list(range(1, len(quotations)))
    for number in order:
        if number not in voices and number - 1 in voices and (_linked(number, quotations, blocks)):
            voices[number] = voices[number - 1]
    for number in reversed(order):
        if number - 1 not in voices and number in voices and _linked(number, quotations, blocks):
            voices[number - 1] = voices[number]
    return voices


def _linked(number: int, quotations: Sequence[Quotation], blocks: dict[int, int]) -> bool:
    return quotations[number].continues or blocks[number] == blocks[number - 1]


def _block_of(parsed: ParsedDocument, quotation: Quotation) -> int:
    starts = [s.block.start for s in parsed.sentences if s.block.start <= quotation.span.start]
    return starts[-1] if starts else -1
