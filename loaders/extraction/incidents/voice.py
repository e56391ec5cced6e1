"""Active or passive: the auxiliaries of a verb, and whether its subject does or undergoes what it tells."""

from __future__ import annotations

from spacy.tokens import Token

FORMS_OF_BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "got", "'s", "'re"})
CONTRACTED = {"'s": "has", "'d": "had"}
"""What these stand for before a participle with an object: "he's invaded Georgia"."""


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb and its copula, in lower case; "'s" as the "has" that it may stand for."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if (
        words & CONTRACTED.keys()
        and verb.tag_ in ("VBN", "VBD")
        and any(c.dep_ == "obj" for c in verb.rights)
    ):
        return {CONTRACTED.get(word, word) for word in words}
    return words


def misread_subject(verb: Token) -> Token | None:
    """The subject of "The Union imposed sanctions", where the parse took the verb for a modifier of its object."""
    if verb.dep_ != "amod" or verb.tag_ not in ("VBN", "VBD"):
        return None
    before = [*verb.lefts, *(verb.head.lefts if verb.head.dep_ == "ROOT" else ())]
    return next((child for child in before if child.dep_ == "nsubj" and child.i < verb.i), None)


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb undergoes it: passive, or a past participle at a noun."""
    if misread_subject(verb) is not None:
        return False
    labels = {child.dep_ for child in verb.children}
    be = bool(auxiliaries(verb) & FORMS_OF_BE)
    if be and verb.tag_ != "VBG":
        return True
    if "obj" in labels or "aux" in labels or verb.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    if "nsubj" in labels and verb.tag_ == "VBD" and "obl:agent" not in labels:
        return False
    if "obl:agent" in labels or "nsubj:pass" in labels or verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "conj" and "nsubj" not in labels:
        first = conjunct_head(verb)
        return first.tag_ not in ("VBD", "VBZ", "VBP") and (first.tag_ != "VBN" or is_passive(first))
    return verb.tag_ == "VBN" and "nsubj" not in labels


def conjunct_head(token: Token) -> Token:
    """The first of a coordination."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
