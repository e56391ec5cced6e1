"""How many were killed and injured, with the bounds that the text gives.

"at least nine" is 9 or more, "nine" exactly 9, "dozens" 24 or more, "nearly 100" up to 100; deaths without a
number are 1 or more. A number is sought at the noun that undergoes the killing or wounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.roles import prepositional
from loaders.extraction.incidents.tense import is_passive
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import possessor, subjects
from ontology.facts import Count

KILLING = frozenset(
    {
        "kill",
        "murder",
        "slay",
        "massacre",
        "slaughter",
        "assassinate",
        "execute",
        "behead",
        "martyr",
        "lynch",
        "killed",
        "murdered",
        "slain",
        "gun",
    }
)
INJURING = frozenset({"injure", "wound", "hurt", "maim", "injured", "wounded"})
DYING = frozenset({"die", "perish"})
DEATHS = frozenset({"death", "life", "fatality"})
KILLINGS = frozenset({"killing", "murder", "assassination", "massacre", "slaughter", "execution", "slaying"})
INJURIES = frozenset({"injury"})
LOSING = frozenset({"lose", "claim", "cost", "take", "loss"})

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMBERS = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "several": 2, "many": 2, "numerous": 2,
         "multiple": 2, "countless": 2, "few": 2, "couple": 2, "tens": 20}  # fmt: skip
AT_LEAST = re.compile(
    r"(at least|more than|over|no fewer than|not less than|upwards? of|in excess of|well over)\W*$", re.I
)
AT_MOST = re.compile(r"(up to|as many as|nearly|almost|fewer than|less than|close to|at most)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed and injured of one mention."""

    killed: Count | None = None
    injured: Count | None = None

    def merged(self, other: Toll) -> Toll:
        """Both as one: of two figures the larger."""
        return Toll(_larger(self.killed, other.killed), _larger(self.injured, other.injured))


def _larger(a: Count | None, b: Count | None) -> Count | None:
    if a is None or b is None:
        return a or b
    return a if a.minimum >= b.minimum else b


def find_tolls(sentence: Sentence) -> Iterator[tuple[Token, Toll]]:
    """The words of the sentence that tell of dead or injured, each with its figures."""
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if lemma in KILLING or lemma in DYING:
            if token.pos_ not in ("NOUN", "PROPN") and (victims := _victims(token, dying=lemma in DYING)):
                yield token, Toll(killed=_count_all(victims))
        elif lemma in INJURING:
            if victims := _victims(token, dying=False):
                yield token, Toll(injured=_count_all(victims))
        elif lemma in KILLINGS and token.pos_ == "NOUN":
            victims = _of_killing(token)
            yield token, Toll(killed=_count_all(victims) if victims else Count(1))
        elif lemma in DEATHS and token.pos_ == "NOUN" and _is_lost(token, lemma):
            yield token, Toll(killed=_count_all([h for p, h in prepositional(token) if p == "of"] or [token]))
        elif lemma in INJURIES and token.pos_ == "NOUN":
            yield (
                token,
                Toll(
                    injured=_count_all([h for p, h in prepositional(token) if p in ("of", "to")] or [token])
                ),
            )


def _is_lost(token: Token, lemma: str) -> bool:
    return lemma != "life" or token.head.lemma_.lower() in LOSING


def _victims(verb: Token, *, dying: bool) -> list[Token]:
    if verb.dep_ == "amod":
        return []
    if dying:
        return subjects(verb)
    objects = [child for child in verb.rights if child.dep_ == "obj"]
    if objects:
        return objects
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.i > 0 and _is_number(verb.nbor(-1)):
        return [verb.nbor(-1)]
    if is_passive(verb) or verb.pos_ == "ADJ":
        own = [
            c
            for c in verb.lefts
            if c.dep_ in ("nsubj", "nsubj:pass", "obl", "nummod", "obl:unmarked", "advmod")
        ]
        numbered = [c for c in own if _number(c.lower_) is not None or c.lower_ in VAGUE]
        return numbered or subjects(verb)
    return []


def _of_killing(noun: Token) -> list[Token]:
    victims = [head for preposition, head in prepositional(noun) if preposition == "of"]
    owner = possessor(noun)
    return victims or ([owner] if owner is not None and owner.ent_type_ == "PER" else [])


def _count_all(heads: list[Token]) -> Count:
    counts = [_count(head) for head in heads]
    return max(counts, key=lambda count: count.minimum)


def _count(head: Token) -> Count:
    """The number at a noun: its numeral, itself a numeral, one for a name or "a", else at least one."""
    numeral = next(
        (
            c
            for c in head.lefts
            if c.dep_ in ("nummod", "compound", "amod", "advmod", "det") and _is_number(c)
        ),
        None,
    )
    if _is_number(head):
        numeral = head
    if numeral is None:
        single = (
            head.ent_type_ == "PER"
            or head.tag_ in ("NN", "NNP")
            and any(c.lower_ in ("a", "an") for c in head.lefts if c.dep_ == "det")
        )
        coordinated = any(c.dep_ == "conj" for c in head.children)
        return Count(1, 1) if single and not coordinated else Count(1)
    return _bounded(numeral)


def _is_number(token: Token) -> bool:
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
        value, exact = VAGUE[numeral.lower_], False
        if numeral.lower_ == "tens" and any(t.lower_ == "thousands" for t in doc[numeral.i : numeral.i + 4]):
            value = 20_000
        if numeral.lower_ == "hundreds" and any(
            t.lower_ == "thousands" for t in doc[numeral.i : numeral.i + 4]
        ):
            value = 200_000
        return value, first, exact
    while first > 0 and _number(doc[first - 1].lower_) is not None:
        first -= 1
    total = current = 0
    for token in doc[first : min(len(doc), numeral.i + 3)]:
        number = _number(token.lower_)
        if number is None:
            break
        if token.lower_ in SCALES:
            current = max(current, 1) * number
            if number >= 1_000:
                total, current = total + current, 0
        else:
            current += number
    return total + current, first, True


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS[word]
    if word in SCALES:
        return SCALES[word]
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() and len(digits) < 9 else None
