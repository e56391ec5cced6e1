"""Sorting and the place where a page begins, as Cypher. See `graph.question.order` for what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from graph.question.conditions import All
from graph.question.criteria import count
from graph.question.order import Bound, Key, KeyValue, Standing, beyond
from graph.question.statement import Draft, word


class Sorting:
    """The sort keys of one page; counts are computed once, under variables of their own."""

    def __init__(self, node: str, keys: Sequence[Key], backward: bool) -> None:
        self.node, self.keys, self.backward = node, keys, backward

    def counts(self, draft: Draft) -> dict[str, str]:
        """The counts that are sorted by: variable -> expression."""
        return {
            self.operand(place): count(self.node, key.by, All(), draft)
            for place, key in enumerate(self.keys)
            if not isinstance(key.by, str)
        }

    def operand(self, place: int) -> str:
        """What is compared at a place: `n0.issued`, `n0_count0`."""
        by = self.keys[place].by
        return f"{self.node}.{word(by)}" if isinstance(by, str) else f"{self.node}_count{place}"

    def way(self, place: int) -> str:
        """The direction at a place, as the end of an order: ` DESC`, or nothing."""
        return " DESC" if self.keys[place].descending != self.backward else ""

    def order_by(self) -> str:
        """`n0.issued DESC, n0.id`; what has no value comes last, seen forward."""
        terms: list[str] = []
        for place, key in enumerate(self.keys):
            operand = self.operand(place)
            if key.optional:
                terms.append(f"{operand} IS NULL{' DESC' if self.backward else ''}")
            terms.append(f"{operand}{self.way(place)}")
        return ", ".join(terms)

    def reached(self, value: KeyValue, draft: Draft, *, backward: bool) -> str:
        """That the first key is the bound's or behind it, seen in a direction."""
        operator = "<=" if self.keys[0].descending != backward else ">="
        return f"{self.operand(0)} {operator} {draft.value(value)}"

    def bounded(self, bound: Bound, draft: Draft, *, backward: bool) -> str:
        """That a node lies behind the bound, seen in a direction."""
        alternatives = [
            " AND ".join(self._standing(s, bound[s.place], draft, backward) for s in standings)
            for standings in beyond(self.keys)
            if bound[standings[-1].place] is not None or backward
        ]
        if len(alternatives) == 1:
            return alternatives[0]
        return "(" + " OR ".join(f"({alternative})" for alternative in alternatives) + ")"

    def _standing(self, standing: Standing, value: KeyValue, draft: Draft, backward: bool) -> str:
        """The expression for one key. Behind no value there is nothing; before it, whatever has one."""
        operand, key = self.operand(standing.place), self.keys[standing.place]
        if value is None:
            return f"{operand} IS {'NOT NULL' if standing.beyond else 'NULL'}"
        if not standing.beyond:
            return f"{operand} = {draft.value(value)}"
        further = f"{operand} {'<' if key.descending != backward else '>'} {draft.value(value)}"
        return f"({further} OR {operand} IS NULL)" if key.optional and not backward else further
