"""Where a question may begin instead of at all nodes of a class: at a node whose id a filter names.

"Demands of which some addressee is this one" is found from the addressee, by the index on its id, and not by
looking at every demand; nodes that are named themselves are looked up. A filter within a filter ("of which the
statement has this issuer") gives a longer way.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.question.conditions import EVERYTHING, All, Compare, Condition, Related, Scalar
from graph.question.steps import Step


@dataclass(frozen=True, slots=True)
class Anchor:
    """A node, or one of `several`, by labels and ids, and the steps that lead to it from the nodes asked for.

    Without steps it is those nodes that are named. `rest` is what must hold besides: the filter without what the way
    to the anchor says by itself.
    """

    labels: tuple[str, ...]
    ids: Scalar | tuple[Scalar, ...]
    several: bool
    steps: tuple[Step, ...]
    rest: Condition


def anchor(labels: tuple[str, ...], where: Condition) -> Anchor | None:
    """The anchor that a filter of nodes gives, the shortest way first; None if it gives none."""
    conditions = where.conditions if isinstance(where, All) else (where,)
    for condition in conditions:
        if (
            isinstance(condition, Compare)
            and condition.property == "id"
            and condition.operator in ("=", "IN")
        ):
            return Anchor(
                labels, condition.value, condition.operator == "IN", (), _without(condition, conditions)
            )
    related = [c for c in conditions if isinstance(c, Related) and c.quantifier == "some"]
    further = [(c, found) for c in related if (found := anchor(c.targets, c.condition))]
    for condition, found in sorted(further, key=lambda pair: len(pair[1].steps)):
        exact = not found.steps and found.rest == EVERYTHING
        rest = _without(condition, conditions) if exact else where
        return Anchor(found.labels, found.ids, found.several, (condition.step, *found.steps), rest)
    return None


def _without(one: Condition, conditions: tuple[Condition, ...]) -> Condition:
    return All(tuple(condition for condition in conditions if condition is not one))
