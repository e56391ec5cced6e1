"""The topics of a demand's action or a position's target: codes of the topic scheme whose indicator words it has.

The indicators are data: the files in `rules/topics/`. The codes are the notations of the SKOS scheme of topics in the
ontology; a test holds the two together. An action that says nothing of its own ("act now") has the topic of what it
stands in: its sentence, its paragraph, its statement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import yaml

from loaders.extraction.inflection import all_forms
from loaders.extraction.sentences import ParsedDocument, Sentence

MOST = 3
"""So many topics at most, those with most indicators."""
SENTENCE, PARAGRAPH, TITLE, WHOLE = 3, 1, 3, 20
"""What an indicator weighs in each part of a statement; in the whole, what all of them weigh together."""
ENOUGH = 3
"""More indicators of a topic in one part say no more."""
LONG = 8_000
"""A statement of so many code points is about too much for its sentences to take their topic from it."""
LEAST, LEAD = 6, 1.4
"""The weight of a topic that prevails, and how many times that of the next it is."""
NOTHING = "nothing"
"""Stands for a topic in the file of names that tell none."""
WORDS_AT_A_TIME = 20_000
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
Forms = frozenset[str] | str
Votes = Counter[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """The words after the first one of an indicator, each as its forms or, with "*", as a beginning."""

    topic: str
    rest: tuple[Forms, ...]
    weak: bool


def topics_of(text: str) -> tuple[str, ...]:
    """Topic codes of a text's words, those with most indicators first, three at most.

    One with less than half of the indicators of the first is left out.
    """
    strong, weak = _votes(text)
    return _leading(strong or weak)


@dataclass(frozen=True)
class Surroundings:
    """What the sentences of a document stand in, and its topics."""

    parsed: ParsedDocument
    _of_blocks: dict[int, Votes] = field(default_factory=dict)

    def topics(self, words: str, sentence: Sentence) -> tuple[str, ...]:
        """Topic codes of words of a sentence; where only weak indicators tell, what they stand in goes first."""
        strong, weak = _votes(words)
        return _leading(strong) or self._prevailing(sentence) or _leading(weak)

    def _prevailing(self, sentence: Sentence) -> tuple[str, ...]:
        """The one topic that prevails in a sentence and in what it stands in, if one does clearly."""
        block = sentence.block
        if block.start not in self._of_blocks:
            self._of_blocks[block.start], _ = _votes(block.text)
        weighed = Counter(self._of_statement)
        for votes, weight in (
            (_votes(self.parsed.words(sentence.span))[0], SENTENCE),
            (self._of_blocks[block.start], PARAGRAPH),
        ):
            for topic, count in votes.items():
                weighed[topic] += weight * min(count, ENOUGH)
        (first, most), (_, next_most) = (*weighed.most_common(2), ("", 0), ("", 0))[:2]
        return (first,) if most >= max(LEAST, LEAD * next_most) else ()

    @cached_property
    def _of_statement(self) -> Counter[str]:
        """The weight of each topic in the title and, by its part of all votes, in the whole text."""
        text = self.parsed.document.text
        votes = _votes(text)[0] if len(text) < LONG else Votes()
        weighed = Counter({topic: round(WHOLE * count / votes.total()) for topic, count in votes.items()})
        for topic, count in _votes(self.parsed.document.title)[0].items():
            weighed[topic] += TITLE * min(count, ENOUGH)
        return weighed


def _leading(votes: Votes) -> tuple[str, ...]:
    first = votes.most_common(MOST)
    return tuple(topic for topic, count in first if 2 * count >= first[0][1])


def _votes(text: str) -> tuple[Votes, Votes]:
    """How often each topic is indicated, and how often weakly, by words.

    Those within a longer indicator count for that one alone.
    """
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]
    found = list(_matches(words))
    longest: Counter[int] = Counter()
    for start, end, *_ in found:
        for place in range(start, end):
            longest[place] = max(longest[place], end - start)
    strong, weak = Votes(), Votes()
    for start, end, indicator in found:
        if indicator.topic != NOTHING and any(longest[place] == end - start for place in range(start, end)):
            (weak if indicator.weak else strong)[indicator.topic] += end - start
    return strong, weak


def _matches(words: Sequence[str]) -> Iterator[tuple[int, int, Indicator]]:
    """Where each indicator stands: its first word, and the one behind its last."""
    for start, word in enumerate(words):
        for indicator in _beginning_with(word):
            end = start + 1 + len(indicator.rest)
            if not indicator.rest or _follows(words[start + 1 : end], indicator.rest):
                yield start, end, indicator


@lru_cache(maxsize=WORDS_AT_A_TIME)
def _beginning_with(word: str) -> tuple[Indicator, ...]:
    by_word, by_beginning = _index()
    beginnings = (by_beginning.get(word[:length], ()) for length in range(3, len(word) + 1))
    return (*by_word.get(word, ()), *(indicator for found in beginnings for indicator in found))


def _follows(words: Sequence[str], rest: Sequence[Forms]) -> bool:
    return len(words) == len(rest) and all(
        word.startswith(forms) if isinstance(forms, str) else word in forms
        for word, forms in zip(words, rest, strict=True)
    )


@cache
def topic_rules() -> Mapping[str, Mapping[str, str]]:
    """The indicators and the example of each topic, as the rule files have them; also what tells `NOTHING`."""
    folder = files("loaders.extraction") / "rules" / "topics"
    texts = (entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {topic: entry for text in texts for topic, entry in yaml.safe_load(text).items()}


@cache
def _index() -> tuple[Mapping[str, Sequence[Indicator]], Mapping[str, Sequence[Indicator]]]:
    """Indicators by each form of their first word, and by the beginning of it."""
    by_word: defaultdict[str, list[Indicator]] = defaultdict(list)
    by_beginning: defaultdict[str, list[Indicator]] = defaultdict(list)
    for topic, entry in topic_rules().items():
        listed = [(words, False) for words in entry["words"].split(",")]
        listed += [(words, True) for words in entry.get("weak", "").split(",") if words]
        for words, weak in listed:
            first, *rest = words.lower().split()
            indicator = Indicator(topic, tuple(_forms(word) for word in rest), weak)
            if first.endswith("*"):
                by_beginning[first[:-1]].append(indicator)
            for form in () if first.endswith("*") else all_forms(first):
                by_word[form].append(indicator)
    return by_word, by_beginning


def _forms(word: str) -> Forms:
    return word[:-1] if word.endswith("*") else all_forms(word)
