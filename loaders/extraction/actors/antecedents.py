"""What "they" goes back to within its paragraph: the last subject that is plural."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import NOMINAL_SUBJECTS

PLURAL = frozenset({"NNS", "NNPS"})
SENTENCES_BACK = 2


def plural_subject(sentence: Sentence, pronoun: Token) -> Token | None:
    """The last plural noun (or coordination) before the pronoun that is a subject; None if it is not a common noun.

    Only the paragraph is searched, and only subjects: a body that "they" means, "the Council", is no plural.
    """
    doc, bounds = pronoun.doc, 0
    for token in reversed(doc[: pronoun.i]):
        bounds += bool(token.is_sent_start)
        if bounds > SENTENCES_BACK:
            return None
        if token.dep_ not in NOMINAL_SUBJECTS or token.lower_ in {
            "they",
            "we",
            "i",
            "you",
            "he",
            "she",
            "it",
        }:
            continue
        if token.tag_ in PLURAL or any(child.dep_ == "conj" for child in token.rights):
            return token
        if token.tag_ in {"NNP", "NN"}:
            return None
    return None
