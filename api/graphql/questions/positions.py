"""Positions side by side: what the questions on stances have in common.

Each fetches positions once, in the order of time; what follows from them is worked out here. The order of ids is
the order of time, since ids of positions begin with the date of their statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import strawberry

from api.graphql.building import ArgumentSpec
from api.graphql.filters import condition, stored
from api.graphql.questions.period import said_within
from api.graphql.questions.question import Rows
from api.graphql.records import Asking, Part, node, value
from api.graphql.shapes import Row
from graph.question.order import BY_ID
from graph.question.tree import Branch, One, Page, Wanted
from ontology.errors import QuestionError

MOST = 2_000
"""Positions that one question takes into account; with more it is refused."""
STATEMENT, ISSUERS, HOLDER = "_statement", "_issuers", "_holder"
ENTITY, REPORT, INCIDENT, TOPICS = "_entity", "_report", "_incident", "_topics"
POSITION, TARGET = "position", "target"
"""What is gathered of positions, of holders, targets and topics goes by these names and `HOLDER`, `TOPICS`."""
Key = TypeVar("Key", bound=Hashable)


@strawberry.enum(description="What positions are put side by side on.")
class Subject(Enum):
    """What positions are put side by side on."""

    TARGET = strawberry.enum_value("TARGET", description="The entity, incident or phrase that is judged.")
    TOPIC = strawberry.enum_value("TOPIC", description="Each policy topic of what is judged.")


BY = ArgumentSpec(
    "by",
    "Subject",
    "On what they are put side by side; left out, topics where topics are named, else targets.",
)
TOPIC_IDS = ArgumentSpec("topics", "list[ID]", "Only what is about these topics.")


@dataclass(frozen=True, slots=True)
class Said:
    """A position's row with what it is put side by side on.

    `subject` is an id, or the words in lower case. `about` is the row of the entity, incident or topic, None where
    the target is told in words only.
    """

    row: Row
    date: str
    holder: str
    subject: str
    about: Row | None
    polarity: int
    stance: str


def about(latest: Callable[[Any], Said]) -> tuple[Part, ...]:
    """The fields that tell the subject of some positions, of which `latest` gives the last one."""
    return (
        node(
            "target",
            "Node | None",
            "The entity, incident or topic that is judged; null where it is told in words only.",
            lambda thing: latest(thing).about,
            TARGET,
        ),
        value(
            "words",
            "str",
            "The phrase that is judged, as told last.",
            lambda thing: latest(thing).row["target"],
        ),
    )


def position(name: str, annotation: str, description: str, get: Callable[[Any], Said | None]) -> Part:
    """A field with a position."""
    return node(name, annotation, description, lambda thing: _row(get(thing)), POSITION)


def _row(said: Said | None) -> Row | None:
    return None if said is None else said.row


def page(asking: Asking, where: Mapping[str, Any]) -> Page:
    """The positions that a filter lets through, as written in GraphQL, within the period and on what is asked."""
    members, given = asking.planner.members, asking.given
    ways, incident = members.ways("Position"), members.ways("Report")["incident"].step
    target = asking.wanted(TARGET)
    issuers = Branch(ISSUERS, Page(members.ways("Statement")["issuers"].step, Wanted(("id",))))
    gathering = asking.gathering(POSITION)
    gathering.properties |= dict.fromkeys(("target", "polarity", "stance"))
    gathering.branches |= {
        STATEMENT: One(ways["statement"].step, Wanted(("id", "issued"), branches=(issuers,))),
        HOLDER: One(ways["holder"].step, asking.wanted(HOLDER)),
        ENTITY: One(ways["targetEntity"].step, target),
        REPORT: One(ways["targetReport"].step, Wanted(branches=(Branch(INCIDENT, One(incident, target)),))),
    }
    if subject_of(given) is Subject.TOPIC:
        gathering.branches[TOPICS] = Page(ways["topics"].step, target, sorted_by=(BY_ID,))
    asked = {"and": [where, said_within(given), _on(given)]}
    return Page(
        ("Position",), gathering.wanted(), condition(members, "Position", asked), (BY_ID,), limit=MOST + 1
    )


def _on(given: Mapping[str, Any]) -> dict[str, Any]:
    """The filter on targets and topics."""
    asked: dict[str, Any] = {}
    if given.get("targets") is not None:
        ids = {"idIn": given["targets"]}
        asked["or"] = [{"targetEntity": ids}, {"targetReport": {"incident": ids}}]
    if given.get("topics") is not None:
        asked["topics"] = {"some": {"idIn": given["topics"]}}
    return asked


def held_by(holders: Sequence[str]) -> dict[str, Any]:
    """The filter on holders."""
    return {"holder": {"id": holders[0]} if len(holders) == 1 else {"idIn": list(holders)}}


def subject_of(given: Mapping[str, Any]) -> Subject:
    """What positions are put side by side on."""
    by = stored(given.get("by"))
    if by is None:
        return Subject.TOPIC if given.get("topics") is not None else Subject.TARGET
    return Subject(by)


def said(asking: Asking, rows: Rows) -> list[Said]:
    """What the rows say on each subject. Raises QuestionError where there are more than are taken into account."""
    if len(rows) > MOST:
        raise QuestionError(
            f"There are more than the {MOST:,} positions that can be compared at once.",
            "Narrow the period, or name fewer holders.",
        )
    read = _on_topics if subject_of(asking.given) is Subject.TOPIC else _on_target
    return [each for row in rows for each in read(row, asking.given)]


def _on_target(row: Row, _given: Mapping[str, Any]) -> Iterator[Said]:
    report = row.get(REPORT)
    about: Row | None = row.get(ENTITY) or (report and report.get(INCIDENT))
    words = " ".join(str(row["target"]).lower().split())
    yield _said(row, about["id"] if about else words, about)


def _on_topics(row: Row, given: Mapping[str, Any]) -> Iterator[Said]:
    only = given.get("topics")
    for topic in row[TOPICS]:
        if only is None or topic["id"] in only:
            yield _said(row, topic["id"], topic)


def _said(row: Row, subject: str, about: Row | None) -> Said:
    holder = row.get(HOLDER)
    return Said(
        row,
        row[STATEMENT]["issued"],
        holder["id"] if holder else "",
        subject,
        about,
        row["polarity"],
        row["stance"],
    )


def grouped(all_said: Iterable[Said], key: Callable[[Said], Key]) -> dict[Key, list[Said]]:
    """What is said under each key, in the order of time."""
    groups: dict[Key, list[Said]] = {}
    for each in all_said:
        groups.setdefault(key(each), []).append(each)
    return groups
