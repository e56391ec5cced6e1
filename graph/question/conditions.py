"""What must hold of a node: conditions on its properties, its class and its neighbours.

Logic has two values: a comparison with what isn't known is false, and `Not` turns it into true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.question.steps import Step

Scalar: TypeAlias = str | int | float | bool
Operator = Literal["=", "<", "<=", ">", ">=", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH"]
Bounding = Literal["=", "<", "<=", ">", ">="]
Quantifier = Literal["some", "none", "every"]


@dataclass(frozen=True, slots=True)
class Compare:
    """A property against a value; `fold` ignores case. Of a property with several values, one must fit."""

    property: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...]
    fold: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The property has no value."""

    property: str


@dataclass(frozen=True, slots=True)
class OfClass:
    """The node is of one of these labels."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Each of the conditions holds; with none, always."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the conditions holds; with none, never."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition doesn't hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Related:
    """Some, none or every neighbour on a step fulfils a condition. `targets` are all labels found there."""

    step: Step
    quantifier: Quantifier
    condition: Condition
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """The number of neighbours on a step that fulfil a condition, against a value."""

    step: Step
    condition: Condition
    operator: Bounding
    value: int


@dataclass(frozen=True, slots=True)
class Followed:
    """Another node beside it, with a higher id that is below a bound, has the same subject.

    It is reached by a step there and back. The subject is the neighbour on the first of some ways that there is
    one on, or else the value of a property, upper and lower case being the same.
    """

    beside: Step
    labels: tuple[str, ...]
    ways: tuple[tuple[Step, ...], ...]
    words: str
    below: str


Condition: TypeAlias = Compare | Unknown | OfClass | All | Either | Not | Related | Number | Followed

EVERYTHING = All()
