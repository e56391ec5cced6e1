"""What a graph is given before any statement."""

from __future__ import annotations

import pytest

from graph.engine.connection import Connection
from graph.opening import open_store
from graph.schema import STATE, ensure_schema
from graph.store import Store
from ontology.errors import EngineError
from ontology.vocabulary import load_vocabulary
from tests.engines.fixtures import OPTIONS


async def test_every_class_has_a_unique_id_and_indexed_properties_an_index(store: Store) -> None:
    found = await store.read(
        "SHOW INDEXES YIELD labelsOrTypes, properties, type RETURN labelsOrTypes, properties, type"
    )
    indexes = {(row["labelsOrTypes"][0], row["properties"][0]) for row in found if row["type"] == "RANGE"}
    unique = await store.read("SHOW CONSTRAINTS YIELD labelsOrTypes RETURN labelsOrTypes")
    classes = load_vocabulary().classes

    for label in load_vocabulary().labels:
        assert [label] in [row["labelsOrTypes"] for row in unique]
        for field in classes[label].fields.values():
            if field.indexed and not field.many:
                assert (label, field.name) in indexes


async def test_making_it_again_changes_nothing(store: Store) -> None:
    before = await store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name")
    connection = Connection(store.address)
    await ensure_schema(connection)
    await connection.close()

    assert await store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name") == before


async def test_the_topics_of_the_scheme_are_there(store: Store) -> None:
    found = await store.read("MATCH (t:Topic) RETURN t.notation AS notation ORDER BY notation")

    assert [row["notation"] for row in found] == sorted(load_vocabulary().schemes["Topics"].notations)


@pytest.mark.parametrize(("version", "advice"), [("99", "newer Rostra"), ("1", "rostra migrate")])
async def test_a_graph_of_another_version_is_refused(store: Store, version: str, advice: str) -> None:
    connection = Connection(store.address)
    set_version = f"MATCH (s:{STATE}) SET s.ontologyVersion = '%s'"
    await connection.define([set_version % version])
    try:
        with pytest.raises(EngineError, match=f"version {version}") as told:
            async with open_store(store.address, OPTIONS):
                pass
        assert advice in told.value.advice
    finally:
        await connection.define([set_version % load_vocabulary().version])
        await connection.close()


async def test_a_graph_of_another_version_can_be_emptied(store: Store) -> None:
    connection = Connection(store.address)
    await connection.define(
        [f"MATCH (s:{STATE}) SET s.ontologyVersion = '0'", "CREATE (:Topic {id: 'topic/old'})"]
    )
    await connection.close()

    async with open_store(store.address, OPTIONS, emptied=True) as emptied:
        found = await emptied.read("MATCH (t:Topic) RETURN t.notation AS notation ORDER BY notation")
        assert [row["notation"] for row in found] == sorted(load_vocabulary().schemes["Topics"].notations)
    async with open_store(store.address, OPTIONS) as again:
        (state,) = await again.read(f"MATCH (s:{STATE}) RETURN s.ontologyVersion AS version")
        assert state["version"] == load_vocabulary().version


async def test_an_identity_stands_once(store: Store) -> None:
    connection = Connection(store.address)
    with pytest.raises(EngineError, match="could not do it"):
        await connection.define(
            ["CREATE (:Location {id: 'location/x'})", "CREATE (:Location {id: 'location/x'})"]
        )
    await connection.close()
    assert (await store.stats()).nodes["Location"] == 0
