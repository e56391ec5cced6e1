"""What the store promises, on each engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.store import Store
from graph.versions import Outcome
from ontology.errors import QuestionError, RostraError, VocabularyError
from ontology.facts import Found
from tests.graph.dumps import statements, whole
from tests.graph.samples import Sample, harbour_watch, port_union


async def test_loading_twice_changes_nothing(store: Store) -> None:
    first = await store.write_many([harbour_watch().facts(), port_union().facts()])
    before = await whole(store)
    again = await store.write_many([port_union().facts(), harbour_watch().facts()])

    assert [written.outcome for written in first] == [Outcome.CREATED] * 2
    assert [written.outcome for written in again] == [Outcome.UNCHANGED] * 2
    assert await whole(store) == before
    assert len(before) > 100


async def test_a_statement_twice_in_one_call_is_written_once(store: Store) -> None:
    written = await store.write_many([harbour_watch().facts(), harbour_watch().facts()])

    assert [each.outcome for each in written] == [Outcome.CREATED, Outcome.UNCHANGED]
    assert len(await statements(store)) == 1


async def test_one_by_one_and_all_at_once_give_the_same_graph(store: Store) -> None:
    await store.write_many([harbour_watch().facts(), port_union().facts()])
    at_once = await whole(store)
    await store.reset()
    await store.write(port_union().facts())
    await store.write(harbour_watch().facts())

    assert await whole(store) == at_once


async def test_other_facts_of_the_same_text_replace_the_old_ones(store: Store) -> None:
    await store.write(harbour_watch().facts())
    better = harbour_watch()
    better.demands.clear()
    better.positions[0] = replace(better.positions[0], found=Found("test.better", 1.0))
    written = await store.write(better.facts())
    after = await whole(store)
    await store.reset()
    await store.write(better.facts())

    assert written.outcome is Outcome.REPLACED
    assert written.supersedes is None
    assert after == await whole(store)


async def test_a_changed_text_supersedes_the_old_one_and_takes_back_what_only_that_said(store: Store) -> None:
    old = await store.write(harbour_watch().facts())
    changed = Sample(
        "On the raid in Dovna (corrected)",
        ("Harbour Watch condemns the raid on Dovna camp.",),
        url=harbour_watch().url,
    )
    changed.entity("organization/harbour-watch", "Harbour Watch", "Organization", "Harbour Watch")
    new = await store.write(changed.facts())

    assert (new.outcome, new.supersedes) == (Outcome.REPLACED, old.statement)
    counts = (await store.stats()).nodes
    assert {label: counts[label] for label in ("Statement", "Run", "Organization", "Official", "Office")} == {
        "Statement": 2,
        "Run": 1,
        "Organization": 1,
        "Official": 0,
        "Office": 0,
    }
    assert counts["Location"] == counts["Incident"] == counts["Report"] == counts["Demand"] == 0
    kept = await store.read(
        "MATCH (new:Statement)-[:SUPERSEDES]->(old:Statement)-[:ISSUER]->(i) RETURN new.id, old.id, old.text, i.id"
    )
    assert [list(row.values()) for row in kept] == [
        [new.statement, old.statement, harbour_watch().text, "organization/harbour-watch"]
    ]


async def test_a_superseded_text_loaded_again_changes_nothing(store: Store) -> None:
    both = [harbour_watch().facts(), replace_text(harbour_watch()).facts()]
    await store.write_many(both)
    before = await whole(store)
    again = await store.write_many(both)

    assert [written.outcome for written in again] == [Outcome.UNCHANGED] * 2
    assert await whole(store) == before


async def test_withdrawing_the_second_statement_gives_the_graph_of_the_first(store: Store) -> None:
    await store.write(harbour_watch().facts())
    before = await whole(store)
    written = await store.write(port_union().facts())
    assert await whole(store) != before

    assert await store.withdraw(written.statement)
    assert await whole(store) == before
    assert not await store.withdraw(written.statement)


async def test_withdrawing_the_only_statement_leaves_topics_alone(store: Store) -> None:
    written = await store.write(harbour_watch().facts())
    await store.withdraw(written.statement)

    assert {label for label, n in (await store.stats()).nodes.items() if n} == {"Topic"}


async def test_facts_that_name_an_entity_they_do_not_list_are_refused(store: Store) -> None:
    broken = harbour_watch()
    broken.issuer = "organization/nobody"
    with pytest.raises(RostraError, match="organization/nobody"):
        await store.write_many([port_union().facts(), broken.facts()])

    assert await statements(store) == []


async def test_a_code_that_is_in_no_scheme_is_refused(store: Store) -> None:
    broken = harbour_watch()
    broken.reports[0] = replace(broken.reports[0], type="RAID")
    with pytest.raises(VocabularyError, match="RAID"):
        await store.write(broken.facts())


async def test_a_question_that_takes_too_long_is_given_up(store: Store) -> None:
    endless = (
        "UNWIND range(1, 60000) AS a UNWIND range(1, 60000) AS b WITH a, b WHERE a * b = -1 RETURN count(*)"
    )
    with pytest.raises(QuestionError, match="took"):
        await store.read(endless, seconds=0.5)

    assert await store.read("RETURN 1 AS one") == [{"one": 1}]


async def test_long_texts_and_all_of_unicode_come_back_as_they_went(store: Store) -> None:
    sentence = "Zürich — 漢字 😀 \u202eback\u202c 'quote' \"double\" \\ $x {y} `z`."
    sample = Sample("T", (sentence, "word " * 200_000 + "end."))
    sample.entity("organization/harbour-watch", "Harbour Watch", "Organization")
    written = await store.write(sample.facts())
    kept = await store.read("MATCH (s:Statement {id: $id}) RETURN s.text AS text", {"id": written.statement})

    assert kept == [{"text": sample.text}]


async def test_an_embedded_reader_may_not_write(store: Store) -> None:
    if not store.address.embedded:
        pytest.skip("Neo4j Community has no read-only users")
    with pytest.raises(Exception, match="not allowed"):
        await store.read("CREATE (:Topic {id: 'topic/none'})")


def replace_text(sample: Sample) -> Sample:
    """The same statement with one sentence less."""
    return Sample(sample.title, sample.sentences[:1], url=sample.url, entities=sample.entities[:1])
