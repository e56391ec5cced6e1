"""Who a phrase means: the entities of a statement and the resolution of names, pronouns and descriptions to them."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Token

from loaders.extraction.sentences import Sentence
from ontology.facts import Entity, EntityId, EntityKind, Party


class Actors(Protocol):
    """What rules ask of entity recognition and coreference."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity of the statement, in order of first mention."""

    @property
    def issuers(self) -> tuple[EntityId, ...]:
        """Who publishes the statement."""

    def party(self, sentence: Sentence, head: Token, kind: EntityKind | None = None) -> Party:
        """The noun phrase headed by `head`: its words, and the entity it names or refers to, if any.

        Resolves names, demonym phrases ("Israeli forces"), pronouns ("we" = the issuer, "they") and definite
        descriptions. `kind` says which of an Organization and a Location of one name is meant.
        """

    def parties(self, sentence: Sentence, head: Token, kind: EntityKind | None = None) -> tuple[Party, ...]:
        """Like `party`, with the conjuncts of `head` ("Russia and Belarus") each as a party of its own."""

    def speaker(self, sentence: Sentence) -> Party:
        """Who speaks in this sentence: the quoted speaker in a quotation, the issuer elsewhere."""
