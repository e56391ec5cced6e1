"""Code schemes as GraphQL enums: `armed-group` of the graph is `ARMED_GROUP` here."""

from __future__ import annotations

from enum import Enum
from typing import Any, cast

import strawberry

from ontology.terms import Scheme, Vocabulary


def code_name(notation: str) -> str:
    """The name of a code in GraphQL."""
    return notation.upper().replace("-", "_")


def enum_of(scheme: Scheme) -> type[Enum]:
    """A GraphQL enum whose Python values are the notations."""
    members = {
        code_name(concept.notation): strawberry.enum_value(concept.notation, description=concept.definition)
        for concept in scheme.concepts
    }
    return make_enum(scheme.name, members, scheme.definition)


def used_schemes(vocabulary: Vocabulary) -> tuple[Scheme, ...]:
    """The schemes that some class takes codes from."""
    used = {field.scheme for cls in vocabulary.classes.values() for field in cls.fields.values()}
    return tuple(scheme for name, scheme in vocabulary.schemes.items() if name in used)


def class_enum(vocabulary: Vocabulary) -> type[Enum]:
    """The concrete classes as an enum, `NodeClass`."""
    members = {
        code_name(label): strawberry.enum_value(label, description=vocabulary.classes[label].comment)
        for label in vocabulary.labels
    }
    return make_enum("NodeClass", members, "The classes that nodes can be of.")


def make_enum(name: str, members: dict[str, Any], description: str) -> type[Enum]:
    """A GraphQL enum of named values."""
    made = cast("type[Enum]", Enum(name, members))
    return strawberry.enum(made, description=description)
