"""Demands told in headlines, where title case misleads the parser: "Senators Urge Governor To Reopen Bridge"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.in_line import after_rest, head_of, headline_end, read_in_line, trimmed
from loaders.extraction.demands.wish import Wish
from loaders.extraction.rulebook import Cue


def read_headline(cue: Token, entry: Cue) -> Wish | None:
    """ISSUER verb ADDRESSEE to ACTION, and ISSUER calls for ACTION, by place."""
    frame, options = entry.rule.frame, entry.rule.options
    if cue.i == 0 or "told" in options:
        return None
    end = headline_end(cue)
    if frame == "directive":
        found = read_in_line(cue, entry, end)
        if found is not None:
            addressee, actions = found
            return Wish(actions[0][0], addressees=[head_of(addressee)], spoken=True, words=actions)
    if (frame == "directive" and "for" in options) or (
        frame == "noun" and entry.rest and "for" in entry.rest[-1]
    ):
        return _called_for(cue, entry, end)
    return None


def _called_for(cue: Token, entry: Cue, end: int) -> Wish | None:
    start = after_rest(cue, entry.rest)
    if start is None or start >= end or cue.doc[start - 1].lower_ != "for":
        return None
    words = trimmed(list(cue.doc[start:end]))
    return Wish(head_of(words), spoken=True, nominal=True, words=[words]) if words else None
