"""The mentions of one entity while they are gathered, and all of those of a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.extraction.naming.mentions import Mention
from loaders.register.entries import Entry, entity_id, fold
from loaders.register.register import Register
from ontology.facts import Document, Entity, EntityId, EntityKind, Term

SENATE, HOUSE = "organization/united-states-senate", "organization/united-states-house-of-representatives"
UNITED_STATES, UNITED_NATIONS = "organization/united-states", "organization/united-nations"


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity while they are gathered."""

    kind: EntityKind
    name: str
    entry: Entry | None
    score: float = 1.0
    mentions: list[Mention] = field(default_factory=list)
    office: str | None = None
    organization: EntityId | None = None
    past: bool = False
    """Whether the office is told as held no more."""

    @property
    def id(self) -> EntityId:
        """The register's id, or one made of the name."""
        return self.entry.id if self.entry else entity_id(self.kind, self.name)

    def entity(self) -> Entity:
        """The entity, mentions in order."""
        first = max((mention.name.found for mention in self.mentions), key=lambda found: found.confidence)
        return Entity(
            id=self.id,
            name=self.name,
            kind=self.kind,
            mentions=tuple(sorted((m.span for m in self.mentions), key=lambda span: (span.start, span.end))),
            found=first,
            provisional=self.entry is None,
            link_score=self.score if self.entry else 0.0,
            office=self.office,
            organization=self.organization,
            term=Term(over=self.past),
        )


class Clusters:
    """The clusters of one statement in the order in which they were made.

    `issuers` are those that the register knows, `home` is the country (ISO 3166) that they belong to, where known;
    `issued` is the statement's date.
    """

    def __init__(self, register: Register, document: Document) -> None:
        self.issuers = [
            entry for name in document.issuers for entry in register.named(name.removeprefix("The "))
        ]
        self.home = next((entry.country for entry in self.issuers if entry.country), None)
        self.issued = document.issued
        self._all: list[Cluster] = []
        self._by_key: dict[tuple[EntityKind, str], Cluster] = {}

    def __iter__(self) -> Iterator[Cluster]:
        return iter(self._all)

    def __reversed__(self) -> Iterator[Cluster]:
        return reversed(self._all)

    @property
    def ids(self) -> set[EntityId]:
        """Whoever is named so far."""
        return {cluster.id for cluster in self._all}

    @property
    def countries(self) -> set[str]:
        """The countries of whoever is named so far."""
        return {c.entry.country for c in self._all if c.entry and c.entry.country}

    @property
    def are_american(self) -> bool:
        """Whether the statement comes from the United States: by its issuer, or by members of Congress in it."""
        return self.home == "US" or any(c.organization in (SENATE, HOUSE) for c in self._all)

    def of(self, kind: EntityKind, name: str, entry: Entry | None = None, score: float = 1.0) -> Cluster:
        """The cluster of this entry or name; a new one where there is none."""
        key = (kind, entry.id if entry else fold(name).casefold())
        if key not in self._by_key:
            self._by_key[key] = Cluster(kind, name, entry, score)
            self._all.append(self._by_key[key])
        return self._by_key[key]

    def join(self, part: Cluster, whole: Cluster) -> None:
        """Puts the mentions of one cluster to another."""
        whole.mentions.extend(part.mentions)
        self._all.remove(part)

    def likeliest(self, entries: Sequence[Entry]) -> Entry:
        """Whoever the text names already, else whose country it names, else the first."""
        ids, countries = self.ids, self.countries
        near = [entry for entry in entries if entry.id in ids] or [
            e for e in entries if e.country in countries
        ]
        return (near or entries)[0]
