"""Conditions as Cypher expressions."""

from __future__ import annotations

from dataclasses import replace

from graph.question.conditions import (
    All,
    Compare,
    Condition,
    Either,
    Followed,
    Not,
    Number,
    OfClass,
    Related,
    Unknown,
)
from graph.question.statement import Draft, step_pattern, way_pattern, word
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
            return _not(expression(inner, node, draft), may_be_null=_may_be_null(inner))
        case Related():
            return _related(condition, node, draft)
        case Number(step, inner, operator, value):
            return f"{count(node, step, inner, draft)} {operator} {draft.value(value)}"
        case Followed():
            return _followed(condition, node, draft)


def _not(text: str, *, may_be_null: bool) -> str:
    """What could be null is made false first; around what can't be, that would keep Neo4j from planning it well."""
    return f"NOT coalesce({text}, false)" if may_be_null else f"NOT {text}"


def _may_be_null(condition: Condition) -> bool:
    match condition:
        case Compare(many=many):
            return not many
        case All(conditions) | Either(conditions):
            return any(map(_may_be_null, conditions))
        case _:
            return False


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


def _followed(followed: Followed, node: str, draft: Draft) -> str:
    shared, other = draft.node(), draft.node()
    there = step_pattern(node, followed.beside, shared)
    back = step_pattern(
        shared, replace(followed.beside, outgoing=not followed.beside.outgoing, labels=followed.labels), other
    )
    same = f"{_subject(followed, other, draft)} = {_subject(followed, node, draft)}"
    return (
        f"EXISTS {{ MATCH {there} MATCH {back} "
        f"WHERE {other}.id > {node}.id AND {other}.id < {draft.value(followed.below)} AND {same} }}"
    )


def _subject(followed: Followed, node: str, draft: Draft) -> str:
    ids: list[str] = []
    for way in followed.ways:
        there = draft.node()
        ids.append(f"head(COLLECT {{ MATCH {way_pattern(node, way, there)} RETURN {there}.id }})")
    return f"coalesce({', '.join(ids)}, toLower({node}.{word(followed.words)}))"


def _comparison(compare: Compare, node: str, draft: Draft) -> str:
    value = draft.value(compare.value)
    property = f"{node}.{word(compare.property)}"
    if compare.fold:
        value = f"toLower({value})"
    if not compare.many:
        return f"{_folded(property, compare)} {compare.operator} {value}"
    return f"any(x IN coalesce({property}, []) WHERE {_folded('x', compare)} {compare.operator} {value})"


def _folded(operand: str, compare: Compare) -> str:
    return f"toLower({operand})" if compare.fold else operand


def _joined(parts: list[str], by: str, empty: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else empty
    return f"({by.join(parts)})"
