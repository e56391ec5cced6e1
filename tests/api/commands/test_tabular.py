"""Answers as tables."""

from __future__ import annotations

from api.commands.tabular import tables


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
