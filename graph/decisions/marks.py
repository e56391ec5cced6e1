"""Marks: what an assertion is found again by when its statement is read anew, by another extractor or as changed text.

A mark is made of what a person sees and judges: the class, the sentence, the words, and how they were taken (the
stance, the role, the entity that was read). Offsets are not in it, and no entity but that of a mention or tenure:
what is undecided may get better from one extractor to the next without losing its decisions.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from graph.ids import digest, name_of
from graph.nodes import StatementRows
from graph.rows import Node, Value

JUDGED = {
    "Mention": ("words",),
    "Tenure": (),
    "Report": ("type", "trigger"),
    "Participation": ("role", "words"),
    "Position": ("stance", "target", "holderWords"),
    "Demand": ("action", "polarity", "issuerWords"),
}
LINKS = ("ENTITY", "OFFICIAL", "OFFICE")


def assertion_marks(rows: StatementRows) -> dict[str, str]:
    """The mark of each assertion of a statement by its id. Of several alike each gets a number in reading order."""
    passages: dict[str, str] = {}
    links: dict[str, list[str]] = defaultdict(list)
    for relationship in rows.relationships:
        if relationship.type == "PASSAGE":
            passages[relationship.source] = relationship.target
        elif relationship.type in LINKS:
            links[relationship.source].append(relationship.target)
    texts = {node.id: node.properties["text"] for node in rows.own if node.label == "Passage"}
    assertions = [node for node in rows.own if node.label in JUDGED]
    seen: Counter[str] = Counter()
    marks: dict[str, str] = {}
    for node in sorted(assertions, key=lambda node: (_start(node), node.id)):
        judged = [_plain(node.properties.get(name)) for name in JUDGED[node.label]]
        content = [node.label, _plain(texts.get(passages.get(node.id, ""))), *judged, *sorted(links[node.id])]
        mark = digest("\n".join(content), 16)
        seen[mark] += 1
        marks[node.id] = f"{rows.id} {mark}" if seen[mark] == 1 else f"{rows.id} {mark}-{seen[mark]}"
    return marks


def statement_of(id: str) -> str:
    """The statement that an assertion's id, or a mark, belongs to."""
    return "statement/" + name_of(id.partition(" ")[0]).partition("/")[0]


def moved(mark: str, statement: str) -> str:
    """The mark as another version of its statement has it."""
    return f"{statement} {mark.partition(' ')[2]}"


def _start(node: Node) -> int:
    start = node.properties.get("start", 0)
    return start if isinstance(start, int) else 0


def _plain(value: Value | None) -> str:
    return " ".join(str(value).split()) if value is not None else ""
