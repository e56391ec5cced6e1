"""Four groups who ask things of each other and take sides: few enough to count by hand what joins them."""

from __future__ import annotations

from datetime import date

from ontology.facts import Demand, Facts, Party, Period, Position
from tests.graph.samples import FOUND, Sample

GUARD, WATCH = "organization/coast-guard", "organization/harbour-watch"
UNION, TIDE = "organization/port-union", "organization/tide"
NAMES = {GUARD: "Coast Guard", WATCH: "Harbour Watch", UNION: "Port Union", TIDE: "Tide Brigade"}
RAID, STRIKE = "incident/2023-01-05-assault-dovna-camp", "incident/2023-01-30-assault-dovna-camp"


class Speech:
    """A statement in which each sentence says one thing."""

    def __init__(self, issuer: str, day: date, *sentences: str) -> None:
        title = f"{NAMES[issuer]} on {day:%B}"
        self.sample = Sample(title, sentences, issuer, day, f"https://sides.example/{issuer}/{day}")
        self.by = Party(NAMES[issuer], issuer)
        for id, name in NAMES.items():
            if name in self.sample.text.partition("\n")[2] or id == issuer:
                self.sample.entity(id, name, "Organization", name)

    def judges(self, stance: str, polarity: int, words: str, **more: object) -> None:
        """Take a position that these words stand for."""
        sample = self.sample
        sample.positions.append(
            Position(self.by, stance, polarity, sample.span(words), sample.passage(words), FOUND, **more)  # type: ignore[arg-type]
        )

    def asks(self, words: str, *of: str, topics: tuple[str, ...] = ()) -> None:
        """Ask somebody to do what these words say."""
        parties = tuple(Party(NAMES[id], id) for id in of)
        span, passage = self.sample.span(words), self.sample.passage(words)
        self.sample.demands.append(
            Demand(self.by, parties, span, "do", "demand", passage, FOUND, topics=topics)
        )

    def reports(self, words: str, day: date, actor: str, *targets: str) -> str:
        """Tell of an attack on the camp; gives its key."""
        camp = self.sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
        parties = tuple(Party(NAMES[id], id) for id in targets)
        by = (Party(NAMES[actor], actor),)
        return self.sample.report(words, actors=by, targets=parties, locations=(camp,), time=Period(day, day))


def sides() -> list[Facts]:
    """All statements, oldest first."""
    return [speech.sample.facts() for speech in (_watch(), _union(), _tide(), _watch_again())]


def _watch() -> Speech:
    speech = Speech(
        WATCH,
        date(2023, 1, 10),
        "Harbour Watch condemns the Coast Guard and supports the Port Union.",
        "The Coast Guard must leave, and so must the Tide Brigade.",
        "There was a raid on Dovna camp against dockers.",
    )
    topics = ("accountability",)
    speech.judges("condemns", -1, "the Coast Guard", target_entity=GUARD, topics=topics)
    speech.judges("supports", 1, "the Port Union", target_entity=UNION)
    speech.asks("must leave", GUARD, TIDE, topics=topics)
    speech.reports("raid", date(2023, 1, 5), GUARD, UNION)
    return speech


def _union() -> Speech:
    speech = Speech(
        UNION,
        date(2023, 1, 20),
        "Port Union condemns the Coast Guard and the Tide Brigade.",
        "The Coast Guard must go home, and it must pay.",
        "The raid on Dovna camp leaves us in mourning.",
    )
    speech.judges("condemns", -1, "the Coast Guard", target_entity=GUARD)
    speech.judges("condemns", -1, "the Tide Brigade", target_entity=TIDE)
    speech.asks("must go home", GUARD)
    speech.asks("must pay", GUARD)
    speech.judges(
        "mourns", 0, "us in mourning", target_report=speech.reports("raid", date(2023, 1, 5), GUARD)
    )
    return speech


def _tide() -> Speech:
    speech = Speech(
        TIDE,
        date(2023, 2, 1),
        "Tide Brigade condemns the Port Union and supports the Coast Guard.",
        "The Tide Brigade must stand firm.",
        "There was a strike on Dovna camp.",
    )
    speech.judges("condemns", -1, "the Port Union", target_entity=UNION)
    speech.judges("supports", 1, "the Coast Guard", target_entity=GUARD)
    speech.asks("must stand firm", TIDE)
    speech.reports("strike", date(2023, 1, 30), TIDE, GUARD)
    return speech


def _watch_again() -> Speech:
    speech = Speech(
        WATCH,
        date(2023, 2, 5),
        "Harbour Watch condemns the Coast Guard once more.",
        "The Coast Guard must answer for it.",
    )
    speech.judges("condemns", -1, "the Coast Guard", target_entity=GUARD)
    speech.asks("must answer for it", GUARD, topics=("accountability",))
    return speech
