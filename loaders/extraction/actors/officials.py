"""Which person a name, a surname or an office means: one named before, one of the register, or somebody new."""

from __future__ import annotations

from loaders.extraction.actors.clusters import HOUSE, SENATE, UNITED_NATIONS, UNITED_STATES, Cluster, Clusters
from loaders.extraction.naming.mentions import Mention
from loaders.extraction.naming.vocabulary import SUFFIXES
from loaders.register.entries import Entry, fold
from loaders.register.register import Register
from ontology.facts import EntityId

TITLE_SCORE, INCUMBENT_SCORE = 0.9, 0.8
AMERICAN_OFFICES = frozenset({"President", "Vice President", "Secretary of State", "Secretary of Defense"})
"""Offices that an American statement means of its own country when it names no other."""
INCUMBENTS = {"President": UNITED_STATES, "Secretary-General": UNITED_NATIONS}
"""Offices that mean one person on the day of a statement; a president, where it comes from the United States."""
INAUGURATION = (1, 20)
"""Month and day on which presidents of the United States follow each other."""
CHAMBERS = {
    "Senator": SENATE,
    "Representative": HOUSE,
    "Congressman": HOUSE,
    "Congresswoman": HOUSE,
    "Congressmember": HOUSE,
}


def name_words(mention: Mention) -> list[str]:
    """The words of the bare name, folded, without suffixes such as "Jr."."""
    words = fold(mention.name.tokens.text).replace(",", " ").replace('"', " ").split()
    return [word for word in words if word not in SUFFIXES]


class Officials:
    """Links persons within one statement."""

    def __init__(self, register: Register, clusters: Clusters) -> None:
        self.register = register
        self.clusters = clusters

    def link(self, mention: Mention) -> Cluster:
        """The person whom a mention names, told of the name, office and organization that it adds."""
        cluster = self._person(mention)
        if mention.title and mention.title.office and cluster.office is None:
            cluster.office = mention.title.office
            cluster.past = mention.title.past
        bare = " ".join(mention.name.tokens.text.split())
        fuller = len(bare) > len(cluster.name) and mention.name.found.rule != "office alone"
        if cluster.entry is None and fuller:
            cluster.name = bare
        if cluster.organization is None:
            cluster.organization = self._organization(mention, cluster)
        return cluster

    def _person(self, mention: Mention) -> Cluster:
        words = name_words(mention)
        name = " ".join(mention.name.tokens.text.split())
        if mention.name.found.rule == "office alone":
            return self._holder(name) or self._incumbent(name) or self.clusters.of("Official", name)
        if known := [e for e in (*mention.name.entries, *self.register.named(name)) if e.kind == "Official"]:
            entry = self.clusters.likeliest(known)
            return self.clusters.of("Official", entry.name, entry)
        if same := self._same_person(words):
            return same
        if entry_by_title := self._by_title(words, mention):
            return self.clusters.of("Official", entry_by_title.name, entry_by_title, TITLE_SCORE)
        return self.clusters.of("Official", name)

    def _same_person(self, words: list[str]) -> Cluster | None:
        """Whoever of the text has this surname, and a first name that does not contradict."""
        first_named = None
        for cluster in reversed(self.clusters):
            names = [name_words(mention) for mention in cluster.mentions if cluster.kind == "Official"]
            if cluster.entry and names:
                names.append(fold(cluster.name).split())
            if any(_agree(words, name) for name in names):
                return cluster
            if first_named is None and any(_is_first_name(words, name) for name in names):
                first_named = cluster
        return first_named

    def _holder(self, office: str) -> Cluster | None:
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
        if self.clusters.are_american and bare in AMERICAN_OFFICES:
            return own[-1] if own else None
        return (own or holders)[-1] if holders else None

    def _incumbent(self, office: str) -> Cluster | None:
        """Who, by the register, held on the day of the statement an office that needs no name."""
        body, issued = INCUMBENTS.get(office), self.clusters.issued
        if body is None or issued is None or (body == UNITED_STATES and not self.clusters.are_american):
            return None
        if any(c.office == office for c in self.clusters if c.kind == "Official"):
            return None
        year = issued.year - (body == UNITED_STATES and (issued.month, issued.day) < INAUGURATION)
        held = [e for e in self.register.holders(body, office) if (e.since or 0) <= year <= (e.until or 9999)]
        if not held:
            return None
        entry = max(held, key=lambda e: (year < (e.until or 9999), e.since or 0))
        return self.clusters.of("Official", entry.name, entry, INCUMBENT_SCORE)

    def _without_place(self, office: str) -> tuple[str, str]:
        """The place before an office and the office: ("Israeli", "Prime Minister")."""
        words = office.split()
        for width in (2, 1):
            place = " ".join(words[:width])
            if len(words) > width and (self.register.state_of(place) or self.register.named(place)):
                return place, " ".join(words[width:])
        return "", office

    def _by_title(self, words: list[str], mention: Mention) -> Entry | None:
        """The register's official of this surname and office; where there are several, of the statement's year."""
        if not words:
            return None
        surname, initial = words[-1], words[0][0] if len(words) > 1 else ""
        office = (mention.title.office or "") if mention.title else ""
        found = [
            e for e in self.register.surnamed(surname) if office and _offices_agree(office, e.office or "")
        ]
        found = [e for e in found if fold(e.name).startswith(initial)]
        year = self.clusters.issued.year if self.clusters.issued else None
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


def _agree(words: list[str], other: list[str]) -> bool:
    """Whether two names may be one person's: "B. Roe Doe" and "Doe" agree with "Bonnie Roe Doe", "Tim Doe" does not."""
    if not words or not other or words[-1].casefold() != other[-1].casefold():
        return False
    if len(words) == 1 or len(other) == 1:
        return True
    short, long = sorted((words, other), key=len)
    if short == long[-len(short) :]:
        return True
    a, b = words[0].casefold(), other[0].casefold()
    return a == b or (
        a[0] == b[0] and (len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1 or a.startswith(b[:3]))
    )


def _is_first_name(words: list[str], other: list[str]) -> bool:
    """Whether one word is a part of somebody's name, but not the last: "Aung" of "Aung San Suu Kyi"."""
    return len(words) == 1 and len(other) > 1 and words[0] in other


def _offices_agree(told: str, known: str) -> bool:
    a, b = told.casefold(), known.casefold()
    return bool(b) and (a == b or a in b or b in a)
