"""Numbers of people as a text gives them, with their bounds.

"at least nine" is 9 or more, "nine" exactly 9, "dozens" 24 or more, "several" 2 or more, "nearly 100" up to 100.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from ontology.facts import Count

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = dict(zip(UNITS, range(20), strict=True)) | dict(zip(TENS, range(20, 100, 10), strict=True))
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens": 20, "couple": 2, "few": 2,
    "several": 2, "many": 2, "numerous": 2, "multiple": 2, "countless": 2,
}  # fmt: skip
AT_LEAST = re.compile(
    r"(at least|more than|over|no fewer than|not less than|upwards? of|in excess of|well over)\W*$", re.I
)
AT_MOST = re.compile(r"(up to|as many as|nearly|almost|fewer than|less than|close to|at most)\W*$", re.I)
BESIDE_NOUNS = frozenset({"nummod", "compound", "amod", "advmod", "det"})


def count_at(head: Token) -> Count:
    """The number at a noun: its numeral, itself a numeral, one for a name or "a", else at least one."""
    numeral = next((c for c in head.lefts if c.dep_ in BESIDE_NOUNS and is_number(c)), None)
    if is_number(head):
        numeral = head
    if numeral is None:
        one = head.tag_ == "NN" and any(c.lower_ in ("a", "an") for c in head.lefts if c.dep_ == "det")
        single = head.tag_ == "NNP" or one
        coordinated = any(c.dep_ == "conj" for c in head.children)
        return Count(1, 1) if single and not coordinated else Count(1)
    return _bounded(numeral)


def is_number(token: Token) -> bool:
    """Whether a word is a number, in figures or words, exact or vague."""
    return token.lower_ in VAGUE or _number(token.lower_) is not None


def _bounded(numeral: Token) -> Count:
    value, first, exact = _value(numeral)
    before = numeral.doc[max(0, first - 4) : first].text
    if AT_LEAST.search(before) or not exact:
        return Count(value)
    if AT_MOST.search(before):
        return Count(1, value)
    return Count(value, value)


def _value(numeral: Token) -> tuple[int, int, bool]:
    """The value of a numeral with the words before it ("two hundred"), where it begins, and whether it is exact."""
    doc, first = numeral.doc, numeral.i
    if numeral.lower_ in VAGUE:
        of_thousands = any(token.lower_ == "thousands" for token in doc[numeral.i + 1 : numeral.i + 4])
        return VAGUE[numeral.lower_] * (1_000 if of_thousands else 1), first, False
    while first > 0 and _number(doc[first - 1].lower_) is not None:
        first -= 1
    total = current = 0
    for token in doc[first : min(len(doc), numeral.i + 3)]:
        number = _number(token.lower_)
        if number is None:
            break
        if token.lower_ not in SCALES:
            current += number
            continue
        current = max(current, 1) * number
        if number >= 1_000:
            total, current = total + current, 0
    return total + current, first, True


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    if word in SCALES:
        return SCALES[word]
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() and len(digits) < 9 else None
