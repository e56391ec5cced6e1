"""Facts as rows: ids, evidence, and the words of the ontology."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.ids import LONGEST_SLUG, slug, statement_id
from graph.nodes import statement_rows
from graph.rows import Node
from ontology.facts import Entity, Facts
from ontology.vocabulary import load_vocabulary
from tests.graph.samples import FOUND, Sample, harbour_watch, port_union


def node(facts: Facts, label: str, part: str = "") -> Node:
    """The first node of this label with this part in its id."""
    rows = statement_rows(facts)
    return next(each for each in (*rows.own, *rows.shared) if each.label == label and part in each.id)


def test_a_statement_is_named_by_day_title_and_text() -> None:
    rows = statement_rows(harbour_watch().facts())

    assert rows.id == "statement/2023-01-27-on-the-raid-in-dovna-8c90cb07"
    assert rows.own[0].properties["issued"] == "2023-01-27"


def test_what_belongs_to_a_statement_is_named_by_its_offsets() -> None:
    facts = harbour_watch().facts()
    demand = node(facts, "Demand")
    start, end = demand.properties["start"], demand.properties["end"]

    assert isinstance(start, int)
    assert isinstance(end, int)
    assert demand.id == f"{statement_rows(facts).id}/demand/{start}-{end}"
    assert facts.document.text[start:end] == "open an inquiry" == demand.properties["action"]


def test_every_assertion_points_to_its_passage_its_statement_and_its_run() -> None:
    rows = statement_rows(port_union().facts())
    assertions = {n.id for n in rows.own if "Assertion" in load_vocabulary().classes[n.label].parents}

    for type in ("PASSAGE", "STATEMENT", "RUN"):
        pointing = [r.source for r in rows.relationships if r.type == type]
        assert assertions <= set(pointing)
        assert len(pointing) == len(set(pointing))


def test_evidence_is_the_passage_that_says_so() -> None:
    rows = statement_rows(harbour_watch().facts())
    demand = next(n.id for n in rows.own if n.label == "Demand")
    passage = next(r.target for r in rows.relationships if r.type == "PASSAGE" and r.source == demand)

    assert next(n for n in rows.own if n.id == passage).properties["text"].startswith("Minister Ana Brill")  # type: ignore[union-attr]


def test_an_office_is_a_node_and_who_holds_it_a_tenure() -> None:
    facts = harbour_watch().facts()
    rows = statement_rows(facts)
    tenure = node(facts, "Tenure").id

    assert {(r.type, r.target) for r in rows.relationships if r.source == tenure} >= {
        ("OFFICIAL", "official/ana-brill"),
        ("OFFICE", "office/ministry-of-ports-minister"),
    }


def test_bounds_that_are_not_told_are_absent() -> None:
    least, exact = node(harbour_watch().facts(), "Report"), node(port_union().facts(), "Report")

    assert least.properties["killedMin"] == 3
    assert "killedMax" not in least.properties
    assert (exact.properties["killedMin"], exact.properties["killedMax"]) == (4, 4)
    assert "injuredMin" not in exact.properties


def test_two_entities_under_the_same_words_are_two_mentions() -> None:
    sample = Sample("Farland", ("Farland acted.",), issuer="organization/farland")
    sample.entity("organization/farland", "Farland", "Organization", "Farland")
    sample.entity("location/farland", "Farland", "Location", "Farland")
    mentions = [n.id for n in statement_rows(sample.facts()).own if n.label == "Mention"]

    assert [id.rpartition("/")[2] for id in mentions] == ["0-7", "0-7~2"]


def test_an_entity_that_nothing_points_to_is_left_out() -> None:
    facts = harbour_watch().facts()
    idle = Entity("location/idle", "Idle", "Location", (), FOUND)
    rows = statement_rows(replace(facts, entities=(*facts.entities, idle)))

    assert "location/idle" not in {n.id for n in rows.shared}


def test_the_run_tells_other_facts_apart_but_not_where_the_text_was_read() -> None:
    facts = harbour_watch().facts()
    elsewhere = replace(facts, document=replace(facts.document, source="other.txt"))
    newer = replace(facts, extractor=replace(facts.extractor, version="2"))

    assert statement_rows(facts).run == statement_rows(elsewhere).run
    assert statement_rows(facts).run != statement_rows(newer).run


def test_relationships_are_those_of_the_ontology() -> None:
    classes = load_vocabulary().classes
    for sample in (harbour_watch(), port_union()):
        for r in statement_rows(sample.facts()).relationships:
            relation = next(x for x in classes[r.source_label].relations.values() if x.type == r.type)
            assert r.target_label in load_vocabulary().concrete(relation.target)


@given(st.text())
def test_a_slug_is_short_and_plain(text: str) -> None:
    made = slug(text)

    assert len(made) <= LONGEST_SLUG
    assert slug(made) == made
    assert made.strip("-") == made
    assert made.isascii()


@given(st.dates(), st.text(), st.text(st.characters(codec="utf-8")))
def test_another_text_is_another_statement(day: date, title: str, text: str) -> None:
    assert statement_id(day, title, text) != statement_id(day, title, text + ".")
