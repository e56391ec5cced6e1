"""What of the graph is asked for, as a person writes it: a projection, what is around a node, a period, classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.graphql.questions.neighborhood import BACKGROUND, DEEPEST
from api.periods import read_period
from graph.parts import Part
from graph.projections import Projection, find_projection
from ontology.errors import QuestionError
from ontology.vocabulary import load_vocabulary

DECIDED = ("Decision", "Retraction")
"""Classes of what people decided, and what they rejected: left out unless named, even of "all"."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph, or a projection of it; with `around` only what is near a node."""

    part: Part
    projection: Projection | None = None
    around: str | None = None
    depth: int = 1


def select(given: Mapping[str, str | int | None]) -> Selection:
    """What is given under `projection`, `around`, `depth`, `classes`, `from` and `to`; all of it may be left out.

    Raises QuestionError that says what is wrong and what there is.
    """
    told = {name: value for name, value in given.items() if value not in (None, "")}
    since, until = read_period(told)
    if "projection" in told and "classes" in told:
        raise QuestionError("A projection has its own classes.", "Leave out either of the two.")
    if "depth" in told and "around" not in told:
        raise QuestionError("A depth needs a node to go out from.", "Give its id as `around`.")
    return Selection(
        Part(_classes(str(told.get("classes", ""))), since, until),
        find_projection(str(told["projection"])) if "projection" in told else None,
        str(told["around"]) if "around" in told else None,
        _depth(told.get("depth", 1)),
    )


def _depth(given: str | int) -> int:
    if str(given) not in map(str, range(1, DEEPEST + 1)):
        raise QuestionError(f"The depth {given!r} is out of bounds.", f"It goes from 1 to {DEEPEST}.")
    return int(given)


def _classes(names: str) -> tuple[str, ...]:
    """Classes in the ontology's order; abstract ones stand for those under them. None named are the usual ones."""
    vocabulary = load_vocabulary()
    if not names:
        return tuple(label for label in vocabulary.labels if label not in BACKGROUND)
    known = {cls.lower(): vocabulary.concrete(cls) for cls in vocabulary.classes}
    known["all"] = tuple(label for label in vocabulary.labels if label not in DECIDED)
    wanted: set[str] = set()
    for name in (name.strip() for name in names.split(",")):
        if name.lower() not in known:
            raise QuestionError(f"There is no class {name!r}.", f"Use all, {', '.join(vocabulary.classes)}.")
        wanted |= set(known[name.lower()])
    return tuple(label for label in vocabulary.labels if label in wanted)
