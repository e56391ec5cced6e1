"""Who a phrase means: the entities of a statement and the resolution of names, pronouns and descriptions to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from loaders.extraction.antecedents import plural_subject
from loaders.extraction.coreference import (
    FIRST_PERSON,
    SECOND_PERSON,
    SEVERAL,
    THIRD_PERSON,
    Coreference,
    Named,
    is_definite,
)
from loaders.extraction.governments import find_governments
from loaders.extraction.issuer import find_issuers, name_issuers
from loaders.extraction.linking import Cluster, link
from loaders.extraction.mentions import Mention, Name
from loaders.extraction.names import find_names, without_overlaps
from loaders.extraction.offices import find_offices
from loaders.extraction.sentences import Block, ParsedDocument, Sentence
from loaders.extraction.shapes import find_short_forms
from loaders.extraction.speakers import find_speakers
from loaders.extraction.syntax import conjuncts, phrase
from loaders.extraction.titles import read_title
from loaders.extraction.vocabulary import Vocabulary, is_title
from loaders.extraction.words import actor_words
from loaders.register.entries import entity_id
from loaders.register.register import Register
from ontology.facts import Entity, EntityId, EntityKind, Party

GOVERNED = frozenset({"government", "country", "administration", "nation", "regime"})
Place = tuple[int, int]
"""A token: the start of its block, and its number in it."""


class Actors:
    """The entities of one statement; what rules ask of entity recognition and coreference."""

    def __init__(self, parsed: ParsedDocument, clusters: Sequence[Cluster], register: Register) -> None:
        name_issuers(parsed.document.issuers, clusters)
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
        self._issuance = find_issuers(parsed, [(m, c) for m, _, c in pairs], register)
        for entity in self._issuance.entities:
            self._by_id.setdefault(entity.id, entity)
        self._speakers: dict[int, Party] = {}
        self._speakers = find_speakers(parsed, self._subject_of)

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
        both = self._coreference.both(sentence, head)
        if both:
            return tuple(Party(entity.name, entity.id) for entity in both)
        if head.lower_ in SEVERAL and (antecedent := plural_subject(sentence, head)) is not None:
            return self.parties(sentence, antecedent, kind)
        heads = _governed(head) or conjuncts(head)
        return tuple(self.party(sentence, token, kind) for token in heads)

    def speaker(self, sentence: Sentence) -> Party:
        """Who speaks in this sentence: the quoted speaker in a quotation, the issuer elsewhere."""
        party = self._speakers.get(sentence.index)
        if party is not None:
            return party
        voice = self._by_id.get(self._issuance.voice) if self._issuance.voice else None
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
        if any(child.lower_ in SECOND_PERSON for child in head.lefts) and head.lemma_ in GOVERNED:
            return self._government_of(self._coreference.addressee(sentence))
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
        return self._by_id.get(addressee.organization or "")

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

    def _subject_of(self, sentence: Sentence, token: Token) -> Party:
        return self.party(sentence, token)


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
    return Actors(parsed, link(_mentions(parsed, register), register, parsed.document), register)


def _mentions(parsed: ParsedDocument, register: Register) -> list[Mention]:
    """The mentions of all blocks; headlines last, as what they name is told in the body."""
    by_block: dict[Block, list[Sentence]] = {}
    for sentence in parsed.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    common = frozenset(t.lower_ for s in parsed.sentences for t in s.tokens if t.text.islower())
    abbreviations = _abbreviations(parsed.document.text, register)
    named = [name.split() for name in parsed.document.issuers if not register.named(name)]
    issuers = frozenset(words[-1] for words in named if words[-1][0].isupper() and words[0].lower() != "the")
    vocabulary = Vocabulary(common, issuers, issuers, register.demonyms.words, abbreviations)
    found: list[Mention] = []
    for headline in (False, True):
        for block, sentences in by_block.items():
            if (block.kind in ("title", "heading")) == headline:
                more = list(_of_block(sentences, register, vocabulary, headline=headline))
                vocabulary = vocabulary.with_persons(m.name for m in more if _is_person(m.name))
                found.extend(more)
    return found


def _is_person(name: Name) -> bool:
    return name.kind == "Official" and name.found.rule != "office alone"


def _abbreviations(text: str, register: Register) -> frozenset[str]:
    """Those that brackets explain by words that name no organization: "Temporary Protected Status (TPS)"."""
    found = set()
    for match in re.finditer(r"((?:[\w'’-]+ ){1,8})\(([A-Z][A-Za-z]{1,7})\)", text):
        words = match[1].split()[-len(match[2]) - 1 :]
        if (
            not register.named(match[2])
            and not actor_words().organization_nouns & set(words)
            and not register.named(match[1])
        ):
            found.add(match[2])
    return frozenset(found)


def _of_block(
    sentences: Sequence[Sentence], register: Register, vocabulary: Vocabulary, *, headline: bool
) -> Iterator[Mention]:
    doc = sentences[0].tokens.doc
    text = doc.text
    names = find_names(doc, text, register, vocabulary, headline=headline)
    names = without_overlaps([*find_governments(doc, register), *names])
    mentions = list(_titled(names, sentences))
    inside = [mention.whole for mention in mentions if mention.title]
    offices = list(find_offices(doc, text, register, inside))
    mentions = [m for m in mentions if m.name.entries or not _within(m.name.tokens, offices)]
    taken = [m.whole for m in mentions]
    for mention in (*mentions, *_titled([*offices, *find_short_forms(doc, taken)], sentences)):
        if not _is_part_of_title(mention, inside):
            yield mention


def _within(tokens: SpacySpan, names: Sequence[Name]) -> bool:
    return any(name.tokens.start <= tokens.start and tokens.end <= name.tokens.end for name in names)


def _titled(names: Sequence[Name], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    people = frozenset(t.i for name in names if name.kind == "Official" for t in name.tokens)
    for name in names:
        sentence = next((s for s in sentences if s.tokens.start <= name.tokens.start < s.tokens.end), None)
        if sentence is None:
            continue
        title = read_title(name.tokens.doc, name.tokens, people) if _is_person(name) else None
        if title is not None and title.start < sentence.tokens.start:
            title = replace(title, start=name.tokens.start)
        yield Mention(sentence, name, title)


def _is_part_of_title(mention: Mention, titled: Sequence[object]) -> bool:
    """The "U.S." of "U.S. Senator": a state that only says whose official somebody is."""
    if mention.title or not mention.name.entries or mention.name.entries[0].type != "state":
        return False
    tokens = mention.name.tokens
    if (
        tokens.end < len(tokens.doc)
        and is_title(tokens.doc[tokens.end])
        and tokens.text.endswith(("S", "S."))
    ):
        return True
    return any(whole.start <= tokens.start and tokens.end <= whole.end for whole in titled)  # type: ignore[attr-defined]
