"""Facts to write: two groups and a government on one raid, made up, with every kind of assertion in them.

`Sample` finds words in its text and gives their spans, so that tests need no offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ontology.facts import (
    Count,
    Demand,
    Document,
    Entity,
    EntityKind,
    Extractor,
    Facts,
    Found,
    Party,
    Period,
    Position,
    Report,
    Span,
)

FOUND = Found("test.rule", 0.9)
EXTRACTOR = Extractor("test", "1", "none")


@dataclass
class Sample:
    """A statement in the making: a title, a body of sentences, one a line."""

    title: str
    sentences: tuple[str, ...]
    issuer: str = "organization/harbour-watch"
    issued: date = date(2023, 1, 27)
    url: str | None = None
    entities: list[Entity] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The title and the sentences, as a reader gives them."""
        return "\n\n".join([self.title, " ".join(self.sentences)])

    def span(self, words: str) -> Span:
        """Where the words stand first; the test is wrong if they don't."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def passage(self, words: str) -> Span:
        """The title or sentence that has the words."""
        return next(self.span(each) for each in (self.title, *self.sentences) if words in each)

    def entity(self, id: str, name: str, kind: EntityKind, *surfaces: str, **more: object) -> Party:
        """Add an entity; gives it as a party under its first surface."""
        mentions = tuple(self.span(surface) for surface in surfaces)
        entity = Entity(id, name, kind, mentions, FOUND, provisional=True)
        self.entities.append(replace(entity, **more))  # type: ignore[arg-type]
        return Party(surfaces[0] if surfaces else name, id)

    def report(self, trigger: str, type: str = "ASSAULT", **more: object) -> str:
        """Add a report; gives its key."""
        report = Report(f"i{len(self.reports) + 1}", type, self.span(trigger), self.passage(trigger), FOUND)
        self.reports.append(replace(report, **more))  # type: ignore[arg-type]
        return report.key

    def facts(self) -> Facts:
        """The facts so far."""
        return Facts(
            document=Document(self.text, self.title, "sample.txt", issued=self.issued, url=self.url),
            extractor=EXTRACTOR,
            issuers=(self.issuer,),
            issued=self.issued,
            passages=tuple(self.passage(each) for each in (self.title, *self.sentences)),
            entities=tuple(self.entities),
            reports=tuple(self.reports),
            positions=tuple(self.positions),
            demands=tuple(self.demands),
        )


def harbour_watch(
    url: str | None = "https://harbour.example/1",
    issued: date = date(2023, 1, 27),
    day: date = date(2023, 1, 26),
) -> Sample:
    """Condemns a raid on a camp, and asks the state behind it to investigate."""
    sample = Sample(
        "On the raid in Dovna",
        (
            "Harbour Watch condemns the raid on Dovna camp in which the Coast Guard killed at least three people.",
            "Minister Ana Brill, who heads the Ministry of Ports, must open an inquiry at once.",
        ),
        issued=issued,
        url=url,
    )
    watch = sample.entity("organization/harbour-watch", "Harbour Watch", "Organization", "Harbour Watch")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    camp = sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    sample.entity("organization/ministry-of-ports", "Ministry of Ports", "Organization", "Ministry of Ports")
    brill = sample.entity(
        "official/ana-brill",
        "Ana Brill",
        "Official",
        "Ana Brill",
        office="Minister",
        organization="organization/ministry-of-ports",
    )
    raid = sample.report(
        "raid on",
        actors=(guard,),
        targets=(Party("people"),),
        locations=(camp,),
        time=Period(day, day),
        killed=Count(3),
    )
    sample.positions.append(
        Position(
            watch,
            "condemns",
            -1,
            sample.span("the raid on Dovna camp"),
            sample.passage("raid on"),
            FOUND,
            target_report=raid,
            topics=("military-action",),
        )
    )
    sample.demands.append(
        Demand(
            watch,
            (brill,),
            sample.span("open an inquiry"),
            "do",
            "demand",
            sample.passage("inquiry"),
            FOUND,
            topics=("accountability",),
            responds_to=(raid,),
        )
    )
    return sample


def port_union(
    url: str | None = "https://union.example/9",
    issued: date = date(2023, 1, 28),
    day: date = date(2023, 1, 26),
) -> Sample:
    """Mourns the dead of the same raid, by another figure, and tells of a protest that it prompted."""
    sample = Sample(
        "The dead of Dovna",
        (
            "The Port Union mourns the four dead of the Coast Guard's raid on Dovna camp.",
            "Dockers marched in Dovna against it.",
        ),
        issuer="organization/port-union",
        issued=issued,
        url=url,
    )
    union = sample.entity("organization/port-union", "Port Union", "Organization", "Port Union")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    camp = sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    town = sample.entity("location/dovna", "Dovna", "Location", "Dovna")
    raid = sample.report(
        "raid on", actors=(guard,), locations=(camp,), time=Period(day, day), killed=Count(4, 4)
    )
    sample.report(
        "marched", "PROTEST", actors=(Party("Dockers"),), locations=(town,), time=Period(day), causes=(raid,)
    )
    sample.positions.append(
        Position(
            union,
            "mourns",
            0,
            sample.span("the four dead"),
            sample.passage("mourns"),
            FOUND,
            target_report=raid,
            topics=("military-action",),
        )
    )
    return sample


def many(number: int) -> list[Facts]:
    """Statements by and on the same actors, on raids of consecutive days; every second one shares its raid."""
    samples = []
    for n in range(number):
        day = date(2023, 3, 1) + timedelta(n // 2)
        make = port_union if n % 2 else harbour_watch
        sample = make(f"https://many.example/{n}", day + timedelta(1), day)
        samples.append(replace(sample.facts(), document=replace(sample.facts().document, source=f"{n}.txt")))
    return samples
