"""What the shape of a noun phrase tells of a happening: a mere description, a supposition, a judgement, a verb."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.incidents.heads import BEFORE_NOUNS
from loaders.extraction.incidents.lexicon import lexicon, word_lists

_TIMES = word_lists("roles")["time nouns"]

ARTICLES = frozenset({"the", "a", "an", "all", "any", "our", "his", "her", "their", "its", "those"})


def is_mistaken_verb(noun: Token) -> bool:
    """Whether a noun is a verb that was taken for one: "to ease restrictions and release all detainees"."""
    return noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ in ARTICLES


def asks_to_act(noun: Token) -> bool:
    """ "its call to both sides to cooperate": no talk with them."""
    return any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.rights)


def before_phrase(noun: Token) -> str:
    """The word before a noun phrase, wherever the parse hangs the two: "for" of "called for his immediate release"."""
    first = noun.i - 1
    while first > noun.sent.start and noun.doc[first].pos_ in BEFORE_NOUNS | {"DET", "PRON", "PART"}:
        first -= 1
    return noun.doc[first].lower_


def describes_next(noun: Token) -> bool:
    """Whether a noun only describes the next one: "a protest musician"."""
    after = noun.nbor(1) if noun.i + 1 < noun.sent.end else noun
    return (
        after.tag_ == "NN"
        and after.lower_ not in _TIMES
        and after.dep_ not in ("obl:unmarked", "nmod:unmarked")
    )


def is_of_any(noun: Token) -> bool:
    """ "any aggression accompanied by the use of gas": a part of what is only supposed."""
    return any(
        node.dep_ in ("acl", "acl:relcl")
        and any(c.lower_ == "any" for c in node.head.lefts if c.dep_ == "det")
        for node in noun.ancestors
    )


def is_manner(noun: Token) -> bool:
    """ "asks the Council, in consultation with the parties, to …": a bare noun that is as real as its verb."""
    if any(c.dep_ in ("det", "amod", "nmod:poss") for c in noun.lefts):
        return False
    return any(c.lower_ in ("in", "through") for c in noun.lefts if c.dep_ == "case")


def is_judgement(noun: Token) -> bool:
    """ "The slaughter is a crime against humanity": what is said of a deed is no other."""
    if not any(child.dep_ == "cop" for child in noun.lefts):
        return False
    told = [child for child in noun.lefts if child.dep_ == "nsubj"]
    return any(child.lower_ in lexicon().nouns or child.lower_ in ("this", "that", "these") for child in told)
