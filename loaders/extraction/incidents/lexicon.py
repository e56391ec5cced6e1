"""The rules of this room as data: verbs, nouns and phrases that tell of a happening, read once from `rules/incidents`.

A file holds the rules of one PLOVER type. In a rule, `verbs` and `nouns` are base forms separated by commas. A
phrase is a head with words that must hang on it in the parse, alternatives parted by "|": "impose sanction|tariff"
finds "sanctions were imposed" too; "@people" stands for the "people nouns" of `grammar/classes.yaml`. The head of a
noun phrase is its last word, or its first where a preposition follows ("loss of life"). The other keys:

    family         mentions of one family can be one happening (default: the rule's name)
    except with    words that must not hang on it ("meet a deadline")
    object         what a verb's object fills: target (default), place ("visit Israel"), theme (nobody: "send aid"),
                   actor ("passed the Senate")
    subject        what a verb's subject fills: actor (default) or target ("the hostages came home")
    phrase tells target
                   yes: the object in a phrase is the target ("expel diplomat"), no part of the deed ("take hostage")
    target after   prepositions that bring the target
    possessor      whom "'s" names beside a noun: actor (default) or target ("Khashoggi's murder")
    needs          what must be told for it to count: participant (or place, time, toll), actor, both, force
                   (armed people act), realis (a verb that carries a noun), unfolding (going on), waged (unfolding or
                   with an actor), news (dated or carried by a verb), another (only with another mention)
    speech         yes: an act of words, an incident only when somebody else's or of another time
    adjective      yes: a participle before its noun counts ("detained journalists")
    by a crowd     the rule that its words tell of when a people acts: "the people demand freedom"
    active only    yes: its passive tells something else ("was met with")
    example        a sentence with the trigger in brackets, which a test runs
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml

from loaders.extraction.inflection import all_forms, noun_forms, verb_forms

PREPOSITIONS = frozenset(
    {"of", "to", "for", "from", "on", "in", "at", "against", "with", "under", "into", "over", "by"}
)

ObjectRole = Literal["target", "place", "theme", "actor"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the words of one group tell, and how its roles are filled. See the module's head for the fields."""

    name: str
    type: str
    family: str
    object: ObjectRole
    subject: Literal["actor", "target"]
    phrase_tells_target: bool
    target_after: frozenset[str]
    possessor: Literal["actor", "target"]
    needs: str
    speech: bool
    adjective: bool
    active_only: bool
    by_crowd: str
    except_with: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of a rule: the sets of forms of which one each must hang on the head."""

    rule: Rule
    rest: tuple[frozenset[str], ...]
    prepositional: bool
    """Whether a preposition is among them: then they may hang on the head's phrases, else they are its objects."""


Index = dict[str, tuple[Entry, ...]]
"""Entries by each form of their head, the longest phrases first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules by name, and their entries by the word that calls them."""

    rules: dict[str, Rule]
    verbs: Index
    nouns: Index


@cache
def lexicon() -> Lexicon:
    """The rules that ship with Rostra."""
    rules: dict[str, Rule] = {}
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    folder = files("loaders.extraction") / "rules" / "incidents"
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        content = _read(file)
        for row in content["rules"]:
            rule = _rule(content["type"], row)
            rules[rule.name] = rule
            for head, rest in _entries(row, "verbs", "verb phrases", head_last=False):
                verbs.setdefault(head, []).append(_entry(rule, rest))
            for head, rest in _entries(row, "nouns", "noun phrases", head_last=True):
                nouns.setdefault(head, []).append(_entry(rule, rest))
    return Lexicon(rules, _longest_first(verbs), _longest_first(nouns))


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of words in `rules/incidents/grammar/NAME.yaml`, those of verbs and nouns with all their forms."""
    content = _read(files("loaders.extraction") / "rules" / "incidents" / "grammar" / f"{name}.yaml")
    return {key: _list(key, _split(words)) for key, words in content.items()}


def _list(key: str, words: list[str]) -> frozenset[str]:
    expand = verb_forms if key.endswith("verbs") else noun_forms if key.endswith("nouns") else _as_it_is
    return frozenset(form for word in words for form in expand(word))


def _as_it_is(word: str) -> frozenset[str]:
    return frozenset({word})


def _read(file: Traversable) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return content


def _split(words: str | None) -> list[str]:
    return [" ".join(word.split()) for word in str(words or "").split(",") if word.strip()]


def _rule(type_: str, row: dict[str, Any]) -> Rule:
    return Rule(
        name=row["rule"],
        type=type_,
        family=row.get("family", row["rule"]),
        object=row.get("object", "target"),
        subject=row.get("subject", "actor"),
        phrase_tells_target=bool(row.get("phrase tells target", False)),
        target_after=frozenset(_split(row.get("target after"))),
        possessor=row.get("possessor", "actor"),
        needs=row.get("needs", ""),
        speech=bool(row.get("speech", False)),
        adjective=bool(row.get("adjective", False)),
        active_only=bool(row.get("active only", False)),
        by_crowd=row.get("by a crowd", ""),
        except_with=_forms_of(_split(row.get("except with"))),
        example=row["example"],
    )


def _entries(
    row: dict[str, Any], words: str, phrases: str, *, head_last: bool
) -> Iterator[tuple[str, tuple[frozenset[str], ...]]]:
    """The forms of each head with the forms of the words that must hang on it."""
    head_forms = noun_forms if head_last else verb_forms
    for word in _split(row.get(words)):
        for form in head_forms(word):
            yield form, ()
    for phrase in _split(row.get(phrases)):
        parts = [part.split("|") for part in phrase.split()]
        position = len(parts) - 1 if head_last and not any(PREPOSITIONS & {*part} for part in parts) else 0
        rest = tuple(_forms_of(part) for i, part in enumerate(parts) if i != position)
        for head in parts[position]:
            for form in head_forms(head):
                yield form, rest


def _entry(rule: Rule, rest: tuple[frozenset[str], ...]) -> Entry:
    return Entry(rule, rest, any(words & PREPOSITIONS for words in rest))


def _forms_of(words: list[str]) -> frozenset[str]:
    """The forms of these words, of all words of a class where one is named: "@people"."""
    found: set[str] = set()
    for word in words:
        found |= word_lists("classes")[f"{word[1:]} nouns"] if word.startswith("@") else all_forms(word)
    return frozenset(found)


def _longest_first(entries: dict[str, list[Entry]]) -> Index:
    return {head: tuple(sorted(found, key=_precedence)) for head, found in entries.items()}


def _precedence(entry: Entry) -> tuple[int, bool]:
    """Longer phrases first; of equals those with a preposition ("call on" before "call president")."""
    return -len(entry.rest), not entry.prepositional
