"""Graphs made up out of the ontology: some nodes of every class, with whatever its shapes allow."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from graph.rows import Node, Relationship
from ontology.constraints import Limits, limits_of
from ontology.terms import Field
from ontology.vocabulary import load_vocabulary

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t"), max_size=12)
"""Characters that all formats hold: XML has no others."""
NAMES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Z"], exclude_characters="/"), min_size=1, max_size=8
)
NOTHING = Limits(None, None, None, None, None, None, False)


@dataclass(frozen=True)
class Graph:
    """Rows, as `Store.fill` takes them."""

    digest: str
    register: str | None
    rows: dict[str, Node]
    leaving: tuple[Relationship, ...]

    def nodes(self) -> Any:  # noqa: ANN401
        return iter(self.rows.values())

    def relationships(self) -> Any:  # noqa: ANN401
        return iter(self.leaving)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """One or two nodes of every class, related in any way that the shapes allow."""
    vocabulary = load_vocabulary()
    nodes: dict[str, Node] = {}
    for label in vocabulary.labels:
        names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
        ids = topics(names) if label == "Topic" else [f"{label.lower()}/{name}" for name in names]
        nodes |= {id: Node(label, id, draw(properties(label, id))) for id in ids}
    relationships: set[Relationship] = set()
    for node in nodes.values():
        for relation in vocabulary.classes[node.label].relations.values():
            targets = [
                id for id, other in nodes.items() if other.label in vocabulary.concrete(relation.target)
            ]
            least, most = int(relation.required), 3 if relation.many else 1
            for target in draw(
                st.lists(st.sampled_from(targets), min_size=least, max_size=most, unique=True)
            ):
                relationships.add(
                    Relationship(relation.type, node.label, node.id, nodes[target].label, target)
                )
    return Graph(draw(st.uuids()).hex, None, nodes, tuple(sorted(relationships)))


def topics(names: list[str]) -> list[str]:
    """As many topics, which are those of the scheme whatever their names."""
    return [f"topic/{each}" for each in load_vocabulary().schemes["Topics"].notations[: len(names)]]


@st.composite
def properties(draw: st.DrawFn, label: str, id: str) -> dict[str, Any]:
    """What a node of the class may carry."""
    limits, cls = limits_of(label), load_vocabulary().classes[label]
    if label == "Topic":
        concept = load_vocabulary().schemes["Topics"].by_notation[id.removeprefix("topic/")]
        return {"name": concept.label, "notation": concept.notation, "definition": concept.definition}
    found: dict[str, Any] = {}
    for field in cls.fields.values():
        if field.name != "id" and (field.required or draw(st.booleans())):
            one = value(field, limits.get(field.name, NOTHING))
            found[field.name] = draw(
                st.lists(one, min_size=1, max_size=3, unique=True) if field.many else one
            )
    for _ in limits:  # orders hang together: start, end; each pass puts another pair right
        for name, each in limits.items():
            if name in found and each.before in found and found[name] >= found[each.before]:
                found[name], found[each.before] = found[each.before], found[name]
                if each.strictly and found[name] == found[each.before]:
                    found[each.before] += 1
    return found


def value(field: Field, limits: Limits) -> st.SearchStrategy[Any]:
    """A value of the property."""
    if field.scheme:
        return st.sampled_from(load_vocabulary().schemes[field.scheme].notations)
    match field.datatype:
        case "boolean":
            return st.booleans()
        case "date":
            return st.dates().map(str)
        case "dateTime":
            return st.datetimes(timezones=st.just(datetime.UTC)).map(datetime.datetime.isoformat)
        case "decimal":
            return st.floats(limits.least or 0, limits.most or 1, allow_subnormal=False)
        case "integer":
            return st.sampled_from(sorted(limits.among)) if limits.among else st.integers(0, 2**40)
    if limits.pattern:
        return st.from_regex(limits.pattern.replace("$", r"\Z"))
    return WORDS.filter(lambda words: len(words) >= (limits.shortest or 0))
