"""Finite verbs that a parser took for something else: "The Council calls on X", "The union called for Y"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.syntax import SUBJECTS, is_noun

JOINING = frozenset({"join", "joins", "joined", "joining"})


def mistaken_subject(cue: Token) -> Token | None:
    """The subject of a finite verb tagged as a plural noun behind it, or as a participle on the noun before it.

    None where the word is what the tagger says: another verb of the sentence needs the noun.
    """
    if cue.i == cue.sent.start:
        return None
    before = cue.nbor(-1)
    named = before.dep_ == "nsubj" and before.head == cue and not any(c.dep_ == "cop" for c in cue.lefts)
    if named and cue.head == cue and is_noun(cue) and cue.lower_.endswith("s"):
        return before
    if cue.tag_ in {"NN", "NNS", "VBZ"} and cue.lower_.endswith("s"):
        taken = before.dep_ == "compound" and before.head == cue and is_noun(before)
        return before if taken and _is_top(cue) and cue.i + 1 < cue.sent.end else None
    if cue.tag_ in {"VBN", "VBD"} and cue.dep_ == "acl" and cue.head.i < cue.i:
        noun = cue.head
        verbless = noun == noun.sent.root and not any(c.dep_ in SUBJECTS | {"cop"} for c in noun.children)
        return noun if verbless and is_noun(noun) and noun.sent[-1].text in {".", "”", '"', ";"} else None
    return None


def _is_top(cue: Token) -> bool:
    """Whether no finite verb stands above: the root, or the "subject" of a bare infinitive."""
    return cue.head == cue or (cue.dep_ in SUBJECTS and cue.head.tag_ == "VB" and cue.head.head == cue.head)


def joined(cue: Token) -> Token | None:
    """The "join" of "I join A and B in calling on X": what is done "in" it is the joiner's, wherever it was hung."""
    if cue.tag_ != "VBG" or not any(c.lower_ == "in" and c.dep_ == "mark" for c in cue.lefts):
        return None
    return next((above for above in cue.ancestors if above.lower_ in JOINING and above.i < cue.i), None)
