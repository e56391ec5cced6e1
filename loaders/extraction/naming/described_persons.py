"""Persons by what is said beside their names: "Jane Roe, a director of …", "journalist Jane Roe"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.name_runs import NameRuns
from loaders.extraction.naming.vocabulary import is_ordinary, is_title
from loaders.extraction.words import actor_words
from ontology.facts import Found

DESCRIBED = Found("name beside a description", 0.8)
REACH = 6
"""How many words after the comma a title may stand: "Greece's Minister", "the former President"."""
AFTER_TITLE = frozenset({"of", "for", "to", "at", "in", "and", ",", ".", ";", ")"})


def find_described(doc: Doc, runs: NameRuns, taken: Container[int]) -> Iterator[Name]:
    """Names of two words or more with a title or role beside them. `taken` are tokens of other names."""
    for token in (token for token in doc if token.is_lower and token.pos_ == "NOUN" and _is_role(token)):
        if token.dep_ == "appos" and token.head.i < token.i:
            start = token.head.i
            while start > 0 and start - 1 not in taken and runs.is_name_word(doc[start - 1], first=False):
                start -= 1
            yield from _person(doc, runs, start, taken)
        else:
            yield from _person(doc, runs, token.i + 1, taken)
            if token.i + 2 < len(doc) and doc[token.i + 1].text == ",":
                yield from (n for n in _person(doc, runs, token.i + 2, taken) if _closes(doc, n.tokens))
    for entity in doc.ents:
        if len(entity) > 1 and entity.start not in taken and _titled_after(entity):
            yield from _person(doc, runs, entity.start, taken)


def _person(doc: Doc, runs: NameRuns, start: int, taken: Container[int]) -> Iterator[Name]:
    if start >= len(doc) or start in taken or is_ordinary(doc[start]):
        return
    run = runs.starting(start)
    if run is not None and len(run) > 1 and not any(token.i in taken for token in run):
        yield Name(run, "Official", DESCRIBED)


def _is_role(token: Token) -> bool:
    """Whether a small word says what somebody is."""
    words = actor_words()
    return token.lemma_.capitalize() in words.titles or token.lemma_ in words.describing


def _closes(doc: Doc, name: SpacySpan) -> bool:
    """Whether the name ends what the comma before it began: "her husband, John Roe, was …"."""
    return name.end >= len(doc) or doc[name.end].is_punct or doc[name.end].lower_ in {"and", "who"}


def _titled_after(name: SpacySpan) -> bool:
    """Whether an office follows after a comma, and not the title of somebody else."""
    doc = name.doc
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return False
    for token in doc[name.end + 1 : name.end + 1 + REACH]:
        if token.text == "," or token.pos_ in {"VERB", "AUX"}:
            return False
        if is_title(token):
            return token.i + 1 >= len(doc) or doc[token.i + 1].text in AFTER_TITLE
    return False
