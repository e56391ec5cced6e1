"""Who publishes a statement: by its source, its title, or its first sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction.linking import Cluster
from loaders.extraction.mentions import Mention
from loaders.extraction.sentences import ParsedDocument
from loaders.register.entries import entity_id, fold
from loaders.register.register import Register
from ontology.facts import Entity, EntityId, EntityKind, Found

Named = Sequence[tuple[Mention, Cluster]]
SOURCE = Found("named by the source", 1.0)
ANNOUNCING = frozenset({"by", "from", "of"})
REPORTING = frozenset({"readout", "background", "memorandum", "fact"})
SPEAKING = frozenset(
    {"statement", "remarks", "statements", "address", "speech", "message", "letter", "joint", "testimony"}
)
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
        entities = tuple(_entity(name, named, register) for name in parsed.document.issuers)
        voice = entities[0].id
        if authors and voice in MOUTHPIECES:
            voice = authors[0].id
        return Issuance(tuple(e.id for e in entities), MOUTHPIECES.get(voice, voice), entities)
    authors = authors or _opening_speaker(named)
    return Issuance(tuple(dict.fromkeys(a.id for a in authors)), authors[0].id if authors else None, ())


def name_issuers(issuers: Sequence[str], clusters: Sequence[Cluster]) -> None:
    """Gives officials whom the text calls by surname alone the full name that the source tells."""
    for name in issuers:
        words = fold(name).casefold().split()
        for cluster in clusters:
            known = fold(cluster.name).casefold().split()
            if (
                cluster.kind == "Official"
                and not cluster.entry
                and len(known) < len(words)
                and words[-len(known) :] == known
            ):
                cluster.name = name


def _entity(name: str, named: Named, register: Register) -> Entity:
    """The entity of a name that the source gives: one of the text, of the register, or a new one."""
    words = fold(name).casefold().removeprefix("the ").split()
    for _, cluster in named:
        if cluster.kind == "Location":
            continue
        if fold(cluster.name).casefold().split() == words:
            return cluster.entity()
    known = [entry for entry in register.named(name.removeprefix("The ")) if entry.kind != "Location"]
    if known:
        return Entity(known[0].id, known[0].name, known[0].kind, (), SOURCE)
    kind: EntityKind = "Organization"
    return Entity(entity_id(kind, name), name, kind, (), SOURCE, provisional=True, link_score=0.0)


def _named_author(named: Named) -> list[Cluster]:
    """Those whom the title names as speaking: "Statement by X", "X and Y Condemn …", "X Statement on …"."""
    title = [pair for pair in named if pair[0].sentence.block.kind == "title"]
    for mention, cluster in title:
        before = [token.lower_ for token in mention.whole.doc[: mention.whole.start]]
        if before and before[0] in REPORTING:
            return []
        if before and before[-1] in ANNOUNCING | {"the"} and SPEAKING & set(before):
            return [cluster, *_coordinated(mention, title)]
        if not before or before == ["the"]:
            return [cluster, *_coordinated(mention, title)] if cluster.kind != "Location" else []
    return []


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
    for mention, cluster in named:
        if mention.sentence.block.kind in ("title", "heading", "quotation"):
            continue
        if cluster.kind != "Location" and mention.head.dep_ in {"nsubj", "nsubj:pass", "ROOT"}:
            return [cluster]
        if mention.sentence.index > 4:
            break
    return []
