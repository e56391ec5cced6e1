"""The same schema answered the plain way: by graphql-core, field by field, over a graph in memory.

It shares nothing with how the service answers but the vocabulary and the form of cursors, so that the two can be
compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import ExecutionResult, GraphQLResolveInfo, GraphQLSchema, build_schema, execute_sync, parse

from api.graphql.codes import code_name
from api.graphql.cursors import encode
from api.graphql.filters import sort_keys
from api.graphql.groups import key_text, ways
from api.graphql.members import Back, Evidence, Forward, Members
from graph.question.order import Key
from graph.store import Store
from ontology.terms import Field

Given = Mapping[str, Any]


@dataclass
class PlainNode:
    """A node with its neighbours, by relationship type, forward and back."""

    label: str
    id: str
    properties: Mapping[str, Any]
    forward: dict[str, list[PlainNode]] = field(default_factory=lambda: defaultdict(list))
    back: dict[str, list[PlainNode]] = field(default_factory=lambda: defaultdict(list))


class PlainGraph:
    """A whole graph in memory, asked in GraphQL."""

    def __init__(self, members: Members, sdl: str, nodes: Mapping[str, PlainNode]) -> None:
        self.members, self.sdl, self.nodes = members, sdl, nodes
        self.schema: GraphQLSchema = build_schema(sdl)
        self.answers: dict[str, Any] = {}
        """What root fields answer that aren't worked out here, with nodes of this graph in them."""

    @classmethod
    async def of(cls, store: Store, members: Members, sdl: str) -> PlainGraph:
        """A copy of what is in a store."""
        nodes = {
            node.id: PlainNode(node.label, node.id, {"id": node.id, **node.properties})
            async for node in store.nodes()
        }
        async for relationship in store.relationships():
            source, target = nodes[relationship.source], nodes[relationship.target]
            source.forward[relationship.type].append(target)
            target.back[relationship.type].append(source)
        return cls(members, sdl, nodes)

    def ask(self, query: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
        """The answer, by plain execution."""
        result = execute_sync(
            self.schema,
            parse(query),
            variable_values=variables,
            field_resolver=self._resolve,
            type_resolver=lambda node, *_: node.label,
        )
        assert isinstance(result, ExecutionResult)
        return result

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:  # noqa: ANN401
        name = info.field_name
        if source is None and name in self.answers:
            return self.answers[name]
        if isinstance(source, PlainNode):
            return self._member(source, name, given)
        if isinstance(source, Mapping):
            value = source[name]
            return value(given) if callable(value) else value
        if name in ("node", "nodes"):
            found = [self.nodes.get(id) for id in given.get("ids", [given.get("id")])]
            return found if name == "nodes" else found[0]
        by_plural = {cls.plural: cls.name for cls in self.members.vocabulary.classes.values()}
        if name in by_plural:
            labels = self.members.vocabulary.concrete(by_plural[name])
            nodes = [node for node in self.nodes.values() if node.label in labels]
            return self._connection(by_plural[name], nodes, given)
        node = self.nodes.get(given["id"])
        return node if node and node.label.lower() == name.lower() else None

    def _member(self, node: PlainNode, name: str, given: Given) -> Any:  # noqa: ANN401
        match member := self.members.of[node.label][name]:
            case Field(scheme=None):
                return node.properties.get(name, [] if member.many else None)
            case Field():
                code: Any = node.properties.get(name)
                known = self.members.vocabulary.schemes[member.scheme or ""].by_notation
                return code_name(known[code].notation) if code in known else None
            case Forward():
                found = sorted(self._neighbours(node, member), key=lambda other: other.id)
                return found if member.relation.many else next(iter(found), None)
            case Back():
                return self._connection(member.target, self._neighbours(node, member), given)
            case Evidence():
                return self._evidence(node)

    def _evidence(self, node: PlainNode) -> dict[str, Any]:
        passage = next(iter(node.forward["PASSAGE"]), None)
        of_passage = {
            name: passage.properties.get(name) if passage else None for name in ("text", "start", "end")
        }
        own = {name: node.properties.get(name) for name in ("rule", "confidence")}
        ways = {name: self._member(node, name, {}) for name in ("passage", "statement", "run")}
        return {**of_passage, **own, **ways}

    def _neighbours(self, node: PlainNode, way: Forward | Back) -> list[PlainNode]:
        labels = self.members.vocabulary.concrete(way.target)
        around = (node.forward if way.step.outgoing else node.back)[way.step.type]
        return [other for other in around if other.label in labels]

    def _connection(self, cls: str, nodes: Iterable[PlainNode], given: Given) -> dict[str, Any]:
        keys = sort_keys(self.members, cls, given.get("orderBy"))
        where = {"and": [given.get("where") or {}]} | {k: v for k, v in given.items() if k == "asOf"}
        found = self._sorted([n for n in nodes if self.holds(cls, n, where)], cls, keys)
        last = given.get("last")
        size = last if last is not None else given.get("first", 20)
        shown = found[max(0, len(found) - size) :] if last is not None else found[:size]
        cursors = [encode(keys, self._values(node, keys)) for node in shown]
        return {
            "nodes": shown,
            "edges": [{"node": n, "cursor": c} for n, c in zip(shown, cursors, strict=True)],
            "totalCount": len(found),
            "groups": lambda by: self._groups(cls, found, by),
            "pageInfo": {
                "hasNextPage": last is None and len(found) > len(shown),
                "hasPreviousPage": last is not None and len(found) > len(shown),
                "startCursor": cursors[0] if cursors else None,
                "endCursor": cursors[-1] if cursors else None,
            },
        }

    def _groups(self, cls: str, nodes: list[PlainNode], given: Given) -> list[dict[str, Any]]:
        by = {
            name: grouping for name, _, grouping in ways(self.members, self.members.vocabulary.classes[cls])
        }
        grouping = by[given["by"]]
        counts: Counter[Any] = Counter()
        for node in nodes:
            through = node.forward[grouping.through.type] if grouping.through else [node]
            if isinstance(grouping.by, str):
                counts.update(each.properties.get(grouping.by) for each in through)
            else:
                counts.update(other.id for other in node.forward[grouping.by.type])
        if grouping.digits:
            cut: Counter[Any] = Counter()
            for key, count in counts.items():
                cut[key and key[: grouping.digits]] += count
            counts = cut
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or 0))
        coded = (
            isinstance(grouping.by, str)
            and not grouping.through
            and self.members.literals(cls)[grouping.by].scheme
        )
        return [
            {
                "key": key_text(key, coded=bool(coded)) if isinstance(grouping.by, str) else None,
                "node": None if isinstance(grouping.by, str) else self.nodes[key],
                "count": count,
            }
            for key, count in ordered[: given.get("first", 20)]
        ]

    def _values(self, node: PlainNode, keys: Sequence[Key]) -> list[Any]:
        return [
            node.properties.get(key.by)
            if isinstance(key.by, str)
            else len(
                [
                    n
                    for n in (node.forward if key.by.outgoing else node.back)[key.by.type]
                    if not key.by.labels or n.label in key.by.labels
                ]
            )
            for key in keys
        ]

    def _sorted(self, nodes: list[PlainNode], cls: str, keys: Sequence[Key]) -> list[PlainNode]:
        """Sorted by the last key first, since sorting is stable; what has no value goes to the end."""
        for place in reversed(range(len(keys))):
            known = [node for node in nodes if self._values(node, keys)[place] is not None]
            unknown = [node for node in nodes if self._values(node, keys)[place] is None]
            known.sort(key=lambda node: self._values(node, keys)[place], reverse=keys[place].descending)
            nodes = [*known, *unknown]
        return nodes

    def holds(self, cls: str, node: PlainNode, where: Given) -> bool:
        """Whether a filter holds of a node."""
        return all(self._holds(cls, node, name, value) for name, value in where.items())

    def _holds(self, cls: str, node: PlainNode, name: str, value: Any) -> bool:  # noqa: ANN401
        if name in ("and", "or"):
            results = [self.holds(cls, node, part) for part in value]
            return all(results) if name == "and" else any(results)
        if name == "not":
            return not self.holds(cls, node, value)
        if name == "classIn":
            return node.label in [
                label for label in self.members.vocabulary.labels if code_name(label) in value
            ]
        if name == "asOf":
            return self._stood(node, value) if cls == "Position" else lasted(node, value)
        if name in self.members.ways(cls):
            return self._related(cls, node, name, value)
        for ending, test in (("In", lambda has: has in value), ("Not", lambda has: has != value)):
            stem = name.removesuffix(ending)
            if name not in self.members.of[cls] and stem in self.members.literals(cls):
                return bool(test(self._member(node, stem, {})))
        has = self._member(node, name, {})
        return compares(has, value) if isinstance(value, Mapping) else bool(has == value)

    def _stood(self, position: PlainNode, day: str) -> bool:
        """Whether it was told by the day, and no later one of its holder on its target was."""
        told = [
            other
            for other in self.nodes.values()
            if other.label == "Position" and other.forward["STATEMENT"][0].properties["issued"] <= day
        ]
        holders = {holder.id for holder in position.forward["HOLDER"]}
        later = [
            other
            for other in told
            if other.id > position.id
            and holders & {holder.id for holder in other.forward["HOLDER"]}
            and subject(other) == subject(position)
        ]
        return position in told and not later

    def _related(self, cls: str, node: PlainNode, name: str, value: Any) -> bool:  # noqa: ANN401
        way = self.members.ways(cls)[name]
        others = self._neighbours(node, way)
        if isinstance(way, Forward) and not way.relation.many:
            return not others if value is None else any(self.holds(way.target, o, value) for o in others)
        quantified: dict[str, Callable[[Any], bool]] = {
            "some": lambda where: any(self.holds(way.target, other, where) for other in others),
            "none": lambda where: not any(self.holds(way.target, other, where) for other in others),
            "every": lambda where: all(self.holds(way.target, other, where) for other in others),
            "count": lambda bounds: compares(len(others), bounds),
        }
        return all(quantified[quantifier](inner) for quantifier, inner in value.items())


def lasted(tenure: PlainNode, day: str) -> bool:
    """Whether it is known to have lasted on a day."""
    start, end = (tenure.properties.get(name) for name in ("latestStart", "earliestEnd"))
    return start is not None and end is not None and start <= day <= end


def subject(position: PlainNode) -> str:
    """The entity or the incident that it judges, or else its words."""
    incidents = [i.id for report in position.forward["TARGET_REPORT"] for i in report.forward["INCIDENT"]]
    known = [entity.id for entity in position.forward["TARGET_ENTITY"]] + incidents
    return known[0] if known else str(position.properties["target"]).lower()


def compares(has: Any, bounds: Given) -> bool:  # noqa: ANN401
    """Whether a value, or one of several, fits all comparisons."""
    return all(_compares(has, operator, operand) for operator, operand in bounds.items())


def _compares(has: Any, operator: str, operand: Any) -> bool:  # noqa: ANN401
    if operator == "known":
        return bool((has not in (None, [])) == operand)
    if operator == "ne":
        return not _compares(has, "eq", operand)
    if isinstance(has, list):
        return any(_compares(each, operator, operand) for each in has)
    if has is None:
        return False
    tests: dict[str, Callable[[], bool]] = {
        "eq": lambda: has == operand,
        "in": lambda: has in operand,
        "lt": lambda: has < operand,
        "lte": lambda: has <= operand,
        "gt": lambda: has > operand,
        "gte": lambda: has >= operand,
        "contains": lambda: operand.lower() in has.lower(),
        "startsWith": lambda: has.lower().startswith(operand.lower()),
        "endsWith": lambda: has.lower().endswith(operand.lower()),
    }
    return bool(tests[operator]())
