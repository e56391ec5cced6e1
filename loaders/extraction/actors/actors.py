"""Who a phrase means: the entities of a statement and the resolution of names, pronouns and descriptions to them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from loaders.extraction.actors.antecedents import plural_subject
from loaders.extraction.actors.clusters import Cluster
from loaders.extraction.actors.coreference import (
    FIRST_PERSON,
    SECOND_PERSON,
    SEVERAL,
    THIRD_PERSON,
    Coreference,
    Named,
    is_definite,
)
from loaders.extraction.actors.issuer import find_issuers, name_issuers
from loaders.extraction.actors.linking import link
from loaders.extraction.actors.speakers import find_speakers
from loaders.extraction.actors.together import Together
from loaders.extraction.inflection import verb_forms
from loaders.extraction.naming.recognition import find_mentions
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.syntax import NOMINAL_SUBJECTS, conjuncts, phrase
from loaders.extraction.words import actor_words
from loaders.register.entries import entity_id
from loaders.register.register import Register
from ontology.facts import Entity, EntityId, EntityKind, Found, Party

GOVERNED = frozenset({"government", "country", "administration", "nation", "regime"})
Place = tuple[int, int]
"""A token: the start of its block, and its number in it."""


RELEASING = verb_forms("release") | verb_forms("issue")
"""What several may do together, the issuer among them: of "X, Y and Z released this statement" it speaks."""


class Actors:
    """The entities of one statement; what rules ask of entity recognition and coreference."""

    def __init__(self, parsed: ParsedDocument, clusters: Sequence[Cluster], register: Register) -> None:
        name_issuers(parsed.document.issuers, clusters)
        self._register = register
        self._by_id: dict[EntityId, Entity] = {cluster.id: cluster.entity() for cluster in clusters}
        pairs = sorted(
            ((m, self._by_id[c.id], c) for c in clusters for m in c.mentions),
            key=lambda pair: pair[0].span.start,
        )
        self._at: dict[Place, Entity] = {}
        for mention, entity, _ in sorted(pairs, key=lambda pair: -len(pair[0].whole)):
            for token in mention.whole:
                self._at[mention.sentence.block.start, token.i] = entity
        for mention, entity, _ in pairs:
            self._at[mention.sentence.block.start, mention.head.i] = entity
        self._coreference = Coreference(
            [Named(m, e, c.entry.type if c.entry else "organization") for m, e, c in pairs]
        )
        self._together = Together(self._coreference.by_sentence)
        self._issuance = find_issuers(parsed, [(m, c) for m, _, c in pairs], register)
        for entity in self._issuance.entities:
            self._by_id.setdefault(entity.id, entity)
        self._speakers: dict[int, Party] = {}
        self._speakers = find_speakers(parsed, self.speaking)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity of the statement, in order of first mention; an issuer that the text doesn't name is last."""
        return tuple(self._by_id.values())

    @property
    def issuers(self) -> tuple[EntityId, ...]:
        """Who publishes the statement."""
        return self._issuance.issuers

    def party(self, sentence: Sentence, head: Token, kind: EntityKind | None = None) -> Party:
        """The noun phrase headed by `head`: its words, and the entity it names or refers to, if any.

        Resolves names, demonym phrases ("Israeli forces"), pronouns ("we" = the issuer, "they") and definite
        descriptions. `kind` says which of an Organization and a Location of one name is meant.
        """
        words = phrase(head, drop=[child for child in head.rights if child.dep_ == "conj"])
        if head.lower_ in SEVERAL and (antecedent := plural_subject(sentence, head)) is not None:
            return self.party(sentence, antecedent, kind)
        entity = self._entity(sentence, head)
        if entity is not None and kind is not None and entity.kind != kind:
            entity = self._of_kind(entity, kind)
        return Party(self._quote(sentence, words), entity.id if entity else None)

    def parties(self, sentence: Sentence, head: Token, kind: EntityKind | None = None) -> tuple[Party, ...]:
        """Like `party`, with the conjuncts of `head` ("Russia and Belarus") each as a party of its own."""
        several = self._several(sentence, head)
        if several:
            return tuple(Party(entity.name, entity.id) for entity in several)
        if head.lower_ in SEVERAL and (antecedent := plural_subject(sentence, head)) is not None:
            return self.parties(sentence, antecedent, kind)
        heads = _governed(head) or conjuncts(head)
        return tuple(self.party(sentence, token, kind) for token in heads)

    def _several(self, sentence: Sentence, head: Token) -> tuple[Entity, ...]:
        """The two that "both sides" means; the persons named together, or meant by "the Senators" or "they"."""
        if head.lower_ in SEVERAL:
            return self._together.they(sentence, head) if head.dep_ in NOMINAL_SUBJECTS else ()
        return (
            self._together.described(sentence, head)
            or self._coreference.both(sentence, head)
            or self._together.joined(sentence, head)
        )

    def state_meant_by(self, adjective: str) -> EntityId | None:
        """Israel, of "an Israeli raid", or its army: whichever the statement names."""
        state = self._register.state_of(adjective)
        army = self._register.army(state.id) if state else None
        return next((entry.id for entry in (state, army) if entry and entry.id in self._by_id), None)

    def speaker(self, sentence: Sentence) -> Party:
        """Who speaks in this sentence: the quoted speaker in a quotation, the issuer elsewhere."""
        party = self._speakers.get(sentence.index)
        if party is not None:
            return party
        voice = self._by_id.get(self._issuance.voice or "") or next(
            (self._by_id[id] for id in self.issuers if id in self._by_id), None
        )
        return Party(voice.name if voice else "", voice.id if voice else None)

    def _entity(self, sentence: Sentence, head: Token) -> Entity | None:
        """By its name, as a pronoun, by the organization named before "terrorists", as "the group"."""
        named = self._at.get((sentence.block.start, head.i))
        if named is not None:
            return named
        if head.lower_ in FIRST_PERSON:
            id = self.speaker(sentence).entity
            return self._by_id.get(id) if id else None
        if head.lower_ in SECOND_PERSON:
            return self._coreference.addressee(sentence)
        if head.lower_ in THIRD_PERSON:
            quoted = self._speakers.get(sentence.index)
            return self._coreference.pronoun(sentence, head, quoted.entity if quoted else None)
        if head.lemma_.lower() in GOVERNED:
            owners = {child.lower_ for child in head.lefts}
            if owners & SECOND_PERSON:
                return self._government_of(self._coreference.addressee(sentence))
            if his := [child for child in head.lefts if child.lower_ in {"his", "her", "its"}]:
                return self._government_of(self._entity(sentence, his[0]))
            if owners & FIRST_PERSON:
                return self._state_of(self.speaker(sentence).entity)
        if (
            head.tag_ == "NNS"
            and head.lemma_.lower() in actor_words().describing_persons
            and is_definite(head)
        ):
            return self._issuing_official()
        return self._owner(sentence, head) or self._coreference.description(sentence, head)

    def _owner(self, sentence: Sentence, head: Token) -> Entity | None:
        """Hamas, of "Hamas terrorists"."""
        if head.lower_ not in actor_words().member_nouns:
            return None
        for child in head.lefts:
            found = self._at.get((sentence.block.start, child.i))
            if child.dep_ in {"compound", "amod"} and found and found.kind == "Organization":
                return found
        return None

    def _government_of(self, addressee: Entity | None) -> Entity | None:
        """Iraq, of "your government" to its Prime Minister."""
        if addressee is None or addressee.kind == "Organization":
            return addressee
        named = self._by_id.get(addressee.organization or "")
        return named or self._state_of(addressee.id)

    def _state_of(self, speaker: EntityId | None) -> Entity | None:
        """The state that "our country" means: the speaker itself, or the one it belongs to."""
        entry, named = self._register.get(speaker or ""), self._by_id.get(speaker or "")
        body = self._register.get((named and named.organization) or (entry and entry.organization) or "")
        country = (entry and entry.country) or (body and body.country)
        state = self._register.state_in(country) if country else None
        if state is None:
            return None
        return self._by_id.get(state.id) or Entity(
            state.id, state.name, state.kind, (), Found("register", 1.0)
        )

    def _issuing_official(self) -> Entity | None:
        """The issuer, when "the Senators" of a joint letter act."""
        issuer = self._by_id.get(self._issuance.issuers[0]) if self._issuance.issuers else None
        return issuer if issuer is not None and issuer.kind == "Official" else None

    def _of_kind(self, entity: Entity, kind: EntityKind) -> Entity | None:
        """The same name as the other kind: Israel the place for Israel the state."""
        other = self._by_id.get(entity_id(kind, entity.id.partition("/")[2]))
        if other is not None:
            return other
        return entity

    def _quote(self, sentence: Sentence, words: list[Token]) -> str:
        span = sentence.locate(words)
        start = sentence.block.start
        return sentence.block.text[span.start - start : span.end - start]

    def speaking(self, sentence: Sentence, subject: Token) -> Party:
        """Who speaks where the parse made this noun the subject; of a dateline or a committee the issuer beside it.

        "Oslo – Senator Roe, of the Subcommittee on Trade, released this": Senator Roe.
        """
        party = self.party(sentence, subject)
        alone = subject.head.lower_ not in RELEASING
        if party.entity is None or (alone and party.entity.startswith("official/")):
            return party
        issuer, span = self._issuing_official(), sentence.span
        if issuer is not None and any(span.start <= m.start and m.end <= span.end for m in issuer.mentions):
            return Party(issuer.name, issuer.id)
        return Party("", None) if party.entity.startswith("location/") else party


def _governed(head: Token) -> list[Token]:
    """The countries of "the governments of Kosovo and Serbia", where there are several."""
    if head.lower_ not in {"governments", "authorities", "leaders"}:
        return []
    owners = [child for child in head.rights if child.dep_ == "nmod" and child.pos_ in {"PROPN", ""}]
    return (
        [token for owner in owners for token in conjuncts(owner)]
        if owners and len(conjuncts(owners[0])) > 1
        else []
    )


def find_actors(parsed: ParsedDocument, register: Register) -> Actors:
    """Every actor and place of a parsed statement."""
    return Actors(parsed, link(find_mentions(parsed, register), register, parsed.document), register)
