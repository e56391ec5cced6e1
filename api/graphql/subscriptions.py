"""What can be subscribed to: how far a load has come."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from inspect import isawaitable
from typing import Self, cast

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    get_operation_ast,
    subscribe,
)
from strawberry import Info

from api.graphql.requests import Asked
from api.progress import Load, Loads, LoadState
from ontology.errors import ReadingError

MOST_REFUSALS = 100

strawberry.enum(LoadState, description="Where a load stands: it waits its turn, runs, is done, or failed.")


@dataclass(frozen=True, slots=True)
class Watching:
    """What subscriptions can use."""

    loads: Loads


@strawberry.type(description="One input that was not loaded.")
class Refusal:
    """A refusal as GraphQL has it."""

    source: str = strawberry.field(description="The file, and the row of a table.")
    message: str = strawberry.field(description="What is wrong with it.")
    advice: str = strawberry.field(description="What to do about it.")

    @classmethod
    def of(cls, error: ReadingError) -> Self:
        """That of an error."""
        return cls(source=error.source, message=error.message, advice=error.advice)


@strawberry.type(description="How far a load of statements has come.")
class LoadProgress:
    """A look at a load as GraphQL has it."""

    id: strawberry.ID = strawberry.field(description="The load's id.")
    name: str = strawberry.field(description="The name of the file that is loaded.")
    state: LoadState = strawberry.field(description="Where it stands.")
    share: float | None = strawberry.field(description="How much of the file is dealt with, from 0 to 1.")
    written: int = strawberry.field(description="Statements that are in the graph by now.")
    refused: int = strawberry.field(description="Inputs that were not loaded.")
    refusals: list[Refusal] = strawberry.field(
        description=f"The last {MOST_REFUSALS} of them, with the reasons."
    )
    seconds: float = strawberry.field(description="For how long it has run.")
    seconds_left: float | None = strawberry.field(
        name="secondsLeft", description="How long it will still take, if it goes on as it did."
    )
    trouble: str | None = strawberry.field(description="Why it failed.")

    @classmethod
    def of(cls, load: Load) -> Self:
        """A look at a load."""
        so_far = load.so_far
        return cls(
            id=strawberry.ID(load.id),
            name=load.name,
            state=load.state,
            share=so_far.extent.share,
            written=so_far.statements,
            refused=len(so_far.refused),
            refusals=[Refusal.of(error) for error in so_far.refused[-MOST_REFUSALS:]],
            seconds=so_far.seconds,
            seconds_left=load.seconds_left,
            trouble=load.trouble,
        )


async def _load_progress(info: Info[Watching], id: strawberry.ID) -> AsyncGenerator[LoadProgress, None]:
    async for load in info.context.loads.get(id).watch():
        yield LoadProgress.of(load)


@strawberry.type(description="What is told as it happens, over server-sent events.")
class Subscription:
    """The subscriptions of the schema."""

    load_progress: AsyncGenerator[LoadProgress, None] = strawberry.subscription(
        resolver=_load_progress,
        name="loadProgress",
        description="How far a load has come: at once, whenever it has come further, and at its end.",
    )


def is_subscription(document: DocumentNode, asked: Asked) -> bool:
    """Whether the operation that is asked for is a subscription."""
    operation = get_operation_ast(document, asked.operation_name)
    return operation is not None and operation.operation is OperationType.SUBSCRIPTION


async def results(
    schema: GraphQLSchema, document: DocumentNode, asked: Asked, watching: Watching
) -> AsyncGenerator[ExecutionResult, None]:
    """The results of a subscription as they come; the last says what went wrong, if anything did."""
    begun = subscribe(
        schema,
        document,
        context_value=watching,
        variable_values=asked.variables,
        operation_name=asked.operation_name,
    )
    coming = await begun if isawaitable(begun) else begun
    if isinstance(coming, ExecutionResult):
        yield coming
        return
    async with aclosing(cast(AsyncGenerator[ExecutionResult, None], coming)) as told:
        try:
            async for result in told:
                yield result
        except Exception as error:  # in mid-stream there is no other way to tell it
            yield ExecutionResult(None, [GraphQLError(str(error), original_error=error)])
