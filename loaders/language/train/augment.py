"""Makes the training texts look more like statements: typographic quotes and dashes, headings in capitals.

Web text and Wikipedia write straight quotes; press offices write “curly” ones, set dashes—like this—and shout
in headings. In every pass each paragraph is trained on once, rewritten or not.
"""

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

Rewriting = Callable[[str, str], str]
"""(word, its Penn tag) -> the word as a press office would set it."""


@registry.augmenters("rostra.press_office.v1")  # type: ignore[untyped-decorator]
def press_office(
    typography: float, capitals: float, lower: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter that rewrites paragraphs with these probabilities, drawn from its own seeded generator."""
    draw = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        chance = draw.random()
        if chance < capitals:
            example = _rewritten(nlp, example, lambda word, tag: word.upper())
        elif chance < capitals + lower:
            example = _rewritten(nlp, example, lambda word, tag: word.lower())
        if draw.random() < typography:
            example = _rewritten(nlp, example, _typographic)
        yield example

    return augment


def _typographic(word: str, tag: str) -> str:
    if tag == "``":
        return word.replace('"', "“").replace("'", "‘")
    if tag == "''":
        return word.replace('"', "”").replace("'", "’")
    if word in ("--", "---"):
        return "—"
    return word.replace("'", "’")


def _rewritten(nlp: Language, example: Example, rewrite: Rewriting) -> Example:
    annotation = example.to_dict()
    tokens = annotation["token_annotation"]
    words = [rewrite(*pair) for pair in zip(tokens["ORTH"], tokens["TAG"], strict=True)]
    text = "".join(word + " " * space for word, space in zip(words, tokens["SPACY"], strict=True))
    # What is not annotated must not come back as annotated with nothing.
    kept = {layer: tokens[layer] for layer in tokens if example.reference.has_annotation(layer)}
    annotation["token_annotation"] = kept | {"ORTH": words, "SPACY": tokens["SPACY"]}
    return Example.from_dict(nlp.make_doc(text), annotation)
