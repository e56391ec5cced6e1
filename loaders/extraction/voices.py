"""Who takes a stand or asks: the parties behind a word of a sentence, reported speech included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors import Actors
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import SUBJECTS, children, subjects
from loaders.extraction.wordlists import words_of
from ontology.facts import Party

FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my", "ourselves", "myself"})
LISTING = frozenset({"including", "include", "like", "such"})
_DEEP = 12


@dataclass(frozen=True, slots=True)
class Voices:
    """Resolves the words of one sentence to those who speak and act."""

    sentence: Sentence
    actors: Actors

    def speaker(self, token: Token) -> Party:
        """Who says what `token` belongs to: the subject of the reporting verb above it, else who speaks here."""
        node = token
        for _ in range(_DEEP):
            head = node.head
            if head == node:
                break
            if node.dep_ not in SUBJECTS and head.lower_ in words_of("voices", "reporting"):
                reported = self.parties(subjects(head))
                if reported:
                    return reported[0]
            node = head
        return self.actors.speaker(self.sentence)

    def parties(self, heads: Sequence[Token]) -> tuple[Party, ...]:
        """The actors that these noun phrases name, mean or list; a document stands for its author."""
        found: list[Party] = []
        for head in heads:
            for party in self._of(head):
                if party not in found:
                    found.append(party)
        return tuple(found)

    def _of(self, head: Token) -> tuple[Party, ...]:
        listed = self._listed(head)
        if listed:
            return listed
        if head.lower_ in words_of("voices", "documents"):
            return (self.actors.speaker(self.sentence),)
        parties = self.actors.parties(self.sentence, head, "Organization")
        return tuple(p for p in parties if p.entity is not None or self._is_actor(head))

    def _is_actor(self, head: Token) -> bool:
        return head.lower_ in words_of("voices", "actors")

    def _listed(self, head: Token) -> tuple[Party, ...]:
        """"leaders …, including A, B and C": A, B and C."""
        if not self._is_actor(head):
            return ()
        for child in children(head, "nmod", "obl", "acl", "appos"):
            if any(c.lower_ in LISTING for c in child.lefts):
                named = self.actors.parties(self.sentence, child, "Organization")
                if named and all(p.entity is not None for p in named):
                    return named
        return ()
