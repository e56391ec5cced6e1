"""Hostile words at every argument of every decision: each is refused with a reason, and the graph stays as it is."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLInputObjectType, get_named_type

from graph.store import Store
from tests.api.graphql.harbour import harbour_facts
from tests.api.graphql.test_hostile import HOSTILE, SCHEMA, WORDS, harmless
from tests.api.graphql.test_mutations import Send, folder, recorder, send, writer  # noqa: F401
from tests.graph.dumps import whole

REFUSALS = {"BAD_REQUEST", "BAD_QUESTION"}


def decisions() -> list[tuple[str, GraphQLInputObjectType]]:
    """The mutations that decide about what is in the graph, with their inputs."""
    mutations = SCHEMA._schema.mutation_type
    assert mutations is not None
    found = []
    for name, field in mutations.fields.items():
        given = get_named_type(field.args["input"].type)
        if name != "loadStatement" and isinstance(given, GraphQLInputObjectType):
            found.append((name, given))
    return found


async def test_no_decision_is_made_on_hostile_words(send: Send, store: Store) -> None:  # noqa: F811
    await store.write_many(harbour_facts())
    before = await whole(store)
    for name, given in decisions():
        for argument, field in given.fields.items():
            assert get_named_type(field.type).name in HOSTILE
            for word in WORDS:
                needed: dict[str, Any] = {
                    other: harmless(each.type)
                    for other, each in given.fields.items()
                    if "!" in str(each.type)
                }
                value = [word] if str(field.type).startswith("[") else word
                mutation = f"mutation ($input: {given.name}!) {{ {name}(input: $input) {{ __typename }} }}"
                answer = await send(mutation, ["write", "curate"], input=needed | {argument: value})
                codes = {error["extensions"]["code"] for error in answer.json()["errors"]}
                assert codes <= REFUSALS, (name, argument, word, answer.json())
    assert await whole(store) == before
