"""Puts mentions of one actor together and links them to the register, or makes a provisional entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from loaders.extraction.actors.acting import ACTOR, Footing, acts_as_subject, building_or_body, footing
from loaders.extraction.actors.clusters import UNITED_NATIONS, UNITED_STATES, Cluster, Clusters
from loaders.extraction.actors.officials import Officials, name_words
from loaders.extraction.naming.mentions import Mention, Name
from loaders.register.entries import Entry
from loaders.register.register import Register
from ontology.facts import Document, EntityId, EntityKind

LOCAL = frozenset({"armed group", "party", "company", "army", "organization", "media", "government"})
"""Types of organization whose acronyms mean them only where their country is spoken of."""
UNSURE_SCORE = 0.7
"""Of a link to the likeliest of several bearers of a name."""


def link(mentions: Iterable[Mention], register: Register, document: Document) -> list[Cluster]:
    """One cluster for each entity, in order of first mention."""
    mentions = list(mentions)
    linker = _Linker(register, document)
    linker.footings = _footings(mentions, linker.clusters.home)
    for mention in sorted(mentions, key=_is_short):
        if mention.name.found.rule == "short form":
            linker.add_short_form(mention)
        elif not linker.is_out_of_place(mention):
            linker.add(mention)
    linker.merge_short_names()
    for cluster in linker.clusters:
        cluster.mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return sorted(linker.clusters, key=lambda cluster: cluster.mentions[0].span.start)


def _footings(mentions: Iterable[Mention], home: str | None) -> dict[Name, Footing]:
    """What each bare name of a state means; one that leaves doubt means what the surer ones of that state mean.

    The issuer's own state, and the United States, acts rather than being a place.
    """
    of_states = [m.name for m in mentions if m.name.entries and m.name.entries[0].type == "state"]
    found = {name: footing(name.tokens) if name.is_of_state else ACTOR for name in of_states}
    surely: dict[EntityId, set[EntityKind]] = defaultdict(set)
    for name, each in found.items():
        if each.sure:
            surely[name.entries[0].id].add(each.kind)
    for name, each in found.items():
        kinds = surely[name.entries[0].id]
        if not each.sure and name.entries[0].country in (home, "US"):
            found[name] = ACTOR
        elif not each.sure and len(kinds) == 1:
            found[name] = Footing(next(iter(kinds)), sure=False)
    return found


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


def _is_state(cluster: Cluster) -> bool:
    return cluster.entry is not None and cluster.entry.type == "state"


def _last_before(place: int, clusters: Iterable[Cluster]) -> Cluster | None:
    """Whichever of these was named last before an offset of the document."""
    named = [(m.span.start, c) for c in clusters for m in c.mentions if m.span.start < place]
    return max(named, key=lambda pair: pair[0])[1] if named else None


class _Linker:
    def __init__(self, register: Register, document: Document) -> None:
        self.register = register
        self.footings: dict[Name, Footing] = {}
        self.clusters = Clusters(register, document)
        self.officials = Officials(register, self.clusters)
        self._by_initials: dict[str, Cluster] = {}

    def add(self, mention: Mention) -> None:
        is_person = mention.name.kind == "Official"
        cluster = self.officials.link(mention) if is_person else self._named(mention)
        cluster.mentions.append(mention)
        if cluster.kind == "Organization" and len(mention.name.tokens) > 1:
            self._by_initials.setdefault(_initials(mention.name.tokens.text), cluster)

    def is_out_of_place(self, mention: Mention) -> bool:
        """Whether a short name means something far away: an acronym ("IRA") or "the Administration" of another country.

        An acronym is so when it is that of a group or party of a country that the text does not name.
        """
        entries = mention.name.entries
        if mention.name.tokens.text == "Administration":
            return not self.clusters.are_american and UNITED_STATES not in self.clusters.ids
        if not entries or not mention.name.tokens.text.isupper() or self._spelled_out(mention):
            return False
        countries, named = self.clusters.countries | {self.clusters.home}, self.clusters.ids
        return all(
            e.type in LOCAL and e.country and e.country not in countries and e.id not in named
            for e in entries
        )

    def add_short_form(self, mention: Mention) -> None:
        """Adds "the Council" to the issuer if its name has the word, else to the last body named before that has it.

        "The Government" goes to the last state named, "the Organization" to the United Nations; else nobody is meant.
        """
        word, at = mention.name.tokens.text, mention.span.start
        bodies = [c for c in self.clusters if c.kind == "Organization"]
        if own := [e for e in self.clusters.issuers if e.kind == "Organization" and word in e.name.split()]:
            self.clusters.of("Organization", own[0].name, own[0]).mentions.append(mention)
        elif cluster := _last_before(at, [c for c in bodies if word in c.name.split()]):
            cluster.mentions.append(mention)
        elif word == "Government" and (state := _last_before(at, [c for c in bodies if _is_state(c)])):
            state.mentions.append(mention)
        elif word == "Organization" and (
            un := _last_before(at, [c for c in bodies if c.id == UNITED_NATIONS])
        ):
            un.mentions.append(mention)

    def merge_short_names(self) -> None:
        """Puts "Committee on Trade" to "OSCE Committee on Trade": a new name that ends a longer one in the text."""
        bodies = [c for c in self.clusters if c.kind == "Organization"]
        for short in [c for c in bodies if c.entry is None and " " in c.name]:
            whole = next((c for c in self.clusters if c.name.endswith(" " + short.name)), None)
            if whole is not None and whole.kind == "Organization":
                self.clusters.join(short, whole)

    def _named(self, mention: Mention) -> Cluster:
        name = mention.name
        entries = name.entries
        if name.is_of_both_kinds:
            known = self.footings.get(name)
            kind = known.kind if known else building_or_body(name.tokens.root)
            entries = tuple(entry for entry in entries if entry.kind == kind)
        entries = entries or self._without_state(name.canonical or name.tokens.text, name.kind)
        if short := self._spelled_out(mention):
            return short
        if entries:
            entry = self.clusters.likeliest(entries)
            if entry.type == "capital" and entry.parents and acts_as_subject(name.tokens.root):
                entry = self.register.state_of(entry.name) or entry
            score = 1.0 if len(entries) == 1 else UNSURE_SCORE
            return self.clusters.of(entry.kind, entry.name, entry, score)
        return self.clusters.of(name.kind, name.canonical or " ".join(name.tokens.text.split()))

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
