"""Names in a row that a parse breaks apart: "Senators Ann Lee (R-Utah), Bo Ray (D-Ohio) and Cy Dunn met with …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.sentences import Sentence

ENDS = frozenset({"VBD", "VBZ", "VBP", "MD", "TO", "WP", "WDT", "WRB", "VBG", "VBN"})
BEGINS = frozenset({"POS", "NN", "NNS", "DT", "PRP$"})
WITHIN_TITLES = frozenset({"of", "for"})
BETWEEN = frozenset({",", ";", "and", "&"})


def further_names(sentence: Sentence, heads: Sequence[Token], actors: Actors) -> list[Token]:
    """The officials that go on the row of names in which these heads stand, beside those that the parse coordinates."""
    rows = [(head, row) for head in heads if (row := [*_after(head), *_before(head)])]
    if not rows:
        return []
    found: list[Token] = []
    known = {actors.party(sentence, head).entity for head in heads}
    for head, row in rows:
        if not _is_official(actors.party(sentence, head).entity):
            continue
        for token in row:
            entity = actors.party(sentence, token).entity
            if _is_official(entity) and entity not in known:
                known.add(entity)
                found.append(token)
    return found


def _after(head: Token) -> Iterator[Token]:
    """The names after a head up to the first word that ends a list, where a comma or "and" stands between."""
    return _parted(head.doc[head.i + 1 : head.sent.end], ENDS)


def _before(head: Token) -> Iterator[Token]:
    """Those before it, for the parse that takes the last of a row for the subject."""
    return _parted(reversed(head.doc[head.sent.start : head.i]), ENDS | BEGINS)


def _parted(tokens: Iterable[Token], ends: frozenset[str]) -> Iterator[Token]:
    parted = bracketed = False
    for token in tokens:
        if bracketed or token.text in ("(", ")"):
            bracketed = bracketed != (token.text in ("(", ")"))
            continue
        if token.tag_ in ends or (token.pos_ == "ADP" and token.lower_ not in WITHIN_TITLES):
            return
        parted = parted or token.lower_ in BETWEEN
        if parted and token.pos_ == "PROPN":
            yield token


def _is_official(entity: str | None) -> bool:
    return entity is not None and entity.startswith("official/")
