"""Conditions as Cypher expressions."""

from __future__ import annotations

from graph.question.conditions import (
    All,
    Compare,
    Condition,
    Either,
    Not,
    Number,
    OfClass,
    Related,
    Unknown,
)
from graph.question.statement import Draft, step_pattern, word
from graph.question.steps import Step

ALWAYS, NEVER = "true", "false"


def expression(condition: Condition, node: str, draft: Draft) -> str:
    """An expression that is true where the condition holds of the node; elsewhere false or null."""
    match condition:
        case Compare():
            return _comparison(condition, node, draft)
        case Unknown(property):
            return f"{node}.{word(property)} IS NULL"
        case OfClass(labels):
            return _joined([f"{node}:{word(label)}" for label in labels], " OR ", NEVER)
        case All(conditions):
            return _joined([expression(c, node, draft) for c in conditions], " AND ", ALWAYS)
        case Either(conditions):
            return _joined([expression(c, node, draft) for c in conditions], " OR ", NEVER)
        case Not(inner):
            return f"NOT coalesce({expression(inner, node, draft)}, false)"
        case Related():
            return _related(condition, node, draft)
        case Number(step, inner, operator, value):
            return f"{count(node, step, inner, draft)} {operator} {draft.value(value)}"


def count(node: str, step: Step, condition: Condition, draft: Draft) -> str:
    """The number of neighbours that fulfil the condition; of all, without visiting them where that is possible."""
    if condition == All():
        return f"COUNT {{ {step_pattern(node, step)} }}"
    return f"COUNT {{ {_matched(node, step, condition, draft)} }}"


def _related(condition: Related, node: str, draft: Draft) -> str:
    match condition.quantifier:
        case "some":
            return f"EXISTS {{ {_matched(node, condition.step, condition.condition, draft)} }}"
        case "none":
            return f"NOT EXISTS {{ {_matched(node, condition.step, condition.condition, draft)} }}"
        case "every":
            return f"NOT EXISTS {{ {_matched(node, condition.step, Not(condition.condition), draft)} }}"


def _matched(node: str, step: Step, condition: Condition, draft: Draft) -> str:
    neighbour = draft.node()
    pattern = f"MATCH {step_pattern(node, step, neighbour)}"
    criteria = expression(condition, neighbour, draft)
    return pattern if criteria == ALWAYS else f"{pattern} WHERE {criteria}"


def _comparison(compare: Compare, node: str, draft: Draft) -> str:
    value = draft.value(compare.value)
    property = f"{node}.{word(compare.property)}"
    if compare.fold:
        value = f"toLower({value})"
    if not compare.many:
        return f"{_folded(property, compare)} {compare.operator} {value}"
    return f"any(x IN {property} WHERE {_folded('x', compare)} {compare.operator} {value})"


def _folded(operand: str, compare: Compare) -> str:
    return f"toLower({operand})" if compare.fold else operand


def _joined(parts: list[str], by: str, empty: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else empty
    return f"({by.join(parts)})"
