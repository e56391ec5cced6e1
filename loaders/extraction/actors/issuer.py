"""Who publishes a statement: by its source, its title, or its first sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors.clusters import Cluster
from loaders.extraction.naming.mentions import Mention
from loaders.extraction.sentences import ParsedDocument
from loaders.extraction.words import actor_words
from loaders.register.entries import entity_id, fold
from loaders.register.register import Register
from ontology.facts import Entity, EntityId, EntityKind, Found

Named = Sequence[tuple[Mention, Cluster]]
SOURCE = Found("named by the source", 1.0)
ANNOUNCING = frozenset({"by", "from", "of"})
PERSONAL = frozenset("I my My Congressman Congresswoman Representative Rep. Rep Senator Sen. Sen".split())
"""Words of statements by persons; organizations say "we"."""
REPORTING = frozenset({"readout", "background", "memorandum", "fact"})
SPEAKING = frozenset(
    {"statement", "remarks", "statements", "address", "speech", "message", "letter", "joint", "testimony"}
)
OPENING = 5
"""The number of the last sentence in which a statement's speaker may first be told."""
JOINTS = frozenset({",", "&"})
MOUTHPIECES = {"organization/white-house": "organization/united-states"}
"""Press offices, and for whom "we" speaks in what they publish."""


@dataclass(frozen=True, slots=True)
class Issuance:
    """The issuers; the entity that "I" and "we" mean; and issuers' entities, for those that the text doesn't name."""

    issuers: tuple[EntityId, ...]
    voice: EntityId | None
    entities: tuple[Entity, ...]


def find_issuers(parsed: ParsedDocument, named: Named, register: Register) -> Issuance:
    """By the source if it tells; else those whom the title names as speaking; else who speaks first."""
    authors = _named_author(named)
    if parsed.document.issuers:
        entities = tuple(_entity(name, parsed, named, register) for name in parsed.document.issuers)
        voice = entities[0].id
        if authors and voice in MOUTHPIECES:
            voice = authors[0].id
        return Issuance(tuple(e.id for e in entities), MOUTHPIECES.get(voice, voice), entities)
    authors = authors or _opening_speaker(named)
    return Issuance(tuple(dict.fromkeys(a.id for a in authors)), authors[0].id if authors else None, ())


def name_issuers(issuers: Sequence[str], clusters: Sequence[Cluster]) -> None:
    """Gives officials whom the text calls by surname alone the full name that the source tells."""
    for name in issuers:
        cluster = _same_person(name, clusters)
        if cluster is not None and not cluster.entry and fold(name).endswith(" " + fold(cluster.name)):
            cluster.name = name


def _same_person(name: str, clusters: Sequence[Cluster]) -> Cluster | None:
    """The official of the text who may bear this name: "Greg Steube" for "W. Gregory Steube"."""
    words = [word for word in fold(name).replace('"', " ").split() if len(word.rstrip(".")) > 1]
    bearers = {
        c.name: c
        for c in clusters
        if c.kind == "Official" and words and fold(c.name).split()[-1] == words[-1]
    }
    if len(bearers) == 1:
        return next(iter(bearers.values()))
    for cluster in clusters:
        known = [word for word in fold(cluster.name).split() if len(word.rstrip(".")) > 1]
        if cluster.kind != "Official" or not known or not words or known[-1] != words[-1]:
            continue
        if (
            len(known) == 1
            or any(a[:3] == b[:3] for a in known[:-1] for b in words[:-1])
            or words[-len(known) :] == known
        ):
            return cluster
    return None


def _entity(name: str, parsed: ParsedDocument, named: Named, register: Register) -> Entity:
    """The entity of a name that the source gives: one of the text, of the register, or a new one."""
    words = fold(name).casefold().removeprefix("the ").split()
    for _, cluster in named:
        if cluster.kind != "Location" and fold(cluster.name).casefold().split() == words:
            return cluster.entity()
    person = _same_person(name, [cluster for _, cluster in named])
    if person is not None:
        return person.entity()
    known = [entry for entry in register.named(name.removeprefix("The ")) if entry.kind != "Location"]
    if known:
        return Entity(known[0].id, known[0].name, known[0].kind, (), SOURCE)
    kind: EntityKind = "Official" if _speaks_as_person(name, parsed) else "Organization"
    return Entity(entity_id(kind, name), name, kind, (), SOURCE, provisional=True, link_score=0.0)


def _speaks_as_person(name: str, parsed: ParsedDocument) -> bool:
    """Whether an issuer unknown to text and register is a person: a plain name, and "I" or "Rep." in the text."""
    words = name.replace('"', "").split()
    plain = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
    if not plain or actor_words().organization_nouns & set(words):
        return False
    return any(token.text in PERSONAL for sentence in parsed.sentences for token in sentence.tokens)


def _named_author(named: Named) -> list[Cluster]:
    """Those whom the title names as speaking: "Statement by X", "X and Y Condemn …", "X Statement on …"."""
    title = _outermost([pair for pair in named if pair[0].sentence.block.kind == "title"])
    for mention, cluster in title:
        before = [token.lower_ for token in mention.whole.doc[: mention.whole.start]]
        if before and before[0] in REPORTING:
            return []
        addressed = before[-2:] == ["to", "the"]
        if before and before[-1] in ANNOUNCING | {"the"} and SPEAKING & set(before) and not addressed:
            return [cluster, *_coordinated(mention, title)]
        if not before or before == ["the"]:
            return [cluster, *_coordinated(mention, title)] if _acts_in_headline(mention, cluster) else []
    return []


def _acts_in_headline(mention: Mention, cluster: Cluster) -> bool:
    """Whether who begins a headline does something there; "Ukraine" does not in "Ukraine Aid Cannot Wait"."""
    if cluster.kind != "Organization":
        return cluster.kind == "Official"
    following = mention.whole.doc[mention.whole.end : mention.whole.end + 1]
    joined = following.text in JOINTS or following.text in {"'s", "and"}
    return (
        joined or following.text in actor_words().headline_words or any(t.pos_ == "VERB" for t in following)
    )


def _outermost(named: Named) -> Named:
    """Without names inside another one's title: the "NSC" of "NSC Spokesperson Adrienne Watson"."""
    wholes = [(mention.whole.start, mention.whole.end) for mention, _ in named]
    return [
        (mention, cluster)
        for (mention, cluster), (start, end) in zip(named, wholes, strict=True)
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in wholes)
    ]


def _coordinated(first: Mention, title: Named) -> list[Cluster]:
    """The names that go on a list after the first."""
    found, end, doc = [], first.whole.end, first.whole.doc
    for mention, cluster in title:
        between = doc[end : mention.whole.start]
        if mention.whole.start >= end and all(token.lower_ in {",", "and", "&", "the"} for token in between):
            found.append(cluster)
            end = mention.whole.end
    return found


def _opening_speaker(named: Named) -> list[Cluster]:
    """The first who acts or is announced in the body: "Today, X released the following statement:"."""
    opening = [pair for pair in named if pair[0].sentence.index <= OPENING]
    for mention, cluster in _outermost(opening):
        if mention.sentence.block.kind in ("title", "heading", "quotation"):
            continue
        if cluster.kind != "Location" and _is_subject(mention.head):
            return [cluster]
    return []


def _is_subject(name: Token) -> bool:
    """Whether a name is a subject or the whole of a sentence; or stands in "Representatives Roe, Doe and Poe", one."""
    for _ in range(3):
        if name.dep_ in {"nsubj", "nsubj:pass", "ROOT"}:
            return True
        if name.dep_ not in {"flat", "appos", "compound", "list"} or name.head.i > name.i:
            return False
        name = name.head
    return False
