"""Statements with the names that the register knows marked in them: more to learn names from, in their own prose.

What is marked is trusted; words in lower case, function words and demonyms are no names. Any other word is left
unknown: it may be a name that the register lacks, and training draws no conclusion from it.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from loaders.language.train.names import TITLES
from loaders.language.train.statements import running_paragraphs, texts
from loaders.register.states import load_states
from loaders.register.tables import DATA, load_tables

KINDS = {"Organization": "ORG", "Official": "PER", "Location": "LOC"}
CONNECTORS = {"of", "the", "for", "and", "on", "in", "de", "al", "a", "to"}
PARAGRAPHS, LENGTH, SEED = 3000, range(15, 121), 2024
"""How many paragraphs, how many tokens each may have, and the seed they are drawn with."""
RARE = 30
"""A paragraph is taken for a name that was taken fewer times than this: no name crowds out the others."""
AMBIGUOUS = "?"
"""The label of a name that several kinds bear: "White House"."""


@dataclass(frozen=True, slots=True)
class Known:
    """The register's names as they are written, and the words that look like names and are none."""

    matcher: PhraseMatcher
    demonyms: frozenset[str]

    def find(self, doc: Doc) -> list[Span]:
        """The longest names in the Doc, none overlapping."""
        return filter_spans(self.matcher(doc, as_spans=True))


def silver(nlp: Language, folder: Path) -> Iterator[Doc]:
    """Paragraphs drawn from all statements in the folder, as Docs with names and unknown words."""
    paragraphs = [paragraph for text in texts(folder) for paragraph in running_paragraphs(text)]
    random.Random(SEED).shuffle(paragraphs)
    known, taken, found = known_names(nlp), Counter[str](), 0
    for doc in map(nlp.make_doc, paragraphs):
        spans = known.find(doc) if len(doc) in LENGTH else []
        if any(taken[span.text] < RARE for span in spans):
            taken.update(span.text for span in spans)
            mark(doc, spans, known.demonyms)
            yield doc
            found += 1
        if found == PARAGRAPHS:
            return


def known_names(nlp: Language) -> Known:
    """The names that are written as names, without a title before them."""
    states, demonyms = load_states()
    kinds: dict[str, set[str]] = {}
    for entry in (*load_tables(DATA), *states):
        for name in (name.removeprefix("the ") for name in entry.names if entry.type != "state"):
            first, *_ = words = name.split()
            if first.lower() not in TITLES and all(w[0].isupper() or w in CONNECTORS for w in words):
                kinds.setdefault(name, set()).add(KINDS[entry.kind])
    matcher = PhraseMatcher(nlp.vocab)
    for name, labels in kinds.items():
        matcher.add(labels.pop() if len(labels) == 1 else AMBIGUOUS, [nlp.make_doc(name)])
    return Known(matcher, demonyms.words)


def mark(doc: Doc, spans: list[Span], demonyms: frozenset[str]) -> None:
    """Sets the names on the Doc, and which words are unknown."""
    ambiguous = [span for span in spans if span.label_ == AMBIGUOUS]
    named = {token.i for span in spans for token in span}
    unknown = [
        doc[token.i : token.i + 1]
        for token in doc
        if token.text[0].isupper()
        and token.i not in named
        and not token.is_stop
        and token.text not in demonyms
    ]
    names = [span for span in spans if span.label_ != AMBIGUOUS]
    doc.set_ents(names, missing=unknown + ambiguous, default="outside")
