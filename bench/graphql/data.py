"""A made-up graph in the shape of real statements, of any size and the same for the same seed.

Few entities are named often and most seldom (Zipf's law), as in real collections; a statement speaks of a handful
of them over and over. One entity, `HUB`, is named so often that it has a hundred thousand neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from graph.rows import Node, Relationship, Value
from ontology.vocabulary import load_vocabulary

ENTITIES = {"Organization": 1_200, "Official": 900, "Location": 900}
WORDS = 6_000
PASSAGES, MENTIONS, POSITIONS, DEMANDS, REPORTS = (6, 16), (12, 28), (1, 5), (1, 5), (0, 4)
"""Fewest and most of each in a statement."""
FIRST_DAY, DAYS = date(2015, 1, 1), 3_600
HUB = "organization/hub"
HUB_NEIGHBOURS = 100_000
SYLLABLES = "ba co di fe gu ha jo ki lo mu na po qui ra so tu ve wa xi zo bel dor fin gal hen jur".split()


@dataclass
class Made:
    """A graph in memory, and what questions can be asked about."""

    nodes: list[Node] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Zipf:
    """Draws things of which the nth comes 1/n as often as the first."""

    def __init__(self, random: Random, things: list[str]) -> None:
        self._random, self.things = random, things
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self, number: int) -> list[str]:
        """So many things, some perhaps several times."""
        return self._random.choices(self.things, cum_weights=self._weights, k=number)


class Maker:
    """Makes statements one after the other."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.made = Made()
        self.schemes = {name: each.notations for name, each in load_vocabulary().schemes.items()}
        self.words = Zipf(self.random, self._vocabulary())
        self.entities = Zipf(self.random, self._entities())
        self.made.words = self.words.things
        self.made.actors = [id for id in self.entities.things if not id.startswith("location/")]
        self.incidents: list[str] = []

    def statement(self, number: int, hub_mentions: int) -> None:
        """One more statement with all that it asserts."""
        day = (FIRST_DAY + timedelta(days=self.random.randrange(DAYS))).isoformat()
        id = f"statement/{day}-{'-'.join(self.words.draw(3))}-{number:08x}"
        cast = self.entities.draw(8)
        passages = [f"{id}/passage/{100 * n}-{100 * n + 90}" for n in range(self.random.randint(*PASSAGES))]
        text = [self._sentence(18) for _ in passages]
        self.node(
            "Statement",
            id,
            title=self._sentence(6),
            issued=day,
            url=f"https://example.org/{number}",
            language="en",
            text=" ".join(text),
            contentHash=f"{number:064x}",
            source="made up",
        )
        self.relate("ISSUER", id, self._actor())
        run = f"{id}/run/{number:x}"
        self.node(
            "Run",
            run,
            extractor="rostra",
            version="1",
            pipeline="made up",
            endedAt=f"{day}T12:00:00Z",
            findings=f"{number:064x}",
        )
        self.relate("STATEMENT", run, id)
        for place, (passage, words) in enumerate(zip(passages, text, strict=True)):
            start = 100 * place
            self.node("Passage", passage, text=words, start=start, end=start + 90, ordinal=place)
            self.relate("STATEMENT", passage, id)
        story = _Story(self, id, day, run, passages, cast)
        story.tell(hub_mentions)

    def _vocabulary(self) -> list[str]:
        words = dict[str, None]()
        while len(words) < WORDS:
            words["".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4))))] = None
        return list(words)

    def _entities(self) -> list[str]:
        """All entities in the order of their popularity, with nodes."""
        kinds = [kind for kind, number in ENTITIES.items() for _ in range(number)]
        self.random.shuffle(kinds)
        ids = [self._entity(kind, place) for place, kind in enumerate(kinds)]
        self._entity("Organization", len(ids), HUB)
        for topic in self.schemes["Topics"]:
            self.node("Topic", f"topic/{topic}", notation=topic, name=topic)
        return ids

    def _entity(self, kind: str, place: int, id: str = "") -> str:
        name = self._sentence(self.random.choice((2, 2, 3)))
        id = id or f"{kind.lower()}/{name.lower().replace(' ', '-')}-{place}"
        more: dict[str, Value] = {}
        if kind == "Organization":
            more["organizationType"] = self.random.choice(self.schemes["OrganizationType"])
        aliases = [self._sentence(2) for _ in range(place % 3)]
        self.node(kind, id, name=name, provisional=place % 4 > 0, aliases=aliases, **more)
        return id

    def _sentence(self, length: int) -> str:
        return " ".join(self.words.draw(length)).capitalize()

    def _actor(self) -> str:
        return next(id for id in self.entities.draw(30) if not id.startswith("location/"))

    def node(self, label: str, id: str, **properties: Value) -> None:
        """Add a node."""
        self.made.nodes.append(Node(label, id, properties))

    def relate(self, type: str, source: str, target: str) -> None:
        """Add a relationship."""
        self.made.relationships.append(Relationship(type, label_of(source), source, label_of(target), target))


class _Story:
    """What one statement asserts."""

    def __init__(
        self, maker: Maker, statement: str, day: str, run: str, passages: list[str], cast: list[str]
    ) -> None:
        self.maker, self.statement, self.day, self.run = maker, statement, day, run
        self.passages, self.cast = passages, cast
        self.random, self.schemes = maker.random, maker.schemes
        self.node, self.relate = maker.node, maker.relate
        self._place = 0

    def tell(self, hub_mentions: int) -> None:
        some, one = self.random.randint, self.random.choice
        for entity in [*self.random.choices(self.cast, k=some(*MENTIONS)), *[HUB] * hub_mentions]:
            mention = self._assertion("mention", "Mention", words=entity.split("/")[1], linkScore=0.9)
            self.relate("ENTITY", mention, entity)
        reports = [self._report() for _ in range(some(*REPORTS))]
        for _ in range(some(*POSITIONS)):
            stance, polarity, words = one(self.schemes["Stance"]), self.random.randint(-1, 1), self._words(4)
            id = self._assertion(
                "position", "Position", stance=stance, polarity=polarity, target=words, holderWords="we"
            )
            self.relate("HOLDER", id, one(self.cast))
            if reports and self.random.random() < 0.5:
                self.relate("TARGET_REPORT", id, one(reports))
            else:
                self.relate("TARGET_ENTITY", id, one(self.cast))
        for _ in range(some(*DEMANDS)):
            self._demand(reports)

    def _report(self) -> str:
        type, status = self.random.choice(self.schemes["PloverType"]), self.schemes["ReportStatus"][0]
        id = self._assertion(
            "report",
            "Report",
            type=type,
            status=status,
            trigger=self._words(1),
            startDate=self.day,
            matchScore=1.0,
        )
        location = next((each for each in self.cast if each.startswith("location/")), None)
        for role in self.schemes["ParticipationRole"][:2]:
            participation = self._assertion("participation", "Participation", role=role, words=self._words(2))
            self.relate("REPORT", participation, id)
            self.relate("ACTOR", participation, self.random.choice(self.cast))
        incidents = self.maker.incidents
        if not incidents or self.random.random() < 0.7:
            incidents.append(f"incident/{self.day}-{len(incidents)}")
            name = self._words(4)
            self.node("Incident", incidents[-1], name=name, type=type, startDate=self.day)
            if location:
                self.relate("LOCATION", incidents[-1], location)
        if location:
            self.relate("LOCATION", id, location)
        self.relate("INCIDENT", id, self.random.choice(incidents[-20:]))
        return id

    def _demand(self, reports: list[str]) -> None:
        one = self.random.choice
        id = self._assertion(
            "demand",
            "Demand",
            action=self._words(8),
            polarity=one(self.schemes["DemandPolarity"]),
            strength=one(self.schemes["DemandStrength"]),
            issuerWords="we",
            addresseesWords=["they"],
        )
        self.relate("ISSUER", id, one(self.cast))
        for addressee in dict.fromkeys(self.random.choices(self.cast, k=self.random.randint(1, 3))):
            self.relate("ADDRESSEE", id, addressee)
        for topic in self.random.choices(self.schemes["Topics"], k=1):
            self.relate("TOPIC", id, f"topic/{topic}")
        if reports:
            self.relate("RESPONDS_TO", id, one(reports))

    def _assertion(self, kind: str, label: str, **properties: Value) -> str:
        """A node with its evidence; what one statement asserts stands in no two places alike."""
        self._place += 1
        start = 5 * self._place
        id = f"{self.statement}/{kind}/{start}-{start + 4}"
        confidence = round(self.random.uniform(0.3, 1), 2)
        self.node(label, id, start=start, end=start + 4, rule="made.up", confidence=confidence, **properties)
        self.relate("STATEMENT", id, self.statement)
        self.relate("PASSAGE", id, self.random.choice(self.passages))
        self.relate("RUN", id, self.run)
        return id

    def _words(self, number: int) -> str:
        return " ".join(self.maker.words.draw(number))


def label_of(id: str) -> str:
    """The class of a node, which its id tells."""
    parts = id.split("/")
    return (parts[2] if len(parts) > 2 else parts[0]).capitalize()


def make(statements: int, seed: int = 1, hub_neighbours: int = HUB_NEIGHBOURS) -> Made:
    """A graph of so many statements."""
    maker = Maker(seed)
    for number in range(statements):
        done = hub_neighbours * number // statements
        maker.statement(number, hub_neighbours * (number + 1) // statements - done)
    return maker.made
