"""Search: the nodes that fit some words best, with the stretches of text that do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.graphql.building import ArgumentSpec, FieldSpec, Namespace, make_output
from api.graphql.filters import stored
from api.graphql.gathering import Gathering
from api.graphql.planner import Plan, Planner
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Row, Shape, Trail
from graph.engine.dialect import full_text_name
from graph.question.tree import ROWS, SCORE, Search
from graph.question.words import matches, phrase, words
from ontology.errors import QuestionError

WINDOW = 240
"""Code points of a text that a highlight shows."""

STRETCH = (
    FieldSpec("start", "int", "First code point, counted from 0 in the highlight's text."),
    FieldSpec("end", "int", "Code point after the last one."),
)
HIGHLIGHT = (
    FieldSpec("field", "str", "The field that has the words."),
    FieldSpec("text", "str", "The field's text, or a stretch of it."),
    FieldSpec("matches", "list[Stretch]", "Where the words are."),
)
HIT = (
    FieldSpec("node", "Node", "What fits."),
    FieldSpec("score", "float", "How well it fits; to be compared within one search only."),
    FieldSpec("highlights", "list[Highlight]", "What of it fits."),
)
SEARCH = FieldSpec(
    "search",
    "list[SearchHit]",
    "What fits some words best: names and aliases, titles, passages, targets, actions. "
    "A word of five letters or more is also found where one letter is wrong.",
    (
        ArgumentSpec("text", "str", "Words, any of which may fit; there are no operators.", required=True),
        ArgumentSpec("classes", "list[NodeClass]", "Only nodes of these classes."),
        ArgumentSpec("first", "int", "How many at most."),
    ),
)


def add_search_types(namespace: Namespace) -> None:
    """Put the types of search results into the namespace."""
    make_output(namespace, "Stretch", "A stretch of a text.", STRETCH)
    make_output(namespace, "Highlight", "A text with searched words in it.", HIGHLIGHT)
    make_output(namespace, "SearchHit", "A node that fits the words searched for.", HIT)


def plan_search(planner: Planner, nodes: Nodes, given: Mapping[str, Any]) -> Plan:
    """The question and the shape of a search."""
    vocabulary = planner.vocabulary
    labels = stored(given.get("classes")) or vocabulary.labels
    searched = words(given["text"])
    texts = [
        (label, field)
        for label in labels
        for field in vocabulary.classes[label].fields.values()
        if field.full_text
    ]
    fields = list(dict.fromkeys(field.name for _, field in texts))
    gathering = Gathering()
    shape = _hit(planner, nodes, gathering, fields, searched)
    indexes = tuple(full_text_name(label, field) for label, field in texts)
    if not indexes:
        raise QuestionError(f"Nodes of the classes {', '.join(labels)} have no text to search.")
    limit = planner.limits.size("first", given.get("first"))
    hits = ListShape(shape)
    return Plan(
        Search(indexes, phrase(searched), limit, gathering.wanted()),
        lambda record, trail: hits(record[ROWS], trail),
    )


def _hit(
    planner: Planner, nodes: Nodes, gathering: Gathering, fields: Sequence[str], searched: Sequence[str]
) -> Shape:
    def highlighted(of: Nodes) -> Shape:
        gathering.properties |= dict.fromkeys(fields)
        each = ListShape(_highlight(planner, of))
        return lambda row, trail: each(highlights(row, fields, searched), trail)

    fields_of_hit = {
        "node": lambda of: planner.node("Node", of, gathering),
        "score": lambda _: _at(SCORE),
        "highlights": highlighted,
    }
    return planner.record("SearchHit", nodes, fields_of_hit)


def _highlight(planner: Planner, nodes: Nodes) -> Shape:
    def stretches(of: Nodes) -> Shape:
        each = ListShape(
            planner.record("Stretch", of, {"start": lambda _: _at("start"), "end": lambda _: _at("end")})
        )
        return lambda row, trail: each(row["matches"], trail)

    return planner.record(
        "Highlight",
        nodes,
        {"field": lambda _: _at("field"), "text": lambda _: _at("text"), "matches": stretches},
    )


def _at(key: str) -> Shape:
    def shape(row: Row, _trail: Trail | None) -> Any:  # noqa: ANN401
        return row[key]

    return shape


def highlights(row: Row, fields: Sequence[str], searched: Sequence[str]) -> list[dict[str, Any]]:
    """For each text of a row that has searched words in it: a stretch around the first, and where they are."""
    found: list[dict[str, Any]] = []
    for field in fields:
        value = row.get(field)
        for text in value if isinstance(value, list) else [value or ""]:
            if places := list(matches(text, searched)):
                found.append({"field": field, **_window(text, places)})
    return found


def _window(text: str, places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A stretch of the text that begins at a word, somewhat before the first place."""
    start = max(0, places[0][0] - WINDOW // 4)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    shown = text[start : start + WINDOW]
    inside = [(a - start, b - start) for a, b in places if b <= start + len(shown)]
    return {"text": shown, "matches": [{"start": a, "end": b} for a, b in inside]}
