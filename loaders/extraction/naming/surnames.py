"""Words of persons' names that stand elsewhere in the statement without what told them: "Roe", "Bankman-Fried"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.vocabulary import Vocabulary, is_ordinary
from loaders.extraction.words import actor_words
from ontology.facts import Found

SURNAME = Found("surname of a person named", 0.85)


def find_surnames(doc: Doc, others: Sequence[Name], known: Vocabulary, *, headline: bool) -> Iterator[Name]:
    """Names made of words of persons' names. `others` are names already known, which none of them may touch."""
    headlines = actor_words().headline_words if headline else frozenset()
    taken = {token.i for name in others if name.kind != "Official" for token in name.tokens}
    i = 0
    while i < len(doc):
        end = i
        while (
            end < len(doc) and end not in taken and (_is_known(doc, end, known) or _joins(doc, i, end, known))
        ):
            if end > i and doc[end].text in headlines:
                break
            end += 1
        following = doc[end].text if end < len(doc) else ""
        is_word = is_ordinary(doc[i]) and doc[i].tag_ not in {"NNP", "NNPS"} and following not in headlines
        if end - i > 1 or (end > i and doc[i].text in known.surnames and not is_word):
            yield Name(doc[i:end], "Official", SURNAME)
        i = max(end, i + 1)


def _is_known(doc: Doc, i: int, known: Vocabulary) -> bool:
    return doc[i].text in known.persons


def _joins(doc: Doc, start: int, i: int, known: Vocabulary) -> bool:
    """Whether a hyphen joins two known words: "Bankman-Fried"."""
    glued = doc[i].text == "-" and not doc[i].whitespace_ and i > start and not doc[i - 1].whitespace_
    return glued and i + 1 < len(doc) and _is_known(doc, i + 1, known)
