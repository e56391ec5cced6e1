"""The schema: what the ontology has is in it, described, and the written copy of it is up to date."""

from __future__ import annotations

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema

from api.graphql.members import members
from api.graphql.sdl import FILE, breaking_changes, sdl
from ontology.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
MEMBERS = members(VOCABULARY)


@pytest.mark.parametrize("name", VOCABULARY.classes)
def test_every_class_is_a_type_with_all_its_members(schema: strawberry.Schema, name: str) -> None:
    cls = VOCABULARY.classes[name]
    type_ = build_schema(schema.as_str()).type_map[name]
    assert isinstance(type_, GraphQLInterfaceType if cls.abstract else GraphQLObjectType)
    assert set(type_.fields) == set(MEMBERS.of[name])
    assert {interface.name for interface in type_.interfaces} == set(cls.parents)
    assert type_.description == cls.comment


def test_everything_has_a_description(schema: strawberry.Schema) -> None:
    for type_ in build_schema(schema.as_str()).type_map.values():
        if type_.name.startswith("__") or type_.name in ("ID", "String", "Int", "Float", "Boolean", "Query"):
            continue
        assert type_.description, type_
        assert all(field.description for field in getattr(type_, "fields", {}).values()), type_


def test_no_branch_of_a_row_can_have_the_name_of_a_property() -> None:
    literals = {field for name in VOCABULARY.classes for field in MEMBERS.literals(name)}
    ways = {way for name in VOCABULARY.classes for way in MEMBERS.ways(name)}
    assert not literals & ways


def test_the_written_schema_is_that_of_the_code() -> None:
    assert FILE.read_text("utf-8") == sdl(), "Run python -m api.graphql.sdl."


def test_breaking_changes_are_told() -> None:
    changed = sdl().replace("  issued: Date!\n", "  issued: Int!\n", 1)
    assert breaking_changes(sdl(), changed) == ["Field Statement.issued changed type from Date! to Int!."]
    assert breaking_changes(sdl(), sdl().replace("type Query {", "type Query {\n  more: Int", 1)) == []
