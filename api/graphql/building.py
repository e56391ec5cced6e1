"""Strawberry types made at run time: names, annotations and descriptions come as data.

Annotations are Python expressions over a namespace that is filled as the types are made, so that types can speak of
each other in any order.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import MISSING, dataclass
from keyword import iskeyword
from typing import Any

import strawberry
from strawberry import UNSET
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

Namespace = dict[str, Any]


class MadeField(StrawberryField):
    """A field that keeps its annotation, which `dataclasses` would else put a bare one in the place of."""

    @property
    def type(self) -> Any:  # noqa: ANN401, D102
        return self.resolve_type()

    @type.setter
    def type(self, type_: Any) -> None:  # noqa: ANN401
        """Leave it as it is."""


@dataclass(frozen=True, slots=True)
class ArgumentSpec:
    """An argument that may be left out, or that must be given."""

    name: str
    annotation: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its GraphQL name, its type as a Python expression, its description and arguments."""

    name: str
    annotation: str
    description: str
    arguments: tuple[ArgumentSpec, ...] = ()


def make_output(
    namespace: Namespace,
    name: str,
    description: str,
    fields: Iterable[FieldSpec],
    *,
    interfaces: Iterable[str] = (),
    is_interface: bool = False,
    field_class: type[MadeField] = MadeField,
) -> type:
    """An object type or an interface, put into the namespace under its name."""
    body = {_python(spec.name): _field(spec, namespace, field_class) for spec in fields}
    bases = tuple(namespace[base] for base in interfaces)
    cls = _class(name, bases, body)
    made = strawberry.type(cls, name=name, description=description, is_interface=is_interface)
    namespace[name] = made
    return made


def make_input(
    namespace: Namespace, name: str, description: str, fields: Iterable[FieldSpec], *, one_of: bool = False
) -> type:
    """An input all of whose fields may be left out, put into the namespace under its name."""
    body = {_python(spec.name): _input_field(spec, namespace) for spec in fields}
    cls = _class(name, (), body)
    made = strawberry.input(cls, name=name, description=description, one_of=one_of)
    namespace[name] = made
    return made


def _class(name: str, bases: tuple[type, ...], fields: dict[str, StrawberryField]) -> type:
    return types.new_class(name, bases, {}, lambda body: body.update(fields))


def _field(spec: FieldSpec, namespace: Namespace, field_class: type[MadeField]) -> StrawberryField:
    field = field_class(
        python_name=_python(spec.name),
        graphql_name=spec.name,
        type_annotation=StrawberryAnnotation(spec.annotation, namespace=namespace),
        description=spec.description,
        default=MISSING,
    )
    field.arguments = [_argument(argument, namespace) for argument in spec.arguments]
    return field


def _input_field(spec: FieldSpec, namespace: Namespace) -> StrawberryField:
    return MadeField(
        python_name=_python(spec.name),
        graphql_name=spec.name,
        type_annotation=StrawberryAnnotation(f"{spec.annotation} | None", namespace=namespace),
        description=spec.description,
        default=UNSET,
    )


def _argument(spec: ArgumentSpec, namespace: Namespace) -> StrawberryArgument:
    annotation = spec.annotation if spec.required else f"{spec.annotation} | None"
    return StrawberryArgument(
        python_name=_python(spec.name),
        graphql_name=spec.name,
        type_annotation=StrawberryAnnotation(annotation, namespace=namespace),
        description=spec.description,
    )


def _python(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name
