"""Rules as data: the files in `rules/`, read once and indexed by the word that calls each rule.

A rule file is YAML. `frame` names the construction, which the code of the room reads (the head of each file says what
it is); `rules` lists groups of words that share one reading:

    - rule: condemn
      code: condemns
      words: condemn, denounce, speak out against|on
      example: "{The Council} condemned [the attack on the convoy]."

`words` are separated by commas. Each begins with the cue, in its base form and lower case (the text may have any form
of it); further words follow it in the text, "|" parts alternatives. `code` is a stance (positions) or a strength
(demands). `confidence` (0 to 1) and `options` may be given. `example` is one sentence; square brackets mark what the
rule finds in it (target or action), braces who (holder or addressees). A test runs every example.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from loaders.extraction.inflection import all_forms, noun_forms, verb_forms
from ontology.errors import VocabularyError

DEFAULT_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Rule:
    """One group of words with one reading; `name` is `room.frame.rule`, as `Found.rule` tells it."""

    name: str
    frame: str
    code: str
    example: str
    confidence: float
    options: frozenset[str]
    words: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    pattern: tuple[dict[str, Any], ...] = field(default=(), hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule as one of its words calls it: the words that must follow the cue, each a set of alternatives."""

    rule: Rule
    rest: tuple[frozenset[str], ...]


Rulebook = dict[str, tuple[Cue, ...]]
"""Cues by each form, in lower case, of the word they begin with."""

VERBAL_FRAMES = frozenset({"verb", "directive", "effect", "clause", "outcome", "modal", "crime"})
NOMINAL_FRAMES = frozenset({"noun", "judgement", "deed", "owed", "answer"})


@cache
def rules_of(room: str) -> tuple[Rule, ...]:
    """All rules of a room (`positions`, `demands`), file by file in name order.

    Raises VocabularyError, naming file and rule, where one is malformed.
    """
    folder = files("loaders.extraction") / "rules" / room
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".yaml")), key=lambda entry: entry.name)
    return tuple(rule for entry in entries for rule in _read_file(entry, room))


@cache
def rulebook(room: str) -> Rulebook:
    """The rules of a room, indexed by the word that calls them in all its forms. Longer cues come first."""
    index: defaultdict[str, list[Cue]] = defaultdict(list)
    for rule in rules_of(room):
        for lemma, rest in rule.words:
            for form in _forms(lemma, rule.frame):
                index[form].append(Cue(rule, rest))
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for form, cues in index.items()}


def _forms(lemma: str, frame: str) -> frozenset[str]:
    if frame in VERBAL_FRAMES:
        return verb_forms(lemma)
    if frame == "pattern":
        return all_forms(lemma)
    return noun_forms(lemma) if frame in NOMINAL_FRAMES else frozenset({lemma})


def _read_file(entry: Traversable, room: str) -> list[Rule]:
    content = yaml.safe_load(entry.read_text(encoding="utf-8"))
    try:
        return [_read_rule(given, room, content["frame"]) for given in content["rules"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"The rule file {room}/{entry.name} is malformed: {error!r}.") from error


def _read_rule(given: dict[str, Any], room: str, frame: str) -> Rule:
    return Rule(
        name=f"{room}.{frame}.{given['rule']}",
        frame=frame,
        code=given["code"],
        example=given["example"],
        confidence=float(given.get("confidence", DEFAULT_CONFIDENCE)),
        options=frozenset(given.get("options", ())),
        words=tuple(_read_words(words) for words in given["words"].split(",") if words.strip()),
        pattern=tuple(given.get("pattern", ())),
    )


def _read_words(words: str) -> tuple[str, tuple[frozenset[str], ...]]:
    first, *rest = words.split()
    return first, tuple(frozenset(word.split("|")) for word in rest)
