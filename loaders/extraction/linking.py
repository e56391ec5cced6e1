"""Puts mentions of one actor together and links them to the register, or makes a provisional entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.extraction.acting import acts_as_subject, building_or_body, state_or_place
from loaders.extraction.mentions import Mention
from loaders.register.entries import Entry, entity_id, fold
from loaders.register.register import Register
from ontology.facts import Document, Entity, EntityId, EntityKind

SURNAME_SCORE, TITLE_SCORE = 0.8, 0.9


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
        )


def link(mentions: Iterable[Mention], register: Register, document: Document) -> list[Cluster]:
    """One cluster for each entity, in order of first mention."""
    linker = _Linker(register, document)
    for mention in sorted(mentions, key=_is_short):
        if mention.name.found.rule == "short form":
            linker.add_short_form(mention)
        elif linker.is_out_of_place(mention):
            continue
        else:
            linker.add(mention)
    linker.merge_short_names()
    for cluster in linker.clusters:
        cluster.mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return sorted(linker.clusters, key=lambda cluster: cluster.mentions[0].span.start)


def _is_short(mention: Mention) -> bool:
    """Surnames and acronyms, which full names elsewhere explain."""
    name = mention.name
    if name.kind == "Official":
        return len(name_words(mention)) < 2 or name.found.rule == "office alone"
    if name.tokens.text == "Administration":
        return True
    return name.found.rule == "short form" or (len(name.tokens) == 1 and name.tokens.text.isupper())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def name_words(mention: Mention) -> list[str]:
    """The words of the bare name, folded, without suffixes such as "Jr."."""
    words = fold(mention.name.tokens.text).replace(",", " ").replace('"', " ").split()
    return [word for word in words if word not in {"Jr.", "Jr", "Sr.", "Sr", "II", "III"}]


class _Linker:
    def __init__(self, register: Register, document: Document) -> None:
        self.register = register
        self.issued = document.issued
        issuers = (entry for name in document.issuers for entry in register.named(name.removeprefix("The ")))
        self.home = next((entry.country for entry in issuers if entry.country), None)
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[EntityKind, str], Cluster] = {}
        self._by_initials: dict[str, Cluster] = {}

    def add(self, mention: Mention) -> None:
        cluster = self._official(mention) if mention.name.kind == "Official" else self._named(mention)
        cluster.mentions.append(mention)
        if cluster.kind == "Organization" and len(mention.name.tokens) > 1:
            self._by_initials.setdefault(_initials(mention.name.tokens.text), cluster)
        if mention.title and mention.title.office and cluster.office is None:
            cluster.office = mention.title.office
        if cluster.kind == "Official" and cluster.entry is None:
            bare = " ".join(mention.name.tokens.text.split())
            if len(bare) > len(cluster.name) and mention.name.found.rule != "office alone":
                cluster.name = bare
        if cluster.organization is None:
            cluster.organization = self._organization(mention, cluster)

    def is_out_of_place(self, mention: Mention) -> bool:
        """Whether a short name means something far away: an acronym ("IRA") or "the Administration" of another country.

        An acronym is so when it is that of a group or party of a country that the text does not name.
        """
        entries = mention.name.entries
        if mention.name.tokens.text == "Administration":
            return not self._is_american() and all(c.id != UNITED_STATES for c in self.clusters)
        if not entries or not mention.name.tokens.text.isupper() or self._spelled_out(mention):
            return False
        countries = {cluster.entry.country for cluster in self.clusters if cluster.entry} | {self.home}
        named = {cluster.id for cluster in self.clusters}
        return all(
            e.type in LOCAL and e.country and e.country not in countries and e.id not in named
            for e in entries
        )

    def add_short_form(self, mention: Mention) -> None:
        """Adds "the Assembly" to the last body named before whose name has the word; to none if there is none."""
        word, at = mention.name.tokens.text, mention.span.start
        bodies = [
            (m.span.start, c)
            for c in self.clusters
            if c.kind == "Organization"
            for m in c.mentions
            if word in c.name.split()
        ]
        before = [(start, cluster) for start, cluster in bodies if start < at]
        if before:
            max(before, key=lambda pair: pair[0])[1].mentions.append(mention)

    def merge_short_names(self) -> None:
        """Puts "Committee on Trade" to "OSCE Committee on Trade": a new name that ends a longer one in the text."""
        for short in [
            c for c in self.clusters if c.entry is None and c.kind == "Organization" and " " in c.name
        ]:
            longer = (c for c in self.clusters if c.kind == short.kind and c.name.endswith(" " + short.name))
            if (whole := next(longer, None)) is not None:
                whole.mentions.extend(short.mentions)
                self.clusters.remove(short)

    def _cluster(self, kind: EntityKind, name: str, entry: Entry | None, score: float = 1.0) -> Cluster:
        key = (kind, entry.id if entry else fold(name).casefold())
        if key not in self._by_key:
            self._by_key[key] = Cluster(kind, name, entry, score)
            self.clusters.append(self._by_key[key])
        return self._by_key[key]

    def _named(self, mention: Mention) -> Cluster:
        name = mention.name
        entries = name.entries
        if {"Organization", "Location"} <= {entry.kind for entry in entries}:
            is_building = any(entry.type == "building" for entry in entries)
            kind = building_or_body(name.tokens.root) if is_building else state_or_place(name.tokens)
            entries = tuple(entry for entry in entries if entry.kind == kind)
        entries = entries or self._without_state(name.canonical or name.tokens.text, name.kind)
        if short := self._spelled_out(mention):
            return short
        if entries:
            entry = self._likeliest(entries)
            if entry.type == "capital" and entry.parents and acts_as_subject(name.tokens.root):
                state = self.register.state_of(entry.name)
                entry = state or entry
            return self._cluster(entry.kind, entry.name, entry, 1.0 if len(entries) == 1 else 0.7)
        return self._cluster(name.kind, name.canonical or " ".join(name.tokens.text.split()), None)

    def _without_state(self, words: str, kind: EntityKind) -> tuple[Entry, ...]:
        """The State Department of "United States State Department", where only the state before it is new."""
        known = self.register.named(words)
        if found := tuple(entry for entry in known if entry.kind == kind):
            return found
        parts = words.split()
        for width in (3, 2, 1):
            state = self.register.state_of(" ".join(parts[:width])) if len(parts) > width + 1 else None
            if state is not None:
                known = self.register.named(" ".join(parts[width:]))
                return tuple(e for e in known if e.kind == kind and e.country == state.country)
        return ()

    def _spelled_out(self, mention: Mention) -> Cluster | None:
        """The body of the text whose initials an acronym is: "CPC" of "Congressional Progressive Caucus"."""
        letters = mention.name.tokens.text.replace(".", "")
        if not (letters.isupper() and 2 < len(letters) < 8) or mention.name.kind != "Organization":
            return None
        return self._by_initials.get(letters)

    def _likeliest(self, entries: tuple[Entry, ...]) -> Entry:
        """Whoever the text names already, or the first."""
        named = {cluster.id for cluster in self.clusters}
        countries = {
            cluster.entry.country for cluster in self.clusters if cluster.entry and cluster.entry.country
        }
        near = [entry for entry in entries if entry.id in named] or [
            e for e in entries if e.country in countries
        ]
        return (near or entries)[0]

    def _official(self, mention: Mention) -> Cluster:
        words = name_words(mention)
        name = " ".join(mention.name.tokens.text.split())
        if mention.name.found.rule == "office alone":
            return self._office_holder(name) or self._cluster("Official", name, None)
        if known := [e for e in (*mention.name.entries, *self.register.named(name)) if e.kind == "Official"]:
            entry = self._likeliest(tuple(known))
            return self._cluster("Official", entry.name, entry)
        if same := self._same_person(words):
            return same
        if entry_by_title := self._by_title(words, mention):
            return self._cluster("Official", entry_by_title.name, entry_by_title, TITLE_SCORE)
        return self._cluster("Official", name, None)

    def _same_person(self, words: list[str]) -> Cluster | None:
        """Whoever of the text has this surname, and a first name that does not contradict."""
        people = [cluster for cluster in self.clusters if cluster.kind == "Official"]
        for cluster in reversed(people):
            for other in cluster.mentions:
                if _agree(words, name_words(other)) or (
                    cluster.entry and _agree(words, fold(cluster.name).split())
                ):
                    return cluster
        return None

    def _office_holder(self, office: str) -> Cluster | None:
        """The person of the text who holds the office that is named alone."""
        bare, _, body = office.partition(" of ")
        place, bare = self._without_place(bare)
        body = body or place
        holders = [
            c
            for c in self.clusters
            if c.kind == "Official"
            and c.name != c.office
            and (c.office or "").casefold() in (bare.casefold(), office.casefold())
        ]
        if body:
            state = self.register.state_of(body.removeprefix("the "))
            of_state = [c for c in holders if state and c.organization == state.id]
            return next(iter(of_state or ([] if state else holders)), None)
        own = [c for c in holders if c.organization == UNITED_STATES]
        if self._is_american() and bare in AMERICAN_OFFICES:
            return own[-1] if own else None
        return (own or holders)[-1] if holders else None

    def _without_place(self, office: str) -> tuple[str, str]:
        """The place before an office and the office: ("Israeli", "Prime Minister")."""
        words = office.split()
        for width in (2, 1):
            place = " ".join(words[:width])
            if len(words) > width and (self.register.state_of(place) or self.register.named(place)):
                return place, " ".join(words[width:])
        return "", office

    def _is_american(self) -> bool:
        """Whether the statement comes from the United States: by its issuer, or by members of Congress in it."""
        return self.home == "US" or any(c.organization in (SENATE, HOUSE) for c in self.clusters)

    def _by_title(self, words: list[str], mention: Mention) -> Entry | None:
        """The register's official of this surname and office; where there are several, of the statement's year."""
        surname, initial = words[-1], words[0][0] if len(words) > 1 else ""
        office = (mention.title.office or "") if mention.title else ""
        found = [
            e for e in self.register.surnamed(surname) if office and _offices_agree(office, e.office or "")
        ]
        found = [e for e in found if fold(e.name).startswith(initial)]
        year = self.issued.year if self.issued else None
        if year is not None and len(found) > 1:
            found = [
                e for e in found if (e.since or 0) <= year + 1 and year - 1 <= (e.until or 9999)
            ] or found
        return found[0] if found else None

    def _organization(self, mention: Mention, cluster: Cluster) -> EntityId | None:
        body = mention.title.organization if mention.title else None
        if body:
            state = self.register.state_of(body)
            known = [entry for entry in self.register.named(body) if entry.kind == "Organization"]
            if state or known:
                return state.id if state else known[0].id
        if cluster.office in CHAMBERS:
            return CHAMBERS[cluster.office]
        return cluster.entry.organization if cluster.entry and cluster.office else None


LOCAL = frozenset({"armed group", "party", "company", "army", "organization", "media", "government"})
"""Types of organization whose acronyms mean them only where their country is spoken of."""
SENATE, HOUSE = "organization/united-states-senate", "organization/united-states-house-of-representatives"
UNITED_STATES = "organization/united-states"
AMERICAN_OFFICES = frozenset({"President", "Vice President", "Secretary of State", "Secretary of Defense"})
"""Offices that an American statement means of its own country when it names no other."""
CHAMBERS = {
    "Senator": SENATE,
    "Representative": HOUSE,
    "Congressman": HOUSE,
    "Congresswoman": HOUSE,
    "Congressmember": HOUSE,
}


def _agree(words: list[str], other: list[str]) -> bool:
    """Whether two names may be one person's: "B. Roe Doe" and "Doe" agree with "Bonnie Roe Doe", "Tim Doe" does not."""
    if not words or not other or words[-1].casefold() != other[-1].casefold():
        return len(words) == 1 and len(other) > 1 and words[0] in other
    if len(words) == 1 or len(other) == 1:
        return True
    short, long = sorted((words, other), key=len)
    if short == long[-len(short) :]:
        return True
    a, b = words[0].casefold(), other[0].casefold()
    return a == b or (
        a[0] == b[0] and (len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1 or a.startswith(b[:3]))
    )


def _offices_agree(told: str, known: str) -> bool:
    a, b = told.casefold(), known.casefold()
    return bool(b) and (a == b or a in b or b in a)
