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


def opens_line(verb: Token) -> bool:
    """ "Secured $3 million for schools": whether a past form opens a block, where somebody lists what he or she did.

    The parse may have taken it for a modifier of its object, the tagger for a name.
    """
    first = all(token.is_punct or token.is_space for token in verb.doc[: verb.i])
    if not first or not verb.text[:1].isupper() or verb.tag_ not in ("VBD", "VBN", "JJ", "NNP"):
        return False
    if any(c.dep_ in ("nsubj", "nsubj:pass", "aux:pass", "obl:agent") for c in verb.children):
        return False
    if verb.dep_ == "amod":
        return verb.head.dep_ == "ROOT"
    follows = ("obj", "xcomp") if verb.tag_ == "NNP" else ("obj", "xcomp", "obl")
    return verb.dep_ == "ROOT" and any(c.dep_ in follows for c in verb.rights)


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb undergoes it: passive, or a past participle at a noun."""
    if misread_subject(verb) is not None or opens_line(verb):
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
