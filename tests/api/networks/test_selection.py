"""What is asked for, as a person writes it."""

from __future__ import annotations

import pytest

from api.networks.formats import find_format, negotiate
from api.networks.selection import select
from graph.projections import PROJECTIONS
from ontology.errors import QuestionError


def test_nothing_given_is_the_graph_without_what_lies_between_everything() -> None:
    selection = select({})
    assert selection.projection is None
    assert {"Organization", "Demand", "Report", "Statement"} <= set(selection.part.classes)
    assert not {"Mention", "Passage", "Run", "Topic", "Decision", "Retraction"} & set(selection.part.classes)


def test_classes_are_named_by_themselves_or_by_what_stands_above_them() -> None:
    assert select({"classes": "demand, ACTOR"}).part.classes == ("Organization", "Official", "Demand")
    everything = select({"classes": "all"}).part.classes
    assert {"Mention", "Passage"} <= set(everything)
    assert not {"Decision", "Retraction"} & set(everything)
    assert select({"classes": "Retraction"}).part.classes == ("Retraction",)


def test_a_projection_around_a_node_in_a_period() -> None:
    given = {
        "projection": "actors-by-demands",
        "around": "organization/tide",
        "depth": "2",
        "from": "2023-01-01",
    }
    selection = select({**given, "to": ""})
    assert selection.projection is PROJECTIONS["actors-by-demands"]
    assert (selection.around, selection.depth) == ("organization/tide", 2)
    assert (selection.part.since, selection.part.until) == ("2023-01-01", None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"projection": "friends"}, "no projection 'friends'.*actors-by-demands"),
        ({"classes": "Organisation"}, "no class 'Organisation'.*Organization"),
        ({"from": "2023-13-01"}, "`from`: '2023-13-01' is no day"),
        ({"from": "2023-02-01", "to": "2023-01-01"}, "ends before it starts"),
        ({"around": "organization/tide", "depth": 4}, "goes from 1 to 3"),
        ({"around": "organization/tide", "depth": "deep"}, "'deep' is out of bounds"),
        ({"depth": 2}, "needs a node"),
        ({"projection": "actors-by-demands", "classes": "Demand"}, "has its own classes"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(given: dict[str, str | int | None], told: str) -> None:
    with pytest.raises(QuestionError, match=told) as raised:
        select(given)
    assert "\n" not in str(raised.value)


def test_an_unknown_format_is_told_with_those_that_exist() -> None:
    with pytest.raises(
        QuestionError, match=r"gexf.*graphml.*cx2.*cytoscape.*graphology.*csv.*neo4j.*parquet"
    ):
        find_format("docx")
    with pytest.raises(QuestionError, match="Over time there is gexf"):
        find_format("csv", over_time=True)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "gexf"),
        ("*/*", "gexf"),
        ("application/graphml+xml", "graphml"),
        ("application/zip", "csv"),
        ("application/gexf+xml;q=0.2, application/vnd.cytoscape+json", "cytoscape"),
        ("text/html", None),
        ("nonsense", None),
    ],
)
def test_the_accept_header_chooses_the_format(accept: str, name: str | None) -> None:
    form = negotiate(accept)
    assert (form and form.name) == name
