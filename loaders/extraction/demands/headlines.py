"""Demands told in headlines, where title case misleads the parser: "Senators Urge Governor To Reopen Bridge"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.in_line import after_rest, head_of, headline_end, read_in_line, trimmed
from loaders.extraction.demands.wish import Wish
from loaders.extraction.rulebook import Cue
from loaders.extraction.sentences import Sentence
from loaders.extraction.wordlists import words_of


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


def read_title_order(sentence: Sentence) -> Wish | None:
    """ISSUER to ADDRESSEE: ACTION, or a title that begins with an order: "Union to Mayor: Stop Closing Schools"."""
    tokens = list(sentence.tokens)
    colon = next((place for place, token in enumerate(tokens) if token.text == ":"), None)
    told = next((place for place, t in enumerate(tokens[:colon]) if place and t.lower_ == "to"), None)
    if colon is None or told is None:
        return _plain_order(tokens)
    addressee, action = tokens[told + 1 : colon], trimmed(tokens[colon + 1 :])
    if not addressee or not action or tokens[told + 1].tag_ == "VB" or not _orders(action[0]):
        return None
    return Wish(action[0], (), [head_of(addressee)], spoken=True, words=[action])


def _plain_order(tokens: list[Token]) -> Wish | None:
    first = tokens[0]
    finite = any(token.tag_ in {"VBZ", "VBD", "MD", "VBP"} for token in tokens[1:])
    if first.tag_ != "VB" or not _orders(first) or finite or len(tokens) < 3:
        return None
    return Wish(first, spoken=True, words=[trimmed(tokens)])


def _orders(token: Token) -> bool:
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    known = token.text.lower() in words_of("requests", "orders") and not token.lower_.endswith(
        ("s", "ed", "ing")
    )
    return known and behind not in {"of", "in", "for", "to"}
