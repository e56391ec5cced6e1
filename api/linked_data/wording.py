"""What a person would call a node: one line, made of what it says and of whom it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.question.steps import forward
from graph.question.tree import Branch, One, Wanted
from ontology.terms import Vocabulary

Row = Mapping[str, Any]
"""Properties of a node, and under the names of relations the properties of neighbours."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The properties that a line is made of, the relations whose targets' names stand in it, and how it is made."""

    properties: tuple[str, ...]
    names: tuple[str, ...] = ()
    line: Callable[[Row], str] | None = None


def _position(row: Row) -> str:
    return f"{_who(row, 'holder', 'holderWords')} {row['stance']}: {row['target']}"


def _demand(row: Row) -> str:
    asked = f" to {', '.join(row['addresseesWords'])}" if row.get("addresseesWords") else ""
    refrain = " (to refrain)" if row["polarity"] == "refrain" else ""
    return f"{_who(row, 'issuer', 'issuerWords')}{asked}: {row['action']}{refrain}"


def _report(row: Row) -> str:
    return f"{_who(row, 'incident', 'type')}: “{row['trigger']}”"


def _mention(row: Row) -> str:
    name = _who(row, "entity", "words")
    return name if name == row["words"] else f"{name}, as “{row['words']}”"


def _participation(row: Row) -> str:
    return f"{_who(row, 'actor', 'words')} as {row['role']}"


def _tenure(row: Row) -> str:
    return f"{_who(row, 'official', 'id')}, {_who(row, 'office', 'id')}"


def _decision(row: Row) -> str:
    return f"{row['kind'].capitalize()}, by {row['by']}"


def _who(row: Row, relation: str, words: str) -> str:
    neighbour = row.get(relation)
    return str(neighbour["name"] if neighbour else row[words])


WORDINGS = {
    "Statement": Wording(("title", "issued"), (), lambda row: f"{row['title']} ({row['issued']})"),
    "Passage": Wording(("text",)),
    "Mention": Wording(("words",), ("entity",), _mention),
    "Tenure": Wording((), ("official", "office"), _tenure),
    "Report": Wording(("type", "trigger"), ("incident",), _report),
    "Participation": Wording(("role", "words"), ("actor",), _participation),
    "Position": Wording(("stance", "target", "holderWords"), ("holder",), _position),
    "Demand": Wording(("action", "polarity", "issuerWords", "addresseesWords"), ("issuer",), _demand),
    "Run": Wording(("extractor", "version"), (), lambda row: f"{row['extractor']} {row['version']}"),
    "Decision": Wording(("kind", "by"), (), _decision),
    "Retraction": Wording(("name", "words")),
}
NAMED = Wording(("name",))
"""Of all other classes."""


def wanted_for_line(vocabulary: Vocabulary, label: str, *more: Branch) -> Wanted:
    """What to bring of a node of a class so that its line can be made, and some branches more."""
    wording = WORDINGS.get(label, NAMED)
    relations = vocabulary.classes[label].relations
    names = (
        Branch(name, One(forward(vocabulary, relations[name]), Wanted(("name",)))) for name in wording.names
    )
    return Wanted(("id", *wording.properties), branches=(*names, *more))


def line_of(label: str, row: Row) -> str:
    """The line of a node; its id where it says nothing."""
    wording = WORDINGS.get(label, NAMED)
    if wording.line is not None:
        return wording.line(row)
    return str(next((row[name] for name in wording.properties if row.get(name)), row["id"]))
