"""Universal Dependencies treebanks (CoNLL-U, plain or gzipped) -> spaCy Docs, one per paragraph.

Words keep the spacing of the treebank's own text, so that `doc.text` is the paragraph as it was written and
spaCy's tokenizer, not the treebank's, decides the tokens at training time (spaCy aligns the two).
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

import conllu
from spacy.tokens import Doc
from spacy.vocab import Vocab

Names = list[str]
"""One IOB2 tag per word; an empty string where nothing is known."""


def read_sentences(path: Path) -> Iterator[conllu.TokenList]:
    """The sentences of a CoNLL-U file, with multiword ranges and empty nodes left out of the word list."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for sentence in conllu.parse_incr(file):
            words = [token for token in sentence if isinstance(token["id"], int)]
            yield conllu.TokenList(words, sentence.metadata)


def paragraphs(sentences: Iterator[conllu.TokenList]) -> Iterator[list[conllu.TokenList]]:
    """Groups of sentences, cut where the treebank marks a new paragraph or document."""
    group: list[conllu.TokenList] = []
    for sentence in sentences:
        if group and any(key.startswith(("newpar", "newdoc")) for key in sentence.metadata):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def spacing(sentence: conllu.TokenList) -> list[bool]:
    """Whether a space follows each word in the sentence's text; the last word of a sentence has one."""
    text, position, spaces = sentence.metadata["text"], 0, []
    for token in sentence:
        found = text.find(token["form"], position)
        if found < 0 or text[position:found].strip():  # the word is written otherwise in the text
            found = position
        position = found + len(token["form"])
        spaces.append(text[position : position + 1] in ("", " ", "\xa0"))
    return spaces


def to_doc(vocab: Vocab, sentences: list[conllu.TokenList], names: list[Names]) -> Doc:
    """One paragraph as a Doc with tags, features, lemmas, dependencies, sentence starts and names."""
    offset = 0
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        heads += [offset + (t["head"] or t["id"]) - 1 for t in sentence]
        starts += [index == 0 for index in range(len(sentence))]
        offset += len(sentence)
    tokens = [token for sentence in sentences for token in sentence]
    return Doc(
        vocab,
        words=[t["form"] for t in tokens],
        spaces=[space for sentence in sentences for space in spacing(sentence)],
        tags=[t["xpos"] for t in tokens],
        pos=[t["upos"] for t in tokens],
        morphs=["|".join(f"{k}={v}" for k, v in (t["feats"] or {}).items()) for t in tokens],
        lemmas=[t["lemma"] for t in tokens],
        heads=heads,
        deps=["ROOT" if t["deprel"] == "root" else t["deprel"] for t in tokens],
        sent_starts=starts,
        ents=[tag for sentence_names in names for tag in sentence_names],
    )
