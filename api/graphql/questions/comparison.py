"""Where issuers, or statements, agree, where they differ, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import strawberry

from api.graphql.building import ArgumentSpec
from api.graphql.questions.period import PERIOD
from api.graphql.questions.positions import (
    BY,
    ISSUERS,
    POSITION,
    STATEMENT,
    TOPIC_IDS,
    Said,
    about,
    grouped,
    held_by,
    page,
    said,
)
from api.graphql.questions.question import Question, Rows
from api.graphql.records import Asking, Record, node_list, value
from graph.question.tree import Page
from ontology.errors import QuestionError


@strawberry.enum(description="How those compared stand to each other on one target or topic.")
class Verdict(Enum):
    """Of all that are compared."""

    AGREE = strawberry.enum_value("AGREE", description="All who speak of it are on one side.")
    DIFFER = strawberry.enum_value("DIFFER", description="Not all who speak of it are on one side.")
    ALONE = strawberry.enum_value("ALONE", description="Only one of them speaks of it.")


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said on one subject: the last thing of each who speaks of it, and who doesn't."""

    latest: Said
    spoken: tuple[Said, ...]
    silent: tuple[str, ...]


COMPARISON = Record(
    "Comparison",
    "What several holders, or several statements, say of one target or topic.",
    (
        *about(lambda compared: compared.latest),
        value(
            "verdict",
            "Verdict",
            "Whether those who speak of it agree.",
            lambda compared: verdict(compared.spoken).value,
        ),
        node_list(
            "positions",
            "Position",
            "The last position of each who speaks of it, in the order asked for.",
            lambda compared: [each.row for each in compared.spoken],
            POSITION,
        ),
        value("silent", "list[ID]", "Those who say nothing of it.", lambda compared: list(compared.silent)),
    ),
)


def ask(asking: Asking) -> Page:
    """The positions of those compared. Raises QuestionError where not just one kind of them is named."""
    holders, statements = asking.given.get("holders"), asking.given.get("statements")
    if (holders is None) == (statements is None):
        raise QuestionError("`compare` takes either `holders` or `statements`.", "Name ids of one kind.")
    return page(asking, {"statement": {"idIn": statements}} if holders is None else held_by(holders))


def comparisons(asking: Asking, rows: Rows) -> list[Compared]:
    """For each subject, who says what last, and who is silent."""
    holders = asking.given.get("holders")
    speakers = tuple(dict.fromkeys(asking.given["statements"] if holders is None else holders))
    all_said = said(asking, rows)
    if holders is None:
        all_said = [each for each in all_said if _is_its_own(each)]
    found: list[Compared] = []
    for group in grouped(all_said, lambda each: each.subject).values():
        last = {each.row[STATEMENT]["id"] if holders is None else each.holder: each for each in group}
        spoken = tuple(last[speaker] for speaker in speakers if speaker in last)
        found.append(Compared(group[-1], spoken, tuple(s for s in speakers if s not in last)))
    return found


def _is_its_own(each: Said) -> bool:
    """Whether the position is that of who published the statement, and not one that it reports."""
    return any(issuer["id"] == each.holder for issuer in each.row[STATEMENT][ISSUERS])


def verdict(positions: Sequence[Said]) -> Verdict:
    """How those who speak of a target or topic stand to each other."""
    if len(positions) < 2:
        return Verdict.ALONE
    return Verdict.AGREE if len({each.polarity for each in positions}) == 1 else Verdict.DIFFER


COMPARE = Question(
    "compare",
    COMPARISON,
    "The targets or topics of which holders, or statements, speak: where they agree, where they differ, and who is "
    "silent. Of a statement count the positions of who published it.",
    (
        ArgumentSpec("holders", "list[ID]", "Ids of the holders to compare."),
        ArgumentSpec("statements", "list[ID]", "Ids of the statements to compare."),
        TOPIC_IDS,
        BY,
        *PERIOD,
    ),
    ask,
    comparisons,
    enums=(Verdict,),
)
