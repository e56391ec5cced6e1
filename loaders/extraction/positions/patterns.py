"""Position rules that are DependencyMatcher patterns: matched only in sentences that have the rule's cue word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from spacy.matcher import DependencyMatcher
from spacy.tokens import Token
from spacy.vocab import Vocab

from loaders.extraction.positions.stand import Stand, stand
from loaders.extraction.rulebook import Cue, Rule

RULES_AT_A_TIME = 256


def read_pattern(cue: Token, entry: Cue) -> Stand | None:
    """The stand that the rule's pattern finds around this cue."""
    nodes = [node["RIGHT_ID"] for node in entry.rule.pattern]
    for _, places in _matcher(cue.vocab, entry.rule)(cue.doc):
        found = {name: cue.doc[place] for name, place in zip(nodes, places, strict=True)}
        if found["cue"] == cue:
            holders = [found["holder"]] if "holder" in found else []
            told = stand(holders, found["target"], spoken=not holders)
            return told if "whole" in entry.rule.options else _behind(told, found.values())
    return None


def _behind(stand: Stand, nodes: Iterable[Token]) -> Stand:
    """The stand on what follows the pattern's other words: not "our thoughts are with" again."""
    before = max((node.i for node in nodes if node.i < stand.head.i), default=-1)
    return replace(stand, target=[token for token in stand.target if token.i > before])


@lru_cache(maxsize=RULES_AT_A_TIME)
def _matcher(vocab: Vocab, rule: Rule) -> DependencyMatcher:
    matcher = DependencyMatcher(vocab)
    matcher.add(rule.name, [list(rule.pattern)])
    return matcher
