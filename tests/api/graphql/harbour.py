"""Five made-up statements on one raid and what followed, and a register of some who appear in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontology.facts import Demand, EntityKind, Facts, Found, Party, Period, Position
from tests.graph.samples import FOUND, Sample, harbour_watch, port_union


@dataclass(frozen=True)
class Known:
    """An entry of the register."""

    id: str
    name: str
    kind: EntityKind
    type: str = ""
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    country: str | None = None
    exact_matches: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None


def harbour_register() -> list[Known]:
    """A state with a coast guard, a camp in a town, and an armed group."""
    return [
        Known("location/arvel", "Arvel", "Location", "country", ("Republic of Arvel",)),
        Known("location/dovna", "Dovna", "Location", "city", parents=("location/arvel",)),
        Known("location/dovna-camp", "Dovna camp", "Location", "camp", ("The Camp",), ("location/dovna",)),
        Known("organization/arvel", "Government of Arvel", "Organization", "government", ("Arvel",)),
        Known(
            "organization/coast-guard",
            "Coast Guard",
            "Organization",
            "military",
            ("ACG", "Arvel Coast Guard"),
            ("organization/arvel",),
        ),
        Known("organization/tide", "Tide Brigade", "Organization", "armed group", ("Tide",)),
    ]


def harbour_facts() -> list[Facts]:
    """All statements, oldest first."""
    samples = [harbour_watch(), port_union(), coast_guard(), harbour_watch_again(), tide()]
    return [sample.facts() for sample in samples]


def coast_guard() -> Sample:
    """Defends the raid, and warns the union."""
    sample = Sample(
        "Statement of the Coast Guard",
        (
            "The Coast Guard acted in Dovna camp in self-defence.",
            "We reject the claims of Harbour Watch, and the Port Union must not march in Dovna.",
        ),
        issuer="organization/coast-guard",
        issued=date(2023, 1, 30),
        url="https://guard.example/30",
    )
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    sample.entity("location/dovna", "Dovna", "Location", "Dovna")
    watch = sample.entity("organization/harbour-watch", "Harbour Watch", "Organization", "Harbour Watch")
    union = sample.entity("organization/port-union", "Port Union", "Organization", "Port Union")
    evidence = sample.passage("reject")
    sample.positions.append(
        Position(
            guard,
            "opposes",
            -1,
            sample.span("the claims of Harbour Watch"),
            evidence,
            Found("test.rule", 0.6),
            target_entity=watch.entity,
        )
    )
    sample.demands.append(
        Demand(guard, (union,), sample.span("march in Dovna"), "refrain", "demand", evidence, FOUND)
    )
    return sample


def harbour_watch_again() -> Sample:
    """Asks two at once, urges where it demanded before, and welcomes what it condemned."""
    sample = Sample(
        "Two weeks after Dovna",
        (
            "Harbour Watch welcomes the inquiry into the raid on Dovna camp of January 26.",
            "It urges the Coast Guard and Minister Ana Brill to publish its findings and to pay the families.",
        ),
        issued=date(2023, 2, 9),
        url="https://harbour.example/2",
    )
    watch = sample.entity("organization/harbour-watch", "Harbour Watch", "Organization", "Harbour Watch")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    brill = sample.entity("official/ana-brill", "Ana Brill", "Official", "Ana Brill")
    camp = sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    day = date(2023, 1, 26)
    raid = sample.report("raid on", actors=(guard,), locations=(camp,), time=Period(day, day))
    sample.positions.append(
        Position(
            watch,
            "welcomes",
            1,
            sample.span("the inquiry"),
            sample.passage("welcomes"),
            FOUND,
            topics=("accountability", "military-action"),
        )
    )
    evidence = sample.passage("urges")
    for words, kind in (("publish its findings", None), ("pay the families", "AID")):
        sample.demands.append(
            Demand(
                watch,
                (guard, brill),
                sample.span(words),
                "do",
                "urge",
                evidence,
                FOUND,
                topics=("accountability", "human-rights"),
                responds_to=(raid,),
                answered_by=kind,
            )
        )
    return sample


def aftermath() -> Sample:
    """Tells, months later, that one of two demands was answered."""
    sample = Sample(
        "Dovna, three months on",
        ("The Coast Guard paid the families of Dovna camp on April 20.",),
        issuer="organization/port-union",
        issued=date(2023, 4, 27),
    )
    sample.entity("organization/port-union", "Port Union", "Organization")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    camp = sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    day = date(2023, 4, 20)
    sample.report("paid", "AID", actors=(guard,), locations=(camp,), time=Period(day, day))
    return sample


def tide() -> Sample:
    """Threatens, and says nothing of who is asked."""
    sample = Sample(
        "Tide to Arvel",
        ("We condemn the Coast Guard.", "Nobody shall sail until the dead of Dovna are answered for."),
        issuer="organization/tide",
        issued=date(2023, 2, 9),
    )
    tide = sample.entity("organization/tide", "Tide Brigade", "Organization", "Tide")
    guard = sample.entity("organization/coast-guard", "Coast Guard", "Organization", "Coast Guard")
    sample.entity("location/arvel", "Arvel", "Location", "Arvel")
    sample.positions.append(
        Position(
            Party("We", tide.entity),
            "condemns",
            -1,
            sample.span("the Coast Guard"),
            sample.passage("condemn"),
            FOUND,
            target_entity=guard.entity,
        )
    )
    sample.demands.append(
        Demand(
            Party("We", tide.entity),
            (Party("Nobody"),),
            sample.span("sail until"),
            "refrain",
            "demand",
            sample.passage("Nobody"),
            Found("test.rule", 0.5),
        )
    )
    return sample
