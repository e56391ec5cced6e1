"""Answers as tables."""

from __future__ import annotations

from api.commands.tabular import next_page, tables


def test_nodes_are_rows_and_nested_values_columns_with_short_names() -> None:
    data = {"demands": {"nodes": [{"action": "leave", "addressees": [{"name": "A"}, {"name": "B"}]}]}}
    assert list(tables(data)) == [("demands", [{"action": "leave", "name": "A; B"}])]


def test_one_connection_in_a_node_makes_rows() -> None:
    reports = {"nodes": [{"trigger": "raid"}, {"trigger": "attack"}]}
    data = {"incidents": {"edges": [{"node": {"name": "Jenin", "reports": reports}}]}}
    rows = [{"name": "Jenin", "trigger": "raid"}, {"name": "Jenin", "trigger": "attack"}]
    assert list(tables(data)) == [("incidents", rows)]


def test_names_that_would_clash_keep_what_tells_them_apart() -> None:
    data = {"demand": {"issuer": {"name": "A"}, "target": {"name": "B"}, "note": None}}
    assert list(tables(data)) == [("demand", [{"issuer.name": "A", "target.name": "B", "note": ""}])]


def test_nothing_is_no_row() -> None:
    assert list(tables({"statement": None, "demands": {"nodes": []}})) == [("statement", []), ("demands", [])]


def test_a_page_says_how_many_there_are_in_all_and_where_it_goes_on() -> None:
    page = {"totalCount": 1200, "nodes": [{"id": "a"}], "pageInfo": {"hasNextPage": True, "endCursor": "abc"}}
    assert list(tables({"demands": page})) == [("demands: 1 of 1,200", [{"id": "a"}])]
    assert next_page(page) == "abc"
    assert next_page({"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": "abc"}}) is None
    assert next_page(None) is None


def test_groups_and_edges_between_nodes_are_tables_of_their_own() -> None:
    months = [{"key": "2023-01", "count": 41}, {"key": "2023-02", "count": 10}]
    data = {"positions": {"totalCount": 51, "months": months}}
    assert list(tables(data)) == [
        ("positions", [{"totalCount": "51"}]),
        ("positions: months", [{"key": "2023-01", "count": "41"}, {"key": "2023-02", "count": "10"}]),
    ]
    drawn = {"nodes": [{"id": "a"}, {"id": "b"}], "edges": [{"source": "a", "target": "b"}]}
    assert list(tables({"neighborhood": drawn})) == [
        ("neighborhood", [{"id": "a"}, {"id": "b"}]),
        ("neighborhood: edges", [{"source": "a", "target": "b"}]),
    ]


def test_numbers_are_rounded_to_what_can_be_read() -> None:
    assert list(tables({"search": [{"score": 3.7454850673675537}]})) == [("search", [{"score": "3.7455"}])]
