"""Where a question may begin instead of at all nodes of a class: at a node whose id a filter names.

"Demands of which some addressee is this one" is found from the addressee, by the index on its id, and not by
looking at every demand. A filter within a filter ("of which the statement has this issuer") gives a longer way.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.question.conditions import All, Compare, Condition, Related, Scalar
from graph.question.steps import Step


@dataclass(frozen=True, slots=True)
class Anchor:
    """A node by its labels and id, and the steps that lead to it from those asked for.

    `rest` is what must hold besides: the filter without what the way to the anchor says by itself.
    """

    labels: tuple[str, ...]
    id: Scalar
    steps: tuple[Step, ...]
    rest: Condition


def anchor(where: Condition) -> Anchor | None:
    """The anchor that a filter gives, the shortest way first; None if it gives none."""
    conditions = where.conditions if isinstance(where, All) else (where,)
    related = [c for c in conditions if isinstance(c, Related) and c.quantifier == "some"]
    for condition in related:
        inner = _ids(condition.condition)
        if inner is not None:
            exact = isinstance(condition.condition, Compare)
            rest = All(tuple(c for c in conditions if c is not condition or not exact))
            return Anchor(condition.targets, inner, (condition.step,), rest)
    for condition in related:
        further = anchor(condition.condition)
        if further is not None:
            return Anchor(further.labels, further.id, (condition.step, *further.steps), where)
    return None


def _ids(condition: Condition) -> Scalar | None:
    """The id that a node must have."""
    for each in condition.conditions if isinstance(condition, All) else (condition,):
        if isinstance(each, Compare) and each.property == "id" and each.operator == "=":
            assert not isinstance(each.value, tuple)
            return each.value
    return None
