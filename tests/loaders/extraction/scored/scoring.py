"""How many hand-annotated facts were found, and how many of the found were annotated, layer by layer.

Gold and found are both in the gold form (`loaders.extraction.gold_form`). Facts are paired one to one, each with
the first that fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Form = dict[str, Any]
Fact = dict[str, Any]
Fits = Callable[[Fact, Fact], bool]

LAYERS = ("entities", "incidents", "positions", "demands")
SMALL_WORDS = frozenset({"the", "a", "an", "of", "to", "and", "in", "for", "on", "that", "by", "with", "s"})


@dataclass(slots=True)
class Tally:
    """Facts annotated, facts found, and pairs of the two."""

    gold: int = 0
    found: int = 0
    pairs: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.pairs / (self.gold + self.found) if self.gold + self.found else 0.0


def score(statements: Iterable[tuple[Form, Form]]) -> dict[str, Tally]:
    """One tally a layer over all pairs of a gold statement and what was found in it."""
    tallies = {layer: Tally() for layer in LAYERS}
    for gold, found in statements:
        fits = _fits(gold, found)
        for layer, tally in tallies.items():
            tally.gold += len(gold[layer])
            tally.found += len(found[layer])
            tally.pairs += _pairs(gold[layer], found[layer], fits[layer])
    return tallies


def _fits(gold: Form, found: Form) -> dict[str, Fits]:
    """When a found fact counts as an annotated one."""
    known = [_forms(entity) for form in (gold, found) for entity in form["entities"]]

    def same_name(one: str, other: str) -> bool:
        names = {_plain(one), _plain(other)}
        return len(names) == 1 or any(names <= forms for forms in known)

    return {
        "entities": lambda a, b: a["type"] == b["type"] and bool(_forms(a) & _forms(b)),
        "incidents": lambda a, b: (
            _same_place(a, b) and (a["trigger"] == b["trigger"] or a["type"] == b["type"])
        ),
        "positions": lambda a, b: (
            _same_side(a, b)
            and same_name(a["holder"], b["holder"])
            and _share(a["target"], b["target"]) >= 0.5
        ),
        "demands": lambda a, b: _same_side(a, b) and _word_f1(a["action"], b["action"]) >= 0.5,
    }


def _pairs(gold: list[Fact], found: list[Fact], fits: Fits) -> int:
    free = list(found)
    for fact in gold:
        if (match := next((each for each in free if fits(fact, each)), None)) is not None:
            free.remove(match)
    return len(found) - len(free)


def _same_place(one: Fact, other: Fact) -> bool:
    """Whether one sentence holds the other: sentences may be cut at different marks."""
    a, b = _plain(one["evidence"]), _plain(other["evidence"])
    return a in b or b in a


def _same_side(one: Fact, other: Fact) -> bool:
    return _same_place(one, other) and bool(one["polarity"] == other["polarity"])


def _forms(entity: Fact) -> set[str]:
    return {_plain(name) for name in (entity["name"], *entity["surfaces"])}


def _plain(words: str) -> str:
    """Lower case, without marks and a leading article."""
    return " ".join(re.findall(r"\w+", words.casefold())).removeprefix("the ")


def _words(phrase: str) -> Counter[str]:
    return Counter(word for word in _plain(phrase).split() if word not in SMALL_WORDS)


def _share(one: str, other: str) -> float:
    """How much of the phrase with fewer words is in the other, from 0 to 1."""
    a, b = set(_words(one)), set(_words(other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _word_f1(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return 2 * (a & b).total() / max(1, a.total() + b.total())
