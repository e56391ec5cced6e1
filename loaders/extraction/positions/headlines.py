"""Positions told in headlines, where title case misleads the parser: "Senator Condemns Closing of Bridge"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loaders.extraction.demands.in_line import after_rest, headline_end
from loaders.extraction.positions.stand import Stand
from loaders.extraction.rulebook import Cue
from loaders.extraction.sentences import Sentence

LEADING = frozenset({"the", "a", "an", "to"})


def is_headline(sentence: Sentence) -> bool:
    """Whether a sentence is the title, or a heading."""
    return sentence.block.kind in {"title", "heading"}


def read_headline(cue: Token, entry: Cue) -> Stand | None:
    """HOLDER verb TARGET, by place: the target goes from the cue to the next verb of a series, or to the end."""
    if (
        entry.rule.frame != "verb"
        or cue.i == 0
        or cue.lower_.endswith("ed")
        or (cue.dep_ == "compound" and cue.tag_ == "NN")
    ):
        return None
    if entry.rule.options & {"asked", "denied", "lasting"} or (
        cue.i + 1 < len(cue.doc) and cue.nbor(1).lower_ == "of"
    ):
        return None
    start = after_rest(cue, entry.rest)
    end = headline_end(cue)
    if start is None or start >= end or cue.doc[start].lower_ == "to" or cue.doc[start].is_punct:
        return None
    target = list(_until_next_verb(cue, start, end))
    if not target or all(token.lower_ in LEADING or token.is_punct for token in target):
        return None
    return Stand([cue.doc[0]], target, target[0], spoken=True)


def _until_next_verb(cue: Token, start: int, end: int) -> Iterator[Token]:
    doc = cue.doc
    for i in range(start, end):
        series = doc[i].lower_ in {"and", ",", "&", ";", ":"}
        if series and i + 1 < end and doc[i + 1].lower_.endswith("s") and doc[i + 1].tag_ in {"VBZ", "VBP"}:
            return
        if doc[i].text in {";", ":", "–", "—", "|"} or (series and i + 1 == end):
            return
        yield doc[i]
