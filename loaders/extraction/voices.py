"""Who takes a stand or asks: the parties behind a word of a sentence, reported speech included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import (
    SUBJECTS,
    after,
    children,
    has_marker,
    is_passive,
    is_verb,
    modal_of,
    possessor,
    subjects,
)
from loaders.extraction.wordlists import words_of
from ontology.facts import Party

ANYBODY = frozenset(
    {"all", "anyone", "everybody", "everyone", "many", "nobody", "none", "one", "some", "who"}
)
NOT_REPORTED = SUBJECTS | {"aux", "aux:pass", "cop", "advmod", "mark", "compound:prt"}
CLAIMING = frozenset({"claim", "claims", "claimed", "claiming"})
"""Said of what is one's own, as in "claimed responsibility for", the words for it are not the claimer's."""
QUOTES = frozenset('"“”')
LISTING = "including"
_DEEP = 12


@dataclass(frozen=True, slots=True)
class Voices:
    """Resolves the words of one sentence to those who speak and act."""

    sentence: Sentence
    actors: Actors

    def speaker(self, token: Token) -> Party:
        """The first of those who say what `token` belongs to, if they are known, else who speaks here."""
        return next(iter(self.speakers(token)), None) or self.narrator()

    def speakers(self, token: Token) -> tuple[Party, ...]:
        """Who says what `token` belongs to: the subjects of the reporting verb above it, else who speaks here.

        Nobody where it is reported of something that is no actor ("half of those asked believe that …").
        """
        node = token
        for _ in range(_DEEP):
            head = node.head
            if head == node:
                break
            claimed = node.dep_ == "obj" and head.lower_ in CLAIMING
            if node.dep_ not in NOT_REPORTED and not claimed and _reports(head):
                reported = self._reporting(head)
                unknown = (s for s in subjects(head) if s.lower_ not in ANYBODY)
                if reported or (is_verb(head) and any(s.tag_.startswith(("NN", "CD")) for s in unknown)):
                    return reported
            node = head
        return (self.narrator(),)

    def cited(self, token: Token) -> tuple[Party, ...]:
        """Who is told to say the same as the speaker: "As the Minister has stressed, …"."""
        clauses = (token, *token.ancestors)
        telling = (child for clause in clauses for child in clause.lefts if _tells_the_same(child))
        return next((self._reporting(verb) for verb in telling), ())

    def _reporting(self, verb: Token) -> tuple[Party, ...]:
        """The subjects of a verb that reports what somebody says."""
        return self.parties([s for s in subjects(verb) if s.lower_ not in ANYBODY])

    def narrator(self) -> Party:
        """Who speaks here; outside of quotations the publisher, where "we" means the body it publishes for."""
        party, issuers = self.actors.speaker(self.sentence), self.actors.issuers
        if not issuers or party.entity in (None, *issuers) or self.sentence.block.kind == "quotation":
            return party
        kinds = {entity.id: entity for entity in self.actors.entities}
        speaker, issuer = kinds.get(party.entity or ""), kinds.get(issuers[0])
        if (
            speaker is None
            or issuer is None
            or speaker.kind == "Official"
            or QUOTES & set(self.sentence.tokens.text)
        ):
            return party
        return Party(issuer.name, issuer.id)

    def parties(self, heads: Sequence[Token]) -> tuple[Party, ...]:
        """The actors that these noun phrases name, mean or list; a document stands for its author."""
        found: list[Party] = []
        for head in heads:
            for party in self._of(head):
                if party not in found:
                    found.append(party)
        return tuple(found)

    def _of(self, head: Token) -> tuple[Party, ...]:
        if head.lower_ in words_of("voices", "documents"):
            return self._authors(head) or (self.actors.speaker(self.sentence),)
        listed = self._listed(head) if self._is_actor(head) else ()
        if listed:
            return listed
        parties = self.actors.parties(self.sentence, head, "Organization")
        if len(parties) == 1 and (parties[0].entity or "").startswith("location/"):
            parties = (self.actors.speaking(self.sentence, head),)
        own = self._is_actor(head)
        return tuple(
            party
            for place, party in enumerate(parties)
            if party.entity is not None or (own and place == 0) or _names_actors(party.words)
        )

    def _authors(self, document: Token) -> tuple[Party, ...]:
        """Whose a document is told to be: "the statements by the ministers", "the Council's resolution"."""
        owner = possessor(document)
        by = owner if owner is not None else after(document, {"by"}, reach=1)
        if by is None or by.lower_ in {"its", "our", "my"}:
            return ()
        return tuple(party for party in self.parties([by]) if party.entity is not None)

    def _is_actor(self, head: Token) -> bool:
        people = head.text[0].isupper() and head.text.endswith("s") and head.i > head.sent.start
        return head.lower_ in words_of("voices", "actors") or head.tag_ == "NNPS" or people

    def _listed(self, head: Token) -> tuple[Party, ...]:
        """ "leaders …, including A, B and C, condemned": A, B and C."""
        between = head.doc[
            head.i + 1 : min(head.head.i if head.head.i > head.i else head.sent.end, head.sent.end)
        ]
        opening = next((t for t in between if t.lower_ == LISTING), None)
        if opening is None:
            return ()
        span = self.sentence.locate([opening, between[-1]])
        inside = [
            (mention.start, entity)
            for entity in self.actors.entities
            if entity.kind != "Location"
            for mention in entity.mentions
            if span.start <= mention.start and mention.end <= span.end
        ]
        return tuple(
            dict.fromkeys(
                Party(entity.name, entity.id) for _, entity in sorted(inside, key=lambda pair: pair[0])
            )
        )


def _reports(verb: Token) -> bool:
    """Whether a verb tells what its subject says, not what it should say ("they should stress that …")."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    asked = {modal_of(verb), modal_of(above)} & {"must", "should", "ought"}
    return verb.lower_ in words_of("voices", "reporting") and not asked and not is_passive(verb)


def _tells_the_same(clause: Token) -> bool:
    """Whether a clause is like "as the Minister has stressed"."""
    opened = clause.dep_ == "advcl" and has_marker(clause, {"as"})
    return opened and _reports(clause) and not children(clause, "obj", "ccomp")


def _names_actors(words: str) -> bool:
    """Whether a plain phrase is headed by a word for people or bodies: the last one before "of", "that", "in" …"""
    head = ""
    for word in words.lower().split():
        if word in PHRASE_ENDS:
            break
        head = word
    return head in words_of("voices", "actors")


PHRASE_ENDS = frozenset({"of", "that", "which", "who", "in", "from", "to", "for", "with", "on", "at", "and"})
