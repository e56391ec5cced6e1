"""Which happening the text says prompted another: "in response to the attack", "which prompted airstrikes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from loaders.extraction.incidents.heads import prepositional
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.mentions import Mention
from loaders.extraction.incidents.voice import conjunct_head

_WORDS = word_lists("causes")
_AFTER = _WORDS["prepositions of sequence"]
_RESPONSE = _WORDS["response nouns"]
_CAUSE_VERBS = _WORDS["cause verbs"]
_ANSWER_VERBS = _WORDS["answer verbs"]
_PARTS = _WORDS["part nouns"]
_CONCLUDING = tuple(_WORDS["concluding openings"])
REPROACHES = frozenset({"ACCUSE", "SANCTION", "COERCE"})
_DEEP = 12


def find_causes(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs (effect, cause) among the mentions of one sentence."""
    for cause in mentions:
        governor, strict = _governor_of_cause(cause)
        if governor is None:
            continue
        effect = _nearest(governor, cause, mentions)
        if effect is not None and (not strict or effect.rule.type != "CONSULT"):
            yield effect, cause
    for mention in mentions:
        yield from _by_verb(mention, mentions)


def find_earlier_cause(
    mentions: Sequence[Mention], before: Sequence[Mention]
) -> tuple[Mention, Mention] | None:
    """The pair of a sentence that opens by concluding ("That is why …") and the last that the one before told."""
    told = [m for m in mentions if not m.trigger.nominal or m.telling.verb is not None]
    if not told:
        return None
    first = min(told, key=lambda m: m.token.i)
    sentence = first.sentence
    concludes = sentence.tokens.text.lower().lstrip("\"'").startswith(_CONCLUDING)
    if not concludes or not before or before[-1].sentence.index != sentence.index - 1:
        return None
    return first, before[-1]


def _governor_of_cause(cause: Mention) -> tuple[Token | None, bool]:
    """The word that a phrase of cause hangs on; and whether its preposition may tell of mere sequence."""
    top = conjunct_head(cause.token)
    cases = {child.lower_ for child in top.lefts if child.dep_ == "case"}
    if cases & _AFTER:
        return top.head, True
    if cases & {"in", "during", "at"} and cause.rule.type == "PROTEST" and top.dep_ == "obl":
        return top.head, True
    if "at" in cases and cause.rule.type == "REQUEST":
        return top.head, False
    above = top.head
    if above.lower_ in _AFTER and above.pos_ == "VERB":
        return above.head, True
    if above.lower_ in _RESPONSE and above != top:
        return above.head if above.head != above else above, False
    if above.lower_ in _ANSWER_VERBS:
        return above, False
    return None, False


def _nearest(governor: Token, cause: Mention, mentions: Sequence[Mention]) -> Mention | None:
    others = [m for m in mentions if m is not cause and not cause.token.is_ancestor(m.token)]
    for mention in others:
        if mention.token == governor or mention.telling.verb == governor:
            return mention
    node = governor
    for _ in range(_DEEP):
        for mention in others:
            if mention.token == node:
                return mention
        if node.head == node:
            break
        node = node.head
    below = [m for m in others if governor.is_ancestor(m.token)]
    return below[0] if below else None


def _by_verb(effect: Mention, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """ "the attack prompted airstrikes", "the Council condemned the coup"."""
    if effect.rule.type in REPROACHES and not effect.trigger.nominal:
        yield from ((effect, m) for m in mentions if m is not effect and _is_reproached(m, effect))
    verb = effect.token.head
    if verb.lower_ not in _CAUSE_VERBS or effect.token.dep_ not in ("obj", "obl", "ccomp", "xcomp"):
        return
    if effect.token.dep_ == "obl" and not any(
        p == "to" and h == effect.token for p, h in prepositional(verb)
    ):
        return
    before = [m for m in mentions if m is not effect and m.token.i < verb.i]
    if before:
        yield effect, before[-1]


def _is_reproached(deed: Mention, reproach: Mention) -> bool:
    """Whether a deed is what a verb reproaches, or reproaches somebody for: "jailed for speaking out"."""
    top, verb = conjunct_head(deed.token), reproach.token
    if not deed.trigger.nominal:
        return top.head == verb and any(c.lower_ == "for" and c.dep_ in ("mark", "case") for c in top.lefts)
    if top.head.lower_ in _PARTS:
        top = top.head
    if top.head != verb:
        return False
    judged = top.dep_ == "obj" and reproach.rule.type != "COERCE"
    return judged or any(p in ("for", "over") and h == top for p, h in prepositional(verb))
