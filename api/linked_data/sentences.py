"""A statement's text on its page: sentence by sentence, with links to whom it names and what was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.linked_data.neighbours import Neighbour
from api.linked_data.wording import Row, line_of, wanted_for_line
from graph.question.conditions import Compare
from graph.question.cypher import statement
from graph.question.order import Key
from graph.question.steps import back, forward
from graph.question.tree import LABEL, ROWS, Branch, ById, One, Page, Wanted
from graph.store import Store
from ontology.terms import Vocabulary

SENTENCES = 200
"""Sentences on one page."""
FOUND = ("reports", "positions", "demands")
"""What is told below its sentence; mentions are links in it."""
TOLD_IN_SENTENCES = ("passages", "mentions", "participations", *FOUND)
"""Ways back to a statement that its page needn't list again."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a sentence, and the entity that they name, if any."""

    words: str
    names: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what was found in it; `ordinal` is its place in the statement, from 0."""

    id: str
    ordinal: int
    stretches: Sequence[Stretch]
    found: Sequence[Neighbour]


async def sentences(
    store: Store, vocabulary: Vocabulary, id: str, start: int, seconds: float
) -> tuple[list[Sentence], int | None]:
    """The sentences from the ordinal `start` on, and the ordinal that the next page starts at, None if there is none.

    Raises QuestionError where it takes longer than `seconds`.
    """
    ways = vocabulary.incoming("Statement")
    page = Page(
        back(vocabulary, ways["passages"]),
        Wanted(("id", "ordinal", "text", "start"), branches=tuple(_branches(vocabulary))),
        where=Compare("ordinal", ">=", start),
        sorted_by=(Key("ordinal"), Key("id")),
        limit=SENTENCES + 1,
    )
    asked = statement(ById(("Statement",), (id,), Wanted(branches=(Branch("passages", page),))))
    (record,) = await store.read(asked.text, asked.parameters, seconds)
    rows: list[Row] = record[ROWS][0]["passages"]
    further = rows[SENTENCES]["ordinal"] if len(rows) > SENTENCES else None
    return [_sentence(row) for row in rows[:SENTENCES]], further


def _branches(vocabulary: Vocabulary) -> Iterator[Branch]:
    ways = vocabulary.incoming("Passage")
    entity = forward(vocabulary, vocabulary.classes["Mention"].relations["entity"])
    named = Branch("entity", One(entity, Wanted(("id", "name"), label=True)))
    by_place = (Key("start"), Key("id"))
    mention = Wanted(("start", "end"), branches=(named,))
    yield Branch("mentions", Page(back(vocabulary, ways["mentions"]), mention, sorted_by=by_place))
    for name in FOUND:
        label = ways[name][0].source
        wanted = wanted_for_line(vocabulary, label)
        yield Branch(name, Page(back(vocabulary, ways[name]), wanted, sorted_by=by_place))


def _sentence(row: Row) -> Sentence:
    found = [
        Neighbour(each["id"], name[:-1].capitalize(), line_of(name[:-1].capitalize(), each))
        for name in FOUND
        for each in row[name]
    ]
    return Sentence(row["id"], row["ordinal"], list(_stretches(row)), found)


def _stretches(row: Row) -> Iterator[Stretch]:
    """The sentence cut at its mentions; of those that overlap the first."""
    text, at = row["text"], 0
    for mention in row["mentions"]:
        start, end = mention["start"] - row["start"], mention["end"] - row["start"]
        if mention["entity"] is None or not at <= start < end <= len(text):
            continue
        if start > at:
            yield Stretch(text[at:start])
        entity = mention["entity"]
        yield Stretch(text[start:end], Neighbour(entity["id"], entity[LABEL], entity["name"]))
        at = end
    if at < len(text):
        yield Stretch(text[at:])
