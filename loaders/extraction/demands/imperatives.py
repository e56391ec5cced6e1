"""Sentences in the imperative: "End the siege." """

from __future__ import annotations

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.wish import Wish
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import SUBJECTS
from loaders.extraction.wordlists import words_of

LEADING = frozenset({"advmod", "punct", "discourse", "aux", "cc"})


def read_imperative(sentence: Sentence) -> Wish | None:
    """The order that a sentence gives, if it begins with a bare verb and ends as a sentence."""
    verb = sentence.tokens.root
    if verb.tag_ != "VB" or sentence.tokens[-1].text[-1] not in '.!"”':
        return None
    if verb.lower_ in words_of("requests", "courtesies") or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    before = [t for t in sentence.tokens if t.i < verb.i]
    if len(before) > 4 or any(t.dep_ not in LEADING or t.tag_ in {"MD", "TO"} for t in before):
        return None
    return Wish(verb, spoken=True, refrain=left_undone(verb))
