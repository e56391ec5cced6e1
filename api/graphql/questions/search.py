"""The nodes that fit some words best, with the stretches of text that do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.graphql.building import ArgumentSpec, FieldSpec
from api.graphql.filters import stored
from api.graphql.questions.question import Question
from api.graphql.records import Asking, Part, Record, node, record_list, value
from api.graphql.selection import Nodes
from api.graphql.shapes import ListShape, Row, Shape
from graph.engine.dialect import full_text_name
from graph.question.slots import made_of
from graph.question.tree import SCORE, Search
from graph.question.words import matches, phrase, words
from ontology.errors import QuestionError
from ontology.terms import Field

WINDOW = 240
"""Code points of a text that a highlight shows."""
NAMES = ("name", "aliases")
"""Fields in which misspelt words are found too."""

STRETCH = Record(
    "Stretch",
    "A stretch of a text.",
    (
        value(
            "start",
            "int",
            "First code point, counted from 0 in the highlight's text.",
            lambda place: place[0],
        ),
        value("end", "int", "Code point after the last one.", lambda place: place[1]),
    ),
)
HIGHLIGHT = Record(
    "Highlight",
    "A text with searched words in it.",
    (
        value("field", "str", "The field that has the words.", lambda found: found["field"]),
        value("text", "str", "The field's text, or a stretch of it.", lambda found: found["text"]),
        record_list("matches", STRETCH, "Where the words are.", lambda found: found["matches"]),
    ),
)


def _highlights(asking: Asking, nodes: Nodes) -> Shape:
    """The texts of a node are brought only where highlights are selected."""
    fields = list(dict.fromkeys(field.name for _, field in texts(asking)))
    searched = words(asking.given["text"])
    asking.gathering().properties |= dict.fromkeys(fields)
    each = ListShape(HIGHLIGHT.shape(asking, nodes))
    return lambda row, trail: each(highlights(row, fields, searched), trail)


HIT = Record(
    "SearchHit",
    "A node that fits the words searched for.",
    (
        node("node", "Node", "What fits.", lambda row: row),
        value(
            "score",
            "float",
            "How well it fits; to be compared within one search only.",
            lambda row: row[SCORE],
        ),
        Part(FieldSpec("highlights", "list[Highlight]", "What of it fits."), _highlights, HIGHLIGHT),
    ),
)


def ask(asking: Asking) -> Search:
    """The search. Raises QuestionError where there is nothing to search for or in."""
    text = asking.given["text"]
    lookups = tuple(
        (full_text_name(label, field), made_of(text, _of_name if field.name in NAMES else _of_text))
        for label, field in texts(asking)
    )
    if not lookups:
        labels = stored(asking.given["classes"])
        raise QuestionError(f"Nodes of the classes {', '.join(labels)} have no text to search.")
    limit = asking.planner.limits.size("first", asking.given.get("first"))
    return Search(lookups, limit, asking.wanted())


def _of_name(text: str) -> str:
    return phrase(words(text), misspelt=True)


def _of_text(text: str) -> str:
    return phrase(words(text), misspelt=False)


def texts(asking: Asking) -> list[tuple[str, Field]]:
    """The full texts of the classes that are searched."""
    vocabulary = asking.planner.vocabulary
    labels = stored(asking.given.get("classes")) or vocabulary.labels
    fields = [(label, field) for label in labels for field in vocabulary.classes[label].fields.values()]
    return [(label, field) for label, field in fields if field.full_text]


def highlights(row: Row, fields: Sequence[str], searched: Sequence[str]) -> list[Mapping[str, Any]]:
    """For each text of a row that has searched words in it: a stretch around the first, and where they are."""
    found: list[Mapping[str, Any]] = []
    for field in fields:
        value = row.get(field)
        for text in value if isinstance(value, list) else [value or ""]:
            if places := list(matches(text, searched, misspelt=field in NAMES)):
                found.append({"field": field, **_window(text, places)})
    return found


def _window(text: str, places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A stretch of the text that begins at a word, somewhat before the first place."""
    start = max(0, places[0][0] - WINDOW // 4)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    shown = text[start : start + WINDOW]
    inside = [(a - start, b - start) for a, b in places if b <= start + len(shown)]
    return {"text": shown, "matches": inside}


SEARCH = Question(
    "search",
    HIT,
    "What fits some words best: names and aliases, titles, passages, targets, actions. "
    "In names a word of five letters or more is also found where one letter is wrong.",
    (
        ArgumentSpec("text", "str", "Words, any of which may fit; there are no operators.", required=True),
        ArgumentSpec("classes", "list[NodeClass]", "Only nodes of these classes."),
        ArgumentSpec("first", "int", "How many at most."),
    ),
    ask,
    slots=True,
)
