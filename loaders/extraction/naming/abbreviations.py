"""What brackets explain: "Rapid Support Forces (RSF)" is a body, "Temporary Protected Status (TPS)" is not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.extraction.words import actor_words, ordinary_words
from loaders.register.register import Register

BRACKETED = re.compile(r"(?<=\w )\(\(?([A-Z][A-Za-z]{1,7})\)")
WORD = re.compile(r"[\w'’-]+")
LONGEST_EXPLANATION = 120
"""How far before its bracket an abbreviation's words may begin, in code points."""
SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "against", "with"})


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Those of one statement: of `bodies`, and of `things`, which are no actors."""

    bodies: frozenset[str] = field(default_factory=frozenset)
    things: frozenset[str] = field(default_factory=frozenset)


def find_abbreviations(text: str, register: Register) -> Abbreviations:
    """The abbreviations that brackets explain; one whose words tell neither is in neither set."""
    words, ordinary = actor_words(), ordinary_words()
    bodies, things = set(), set()
    for match in BRACKETED.finditer(text):
        explaining = _explanation(text[: match.start()], match[1])
        if register.named(match[1]) or not explaining:
            continue
        is_other = explaining[-1] in words.other_nouns
        if not is_other and words.organization_nouns & set(explaining):
            bodies.add(match[1])
        elif is_other or all(word.lower() in ordinary for word in explaining):
            things.add(match[1])
    return Abbreviations(frozenset(bodies), frozenset(things))


def _explanation(text: str, letters: str) -> list[str]:
    """The words with capitals right before a bracket, not many more than it has letters."""
    found: list[str] = []
    for word in reversed(WORD.findall(text[-LONGEST_EXPLANATION:])):
        if not word[0].isupper() and word not in SMALL:
            break
        found.append(word.removesuffix("'s").removesuffix("’s"))
    return [word for word in found[len(letters) + 1 :: -1] if word not in SMALL]
