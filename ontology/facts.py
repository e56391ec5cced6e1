"""What a statement asserts, as plain data: the form between the loaders and the graph.

A reader gives a `Document`; the extractor gives `Facts` about it. All offsets are Unicode code points into
`Document.text`, end exclusive. Code values (stance, PLOVER type, strength …) are the notations of the SKOS
schemes in this folder; `ontology.vocabulary` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

EntityKind = Literal["Organization", "Official", "Location"]
EntityId = str
"""Stable and readable: `organization/j-street`, `official/antony-blinken`, `location/jenin-refugee-camp`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One published text and what its source tells of it.

    `text` is what is stored and what offsets count in: the title is its first block where there is one,
    blocks are separated by one blank line. `issuers` are names as the source gives them, `()` if it
    gives none.
    """

    text: str
    title: str
    source: str
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Document.text`: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """How an assertion was found: the rule (or model) and its confidence from 0 to 1."""

    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Period:
    """A time as far as the text fixes it; either end may be open."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """When an office was held, as far as the text tells: the periods in which its first and its last day lie.

    "From 2015 to March 2019" is all of 2015, and all of that March. `over`: told as past ("former"), whether or
    not with a day; otherwise the text tells of it on its own day.
    """

    first: Period = field(default_factory=Period)
    last: Period = field(default_factory=Period)
    over: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A named actor or place, linked to the register or made provisional.

    `id` is the register's, or one made of the name. `surfaces` are its mentions in order, each a span.
    For officials: the office, its organization and its term as told in this statement.
    """

    id: EntityId
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    found: Found
    provisional: bool = False
    link_score: float = 1.0
    office: str | None = None
    organization: EntityId | None = None
    term: Term = field(default_factory=Term)


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever or whatever fills a role: the words of the text, and the entity they name, if any."""

    words: str
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people with the bounds the text gives: "at least nine" is `Count(9, None)`."""

    minimum: int
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What this statement says of one happening.

    `key` is local ("i1"); `causes` are keys of the reports that prompted it.
    """

    key: str
    type: str
    trigger: Span
    passage: Span
    found: Found
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()
    locations: tuple[Party, ...] = ()
    time: Period = field(default_factory=Period)
    killed: Count | None = None
    injured: Count | None = None
    status: str = "occurred"
    causes: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A holder's stance on a target: words of the text, and the entity or report they mean, if any."""

    holder: Party
    stance: str
    polarity: int
    target: Span
    passage: Span
    found: Found
    target_entity: EntityId | None = None
    target_report: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody asks that addressees do, or refrain from, an action. `responds_to` are keys of reports.

    `answered_by` and `broken_by` are the PLOVER types of a happening that would answer it or go against it.
    """

    issuer: Party
    addressees: tuple[Party, ...]
    action: Span
    polarity: Literal["do", "refrain"]
    strength: str
    passage: Span
    found: Found
    topics: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    answered_by: str | None = None
    broken_by: str | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made the facts: name, version and the pipeline's name, for the Run node."""

    name: str
    version: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one extraction found in one document. `passages` are the sentences, in order."""

    document: Document
    extractor: Extractor
    issuers: tuple[EntityId, ...]
    issued: date
    passages: tuple[Span, ...]
    entities: tuple[Entity, ...]
    reports: tuple[Report, ...]
    positions: tuple[Position, ...]
    demands: tuple[Demand, ...]
