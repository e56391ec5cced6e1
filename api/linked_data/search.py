"""What fits some words, for the search page: actors, places and incidents by name, statements, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.graphql.questions.search import NAMES, highlights
from api.linked_data.wording import Row, line_of, wanted_for_line
from graph.engine.dialect import full_text_name
from graph.question.cypher import statement
from graph.question.steps import forward
from graph.question.tree import LABEL, ROWS, Branch, One, Search, Wanted
from graph.question.words import phrase, words
from graph.store import Store
from ontology.terms import Field, Vocabulary

MOST = 10
"""Hits of one kind."""
KINDS = {
    "Actors": ("Organization", "Official"),
    "Places": ("Location",),
    "Incidents": ("Incident",),
    "Offices and topics": ("Office", "Topic"),
    "Statements": ("Statement",),
    "Positions and demands": ("Position", "Demand"),
    "Sentences": ("Passage",),
}
TEXTS = {"Statement": ("title",)}
"""Of a statement the title: what its text says is found in its sentences."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that fits; `parts` are a stretch of its text where that isn't its title, and which words fit."""

    id: str
    title: str
    parts: Sequence[tuple[str, bool]]


async def search(store: Store, vocabulary: Vocabulary, text: str, seconds: float) -> Mapping[str, list[Hit]]:
    """What fits the words best, by kind.

    Raises QuestionError where there are no words, too many, or a kind takes longer than `seconds`.
    """
    searched = words(text)
    hits = {}
    for kind, labels in KINDS.items():
        fields = {label: _fields(vocabulary, label) for label in labels}
        asked = statement(_question(vocabulary, fields, searched))
        (record,) = await store.read(asked.text, asked.parameters, seconds)
        rows: list[Row] = record[ROWS]
        hits[kind] = [_hit(row, fields[row[LABEL]], searched) for row in rows]
    return {kind: found for kind, found in hits.items() if found}


def _fields(vocabulary: Vocabulary, label: str) -> list[Field]:
    fields = [field for field in vocabulary.classes[label].fields.values() if field.full_text]
    return [field for field in fields if field.name in TEXTS.get(label, (field.name,))]


def _question(vocabulary: Vocabulary, fields: Mapping[str, list[Field]], searched: Sequence[str]) -> Search:
    lookups = tuple(
        (full_text_name(label, field), phrase(searched, misspelt=field.name in NAMES))
        for label in fields
        for field in fields[label]
    )
    lines = [wanted_for_line(vocabulary, label) for label in fields]
    properties = [name for wanted in lines for name in wanted.properties]
    properties += [field.name for own in fields.values() for field in own]
    branches = {branch.key: branch for wanted in lines for branch in wanted.branches}
    if "Passage" in fields:
        step = forward(vocabulary, vocabulary.classes["Passage"].relations["statement"])
        branches["statement"] = Branch("statement", One(step, Wanted(("title", "issued"))))
    wanted = Wanted(tuple(dict.fromkeys(properties)), label=True, branches=tuple(branches.values()))
    return Search(lookups, MOST, wanted)


def _hit(row: Row, fields: Sequence[Field], searched: Sequence[str]) -> Hit:
    title = line_of(row[LABEL], row)
    if row[LABEL] == "Passage" and row["statement"]:
        title = line_of("Statement", row["statement"])
    found = highlights(row, [field.name for field in fields], searched)
    known = any(each["text"] in title for each in found)
    shown = found[0] if found and not known else None
    return Hit(row["id"], title, _parts(shown["text"], shown["matches"]) if shown else [])


def _parts(text: str, matches: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    parts, at = [], 0
    for start, end in matches:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [part for part in [*parts, (text[at:], False)] if part[0]]
