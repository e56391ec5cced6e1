"""What mutations are given."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry import ID

from api.graphql.codes import make_enum
from graph.versions import Outcome

REASON = "Why; it is kept with the decision."
LoadOutcome = make_enum(
    "LoadOutcome",
    {outcome.name: outcome.name for outcome in Outcome},
    "What loading a statement did. WITHDRAWN: nothing, since somebody withdrew this text.",
)


@strawberry.input(description="A statement to be loaded. What isn't given is looked for in the text.")
class LoadStatementInput:
    """A statement."""

    text: str = strawberry.field(description="Its words: plain text, Markdown or HTML.")
    title: str | None = strawberry.field(default=None, description="Its heading.")
    issuers: list[str] | None = strawberry.field(default=None, description="Names of those who issued it.")
    issued: date | None = strawberry.field(default=None, description="The day of publication.")
    url: str | None = strawberry.field(default=None, description="Where it was published.")
    language: str | None = strawberry.field(default=None, description="BCP 47 tag of its language.")


@strawberry.input(description="A statement to be withdrawn.")
class WithdrawStatementInput:
    """A withdrawal."""

    id: ID = strawberry.field(description="The statement's id.")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="Entities that are one.")
class MergeEntitiesInput:
    """A merger."""

    into: ID = strawberry.field(description="The entity that remains.")
    from_: list[ID] = strawberry.field(name="from", description="The entities that it takes the place of.")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="An entity that is two. Some mentions must be named, by id or by words.")
class SplitEntityInput:
    """A split."""

    id: ID = strawberry.field(description="The entity that is split.")
    mentions: list[ID] | None = strawberry.field(
        default=None, description="Mentions of it that name the other."
    )
    surfaces: list[str] | None = strawberry.field(
        default=None,
        description="Words that name the other wherever they were taken for this one, now and later.",
    )
    into: ID | None = strawberry.field(default=None, description="The other, if the graph has it already.")
    name: str | None = strawberry.field(default=None, description="The name of the other, if it is new.")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="An assertion that is right.")
class ConfirmInput:
    """A confirmation."""

    id: ID = strawberry.field(description="A mention, tenure, report, participation, position or demand.")
    incident: ID | None = strawberry.field(
        default=None,
        description="For a report: the incident that it tells of, be it another than it stands under.",
    )
    reason: str | None = strawberry.field(default=None, description=REASON)


@strawberry.input(description="An assertion that is wrong.")
class RejectInput:
    """A rejection."""

    id: ID = strawberry.field(description="A mention, tenure, report, participation, position or demand.")
    incident: ID | None = strawberry.field(
        default=None,
        description="For a report: the incident that it does not tell of, though it stands under it.",
    )
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="A decision that is to hold no longer.")
class UndoInput:
    """An undoing."""

    decision: ID = strawberry.field(description="The decision's id.")
    reason: str | None = strawberry.field(default=None, description=REASON)
