"""The five questions that are measured, to this service and to the peer, each with many values of its variable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.graphql.data import Made
from graph.question.words import phrase, words

VALUES = 100
"""Different values of a question's variable, asked in turn."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the two dialects; `values` are what its variable is given here and there."""

    name: str
    ours: str
    theirs: str
    variable: str
    values: tuple[tuple[str, str], ...]


POINT = (
    "query ($id: ID!) { organization(id: $id) { id name organizationType provisional aliases } }",
    "query ($id: ID!) { organizations(where: {id: {eq: $id}}) { id name organizationType provisional aliases } }",
)
LIST = (
    """query ($strength: DemandStrength!) { demands(first: 100, where: {strength: $strength}) {
         nodes { id start end rule confidence action polarity issuerWords } } }""",
    """query ($strength: String!) { demands(limit: 100, where: {strength: {eq: $strength}}, sort: [{id: ASC}]) {
         id start end rule confidence action polarity issuerWords } }""",
)
NESTED = (
    """query ($day: Date!) { statements(first: 10, where: {issued: {gte: $day}}, orderBy: {issued: ASC}) { nodes {
         id title issued demands(first: 10) { nodes { action strength addressees { name } } } } } }""",
    """query ($day: String!) {
         statements(limit: 10, where: {issued: {gte: $day}}, sort: [{issued: ASC}, {id: ASC}]) {
           id title issued
           demands(limit: 10, sort: [{id: ASC}]) { action strength addressees(sort: [{id: ASC}]) { name } } } }""",
)
FILTER = (
    """query ($actor: ID!) { demands(first: 20, where: {addressees: {some: {id: $actor}}}) {
         nodes { id action strength issuer { name } } } }""",
    """query ($actor: ID!) {
         demands(limit: 20, where: {addressees: {some: {id: {eq: $actor}}}}, sort: [{id: ASC}]) {
           id action strength issuer { name } } }""",
)
TEXT = (
    """query ($text: String!) { search(text: $text, classes: [PASSAGE], first: 10) {
         score node { id ... on Passage { text } } } }""",
    "query ($text: String!) { passagesByText(phrase: $text, first: 10) { edges { score node { id text } } } }",
)


PAGE = """query ($id: ID!) { organization(id: $id) {
             mentions(first: 20) { nodes { id words } pageInfo { endCursor } } } }"""
"""The first page of what points to a node."""


def questions(made: Made, seed: int = 2) -> list[Question]:
    """The five questions about a made-up graph."""
    random = Random(seed)
    ids = {label: [node.id for node in made.nodes if node.label == label] for label in ("Organization",)}
    days = sorted(str(node.properties["issued"]) for node in made.nodes if node.label == "Statement")
    strengths = ["request", "urge", "demand"]

    def values(draw: Callable[[], str], theirs: Callable[[str], str] = str) -> tuple[tuple[str, str], ...]:
        return tuple((value, theirs(value)) for value in (draw() for _ in range(VALUES)))

    return [
        Question("point", *POINT, "id", values(lambda: random.choice(ids["Organization"]))),
        Question("list", *LIST, "strength", values(lambda: random.choice(strengths).upper(), str.lower)),
        Question("nested", *NESTED, "day", values(lambda: random.choice(days[: len(days) * 9 // 10]))),
        Question("filter", *FILTER, "actor", values(lambda: random.choice(made.actors[:200]))),
        Question(
            "text", *TEXT, "text", values(lambda: " ".join(random.sample(made.words[20:1500], 2)), _lucene)
        ),
    ]


def same(question: Question, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether two answers tell the same: the same values; of a search the same scores, since equal ones tie."""
    here, there = _leaves(ours["data"]), _leaves(theirs["data"])
    if question.name == "text":
        here, there = ([f"{v:.4f}" for v in found if isinstance(v, float)] for found in (here, there))
    return sorted(map(_plain, here)) == sorted(map(_plain, there))


def _lucene(text: str) -> str:
    return phrase(words(text), misspelt=False)


def _leaves(value: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(value, Mapping):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def _plain(value: object) -> str:
    """A value as text, codes as the graph has them."""
    return f"{value:g}" if isinstance(value, int | float) else str(value).lower().replace("_", "-")
