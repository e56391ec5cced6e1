"""What the pipeline learns from and is measured on: treebanks and name corpora as spaCy Docs."""

from collections.abc import Iterator
from pathlib import Path

import conllu
from spacy.tokens import Doc
from spacy.vocab import Vocab

from loaders.language.train import names
from loaders.language.train.treebank import Names, paragraphs, read_sentences, to_doc

NO_SPACE_BEFORE = set(".,;:!?)]}'%") | {"'s", "n't", "''", "'re", "'ve", "'ll"}
NO_SPACE_AFTER = set("([{$") | {"``"}


def ewt(vocab: Vocab, data: Path, part: str) -> Iterator[Doc]:
    """English Web Treebank with Universal NER names; `part` is train, dev or test."""
    (entities,) = (data / "UNER_English-EWT").glob(f"*-ud-{part}*.iob2.gz")
    tagged = names.universal_ner(entities)
    path = data / "UD_English-EWT" / f"en_ewt-ud-{part}.conllu.gz"
    for group in paragraphs(read_sentences(path)):
        yield to_doc(vocab, group, [_aligned(sentence, tagged) for sentence in group])


def _aligned(sentence: conllu.TokenList, tagged: dict[str, tuple[list[str], Names]]) -> Names:
    """The names of a sentence, or unknown where the two releases do not have the same words."""
    words, tags = tagged.get(sentence.metadata["sent_id"], ([], []))
    return tags if words == [token["form"] for token in sentence] else [""] * len(sentence)


def gum(vocab: Vocab, data: Path) -> Iterator[Doc]:
    """All genres of GUM at hand, names restricted to those that a proper noun heads."""
    for path in sorted((data / "GUM").glob("*.conllu.gz")):
        for group in paragraphs(read_sentences(path)):
            yield to_doc(vocab, group, [names.gum(sentence) for sentence in group])


def crossner(vocab: Vocab, data: Path) -> Iterator[Doc]:
    """CrossNER politics: names alone, every sentence a Doc. All three parts serve for training."""
    for part in ("train", "dev", "test"):
        for words, tags in names.crossner(data / "CrossNER_politics" / f"{part}.txt"):
            yield Doc(vocab, words=words, spaces=_guessed_spacing(words), ents=tags)


def _guessed_spacing(words: list[str]) -> list[bool]:
    """CrossNER has words without their spacing: put it back as English does it."""
    following = [*words[1:], ""]
    spaces = [
        word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE
        for word, after in zip(words, following, strict=True)
    ]
    for index, pair in enumerate(zip(words, following, strict=True)):
        if pair == ("'", "s"):  # a possessive cut in two
            spaces[index - 1] = spaces[index] = False
    return spaces
