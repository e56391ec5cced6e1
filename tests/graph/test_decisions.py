"""What people decide holds against what is read later, and undoing it leaves only the decision behind."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from graph.decisions.decision import Decision
from graph.decisions.rulings import Judge, Merge, Resolve, Ruling, Split, Undo, Withdraw
from graph.store import Store
from graph.versions import Outcome
from ontology.errors import QuestionError
from ontology.facts import Extractor, Facts, Found
from tests.graph.dumps import whole
from tests.graph.samples import Sample, harbour_watch, port_union
from tests.graph.test_resolution import REGISTER, Known, incidents, told_of_the_town

WATCH, GUARD, UNION = (f"organization/{name}" for name in ("harbour-watch", "coast-guard", "port-union"))
RAID = "incident/2023-01-26-assault-dovna-camp"


async def undecided(store: Store) -> list[str]:
    """The whole graph but the decisions themselves."""
    return [line for line in await whole(store) if "Decision" not in line]


async def both(store: Store) -> None:
    """Two statements on one raid."""
    await store.write_many([harbour_watch().facts(), port_union().facts()])


async def ids(store: Store, label: str) -> list[str]:
    return [row["id"] for row in await store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


async def undo(store: Store, decision: Decision) -> Decision:
    return await store.decide(Undo(decision.id), "Ana Brill", "a mistake")


def navy() -> Facts:
    """A statement that calls the Coast Guard the Navy."""
    sample = Sample(
        "The Navy at Dovna",
        ("The Navy killed a docker in Dovna camp.",),
        issuer=UNION,
        url="https://union.example/2",
    )
    sample.entity(UNION, "Port Union", "Organization")
    actor = sample.entity("organization/navy", "Navy", "Organization", "The Navy")
    camp = sample.entity("location/dovna-camp", "Dovna camp", "Location", "Dovna camp")
    sample.report("killed", actors=(actor,), locations=(camp,))
    return sample.facts()


async def test_a_decision_says_who_when_why_and_what(store: Store) -> None:
    await both(store)
    (demand,) = await ids(store, "Demand")
    decision = await store.decide(Judge(demand, "confirm"), "Ana Brill", "it says so")

    assert (decision.id, decision.by, decision.at) == (
        "decision/0-confirm",
        "Ana Brill",
        "2023-02-01T12:00:00+00:00",
    )
    found = await store.read(
        "MATCH (d:Decision)-[:CONCERNS]->(n) RETURN d.id AS id, d.reason AS reason, n.id AS node, n.confirmed AS sure"
    )
    assert found == [{"id": decision.id, "reason": "it says so", "node": demand, "sure": True}]


@pytest.mark.parametrize("label", ["Mention", "Tenure", "Report", "Participation", "Position", "Demand"])
async def test_a_rejected_assertion_leaves_the_answers_and_undoing_brings_it_back(
    store: Store, label: str
) -> None:
    await both(store)
    before = await undecided(store)
    assertion = (await ids(store, label))[0]
    decision = await store.decide(Judge(assertion, "reject"), "Ana Brill")

    assert assertion not in await ids(store, label)
    assert assertion in await ids(store, "Retraction")
    await undo(store, decision)
    assert await undecided(store) == before


@pytest.mark.parametrize("label", ["Mention", "Tenure", "Report", "Participation", "Position", "Demand"])
@pytest.mark.parametrize("verdict", ["confirm", "reject"])
async def test_a_verdict_outlives_reading_the_text_anew(store: Store, label: str, verdict: str) -> None:
    await both(store)
    assertion = (await ids(store, label))[0]
    await store.decide(Judge(assertion, verdict), "Ana Brill")  # type: ignore[arg-type]
    before = [line for line in await whole(store) if "/run/" not in line]
    again = replace(harbour_watch().facts(), extractor=Extractor("test", "2", "none"))
    other = replace(port_union().facts(), extractor=Extractor("test", "2", "none"))
    written = await store.write_many([again, other])

    assert [each.outcome for each in written] == [Outcome.REPLACED] * 2
    assert [line for line in await whole(store) if "/run/" not in line] == before


async def test_a_verdict_outlives_a_changed_text(store: Store) -> None:
    await both(store)
    (demand,) = await ids(store, "Demand")
    await store.decide(Judge(demand, "reject"), "Ana Brill")
    longer = harbour_watch()
    changed = Sample(longer.title, (f"Corrected. {longer.sentences[0]}", longer.sentences[1]), url=longer.url)
    changed.entities = [
        replace(each, mentions=tuple(changed.span(longer.text[s.start : s.end]) for s in each.mentions))
        for each in longer.entities
    ]
    (old,) = longer.demands
    action = changed.span("open an inquiry")
    changed.demands.append(replace(old, action=action, passage=changed.passage("inquiry"), responds_to=()))
    written = await store.write(changed.facts())

    assert written.supersedes
    assert await ids(store, "Demand") == []
    found = await store.read(
        "MATCH (d:Decision)-[:CONCERNS]->(r:Retraction) RETURN d.subjects AS subjects, r.id AS id, r.words AS words"
    )
    expected = f"{written.statement}/demand/{action.start}-{action.end}"
    assert found == [{"subjects": [expected], "id": expected, "words": "open an inquiry"}]


async def test_a_verdict_is_on_what_was_judged_and_not_on_what_is_read_there_later(store: Store) -> None:
    await both(store)
    position = (await ids(store, "Position"))[0]
    await store.decide(Judge(position, "reject"), "Ana Brill")
    better = harbour_watch()
    better.positions[0] = replace(
        better.positions[0], stance="mourns", polarity=0, found=Found("test.better", 1.0)
    )
    await store.write(better.facts())

    assert position in await ids(store, "Position")


async def test_the_last_verdict_holds(store: Store) -> None:
    await both(store)
    (demand,) = await ids(store, "Demand")
    await store.decide(Judge(demand, "reject"), "Ana Brill")
    rejected = await undecided(store)
    second = await store.decide(Judge(demand, "confirm"), "Ana Brill")

    assert await ids(store, "Demand") == [demand]
    await undo(store, second)
    assert await undecided(store) == rejected


async def test_a_rejected_report_takes_its_participations_and_its_incident_along(store: Store) -> None:
    await store.write(harbour_watch().facts())
    (report,) = await ids(store, "Report")
    await store.decide(Judge(report, "reject"), "Ana Brill")

    counts = (await store.stats()).nodes
    assert {label: counts[label] for label in ("Report", "Participation", "Incident", "Retraction")} == {
        "Report": 0,
        "Participation": 0,
        "Incident": 0,
        "Retraction": 3,
    }


async def test_merged_entities_are_one_and_undoing_parts_them_again(store: Store) -> None:
    await both(store)
    await store.write(navy())
    before = await undecided(store)
    decision = await store.decide(Merge(GUARD, ("organization/navy",)), "Ana Brill", "the same")

    assert "organization/navy" not in await ids(store, "Organization")
    told = await store.read(
        "MATCH (r:Retraction)-[:INTO]->(e) RETURN r.id AS id, r.name AS name, r.retracted AS was, e.id AS into"
    )
    assert told == [{"id": "organization/navy", "name": "Navy", "was": "Organization", "into": GUARD}]
    actors = await store.read(
        "MATCH (:Participation {role: 'actor'})-[:ACTOR]->(e) RETURN DISTINCT e.id AS id"
    )
    assert actors == [{"id": GUARD}]
    await undo(store, decision)
    assert await undecided(store) == before


async def test_merging_before_or_after_loading_gives_the_same_graph(store: Store) -> None:
    await both(store)
    await store.write(navy())
    await store.decide(Merge(GUARD, ("organization/navy",)), "Ana Brill")
    after = await whole(store)
    await store.reset()
    await both(store)
    sample = Sample("Navy", ("The Navy sails.",), issuer=UNION)
    sample.entity(UNION, "Port Union", "Organization")
    sample.entity("organization/navy", "Navy", "Organization", "The Navy")
    written = await store.write(sample.facts())
    await store.decide(Merge(GUARD, ("organization/navy",)), "Ana Brill")
    await store.withdraw(written.statement)
    await store.write(navy())

    assert await whole(store) == after


async def test_merged_entities_part_although_statements_came_and_went_meanwhile(store: Store) -> None:
    await both(store)
    written = await store.write(navy())
    decision = await store.decide(Merge(GUARD, ("organization/navy",)), "Ana Brill")
    second = replace(navy(), document=replace(navy().document, title="Again", url="https://union.example/3"))
    await store.withdraw(written.statement)
    await store.write(second)
    await undo(store, decision)
    parted = await undecided(store)
    await store.reset()
    await both(store)
    await store.write(second)

    assert await undecided(store) == parted


async def test_an_earlier_version_has_an_issuer_through_merging_withdrawing_and_undoing(store: Store) -> None:
    issuers = "MATCH (s:Statement {id: $id})-[:ISSUER]->(e) RETURN e.id AS id"
    await both(store)
    old = (await store.write(navy())).statement
    newer = replace(
        navy(), document=replace(navy().document, title="Mended", text=navy().document.text + "!")
    )
    assert (await store.write(newer)).supersedes == old
    before = await undecided(store)
    withdrawn = await store.decide(Withdraw(old), "Ana Brill")
    merged = await store.decide(Merge(WATCH, (UNION,)), "Ana Brill")
    await undo(store, withdrawn)
    assert await store.read(issuers, {"id": old}) == [{"id": WATCH}]
    await undo(store, merged)
    assert await undecided(store) == before
    merged = await store.decide(Merge(WATCH, (UNION,)), "Ana Brill")
    assert await store.read(issuers, {"id": old}) == [{"id": WATCH}]
    await undo(store, merged)
    assert await undecided(store) == before


async def test_merging_brings_incidents_together_and_undoing_parts_them(store: Store) -> None:
    town = told_of_the_town()
    await store.write_many([harbour_watch().facts(), town])
    before = await incidents(store)
    decision = await store.decide(Merge("location/dovna", ("location/dovna-camp",)), "Ana Brill")
    second = await store.decide(Merge("organization/farland", (GUARD,)), "Ana Brill")

    assert len(before) == 2
    assert list(await incidents(store)) == [RAID.removesuffix("-camp")]
    await undo(store, decision)
    await undo(store, second)
    assert await incidents(store) == before


async def test_a_chain_of_mergers_is_undone_in_any_order(store: Store) -> None:
    await both(store)
    await store.write(navy())
    before = await undecided(store)
    first = await store.decide(Merge(GUARD, ("organization/navy",)), "Ana Brill")
    second = await store.decide(Merge(WATCH, (GUARD,)), "Ana Brill")
    assert "organization/coast-guard" not in await ids(store, "Organization")
    await undo(store, first)
    await undo(store, second)

    assert await undecided(store) == before


async def test_registered_entities_are_merged_with_what_belongs_to_them(store: Store) -> None:
    twin = Known("location/dovnah", "Dovnah", "Location", "city", ("Old Dovna",), ("location/farland",), "FL")
    mill = Known("location/mill", "Mill", "Location", "camp", (), ("location/dovnah",))
    register = (*REGISTER, twin, mill)
    await store.load_register(register)
    await both(store)
    before = await undecided(store)
    decision = await store.decide(Merge("location/dovna", ("location/dovnah",)), "Ana Brill")

    within = await store.read("MATCH (:Location {id: 'location/mill'})-[:WITHIN]->(l) RETURN l.id AS id")
    assert within == [{"id": "location/dovna"}]
    merged = await undecided(store)
    await store.load_register(register)
    assert await undecided(store) == merged
    await undo(store, decision)
    assert await undecided(store) == before


async def test_what_belongs_to_a_merged_place_keeps_mergers_in_order(store: Store) -> None:
    twin = Known("location/dovnah", "Dovnah", "Location", "city")
    mill = Known("location/mill", "Mill", "Location", "camp", (), ("location/dovnah",))
    await store.load_register((*REGISTER, twin, mill))
    before = await undecided(store)
    first = await store.decide(Merge("location/dovna", ("location/dovnah",)), "Ana Brill")
    second = await store.decide(Merge("location/farland", ("location/dovna",)), "Ana Brill")
    with pytest.raises(QuestionError, match=second.id):
        await undo(store, first)
    await undo(store, second)
    await undo(store, first)

    assert await undecided(store) == before


async def test_an_entity_is_split_by_words_now_and_in_what_is_read_later(store: Store) -> None:
    both_names = Sample(
        "Two guards",
        ("The Coast Guard sailed.", "The Guard of Honour killed a docker in Dovna camp."),
        issuer=UNION,
    )
    both_names.entity(UNION, "Port Union", "Organization")
    actor = both_names.entity(GUARD, "Coast Guard", "Organization", "The Coast Guard", "The Guard of Honour")
    both_names.report("killed", actors=(replace(actor, words="The Guard of Honour"),))
    await both(store)
    await store.write(both_names.facts())
    before = await undecided(store)
    split = Split(GUARD, surfaces=("the guard of honour",), name="Guard of Honour")
    decision = await store.decide(split, "Ana Brill")
    parted = await undecided(store)

    actors = await store.read(
        "MATCH (r:Report {trigger: 'killed'})<-[:REPORT]-(:Participation)-[:ACTOR]->(e) RETURN e.id AS id"
    )
    assert actors == [{"id": "organization/guard-of-honour"}]
    again = await store.write(replace(both_names.facts(), extractor=Extractor("test", "2", "none")))
    assert again.outcome is Outcome.REPLACED
    await store.write(both_names.facts())
    assert await undecided(store) == parted
    await undo(store, decision)
    assert await undecided(store) == before


async def test_an_entity_is_split_by_mentions(store: Store) -> None:
    await both(store)
    before = await undecided(store)
    found = await store.read(
        "MATCH (m:Mention)-[:ENTITY]->(:Organization {id: $id}) RETURN m.id AS id ORDER BY id", {"id": GUARD}
    )
    mention = found[1]["id"]
    decision = await store.decide(Split(GUARD, mentions=(mention,), name="Customs"), "Ana Brill")

    actors = await store.read(
        "MATCH (s:Statement)<-[:STATEMENT]-(:Participation)-[:ACTOR]->(e) "
        "RETURN s.title AS title, e.id AS id ORDER BY id"
    )
    assert actors == [
        {"title": "On the raid in Dovna", "id": GUARD},
        {"title": "The dead of Dovna", "id": "organization/customs"},
    ]
    await undo(store, decision)
    assert await undecided(store) == before


async def test_what_is_split_off_can_be_merged_back_and_all_be_undone(store: Store) -> None:
    await both(store)
    before = await undecided(store)
    split = await store.decide(Split(GUARD, surfaces=("coast guard",), name="Customs"), "Ana Brill")
    merge = await store.decide(Merge(WATCH, ("organization/customs",)), "Ana Brill")
    await undo(store, split)
    await undo(store, merge)

    assert await undecided(store) == before


async def test_a_report_is_not_of_an_incident_that_somebody_parted_it_from(store: Store) -> None:
    await both(store)
    before = await undecided(store)
    (told,) = await store.read("MATCH (r:Report {killedMin: 4}) RETURN r.id AS id")
    report = told["id"]
    decision = await store.decide(Resolve(report, RAID, same=False), "Ana Brill")
    parted = await incidents(store)

    assert len(parted) == 3
    await store.write(replace(port_union().facts(), extractor=Extractor("test", "2", "none")))
    assert await incidents(store) == parted
    await store.write(port_union().facts())
    await undo(store, decision)
    assert await undecided(store) == before


async def test_two_incidents_are_one_when_somebody_says_so(store: Store) -> None:
    await store.write_many([harbour_watch().facts(), told_of_the_town()])
    before = await undecided(store)
    report = next(id for id in await ids(store, "Report") if "raid-on-dovna" in id)
    decision = await store.decide(Resolve(report, RAID, same=True), "Ana Brill")
    joined = await incidents(store)

    assert joined == {RAID: {"On the raid in Dovna": 1.0, "Raid on Dovna": 1.0}}
    await store.write(replace(told_of_the_town(), extractor=Extractor("test", "2", "none")))
    assert await incidents(store) == joined
    await store.write(told_of_the_town())
    await undo(store, decision)
    assert await undecided(store) == before


async def test_a_withdrawn_statement_stays_out_until_that_is_undone(store: Store) -> None:
    await both(store)
    before = await undecided(store)
    (demand,) = await ids(store, "Demand")
    confirmed = await store.decide(Judge(demand, "confirm"), "Ana Brill")
    statement = demand.partition("/demand")[0]
    withdrawn = await store.decide(Withdraw(statement), "Ana Brill", "forged")

    assert statement not in await ids(store, "Statement")
    assert (await store.write(harbour_watch().facts())).outcome is Outcome.WITHDRAWN
    assert {confirmed.id, withdrawn.id} <= set(await ids(store, "Decision"))
    await undo(store, withdrawn)
    await undo(store, confirmed)
    assert await undecided(store) == before


async def test_deciding_and_loading_at_once_is_one_after_the_other(store: Store) -> None:
    await both(store)
    await store.write(navy())
    merge = Merge(GUARD, ("organization/navy",))
    again = replace(navy(), extractor=Extractor("test", "2", "none"))
    await asyncio.gather(
        store.write(again), store.decide(merge, "Ana Brill"), store.write(told_of_the_town())
    )
    at_once = await whole(store)
    await store.reset()
    await both(store)
    await store.write_many([again, told_of_the_town()])
    await store.decide(merge, "Ana Brill")

    assert await whole(store) == at_once


async def test_what_cannot_be_decided_is_told(store: Store) -> None:
    await both(store)
    statement, report = (await ids(store, "Statement"))[0], (await ids(store, "Report"))[0]
    refused: dict[str, Ruling] = {
        "no entity organization/none": Merge(GUARD, ("organization/none",)),
        "into itself": Merge(GUARD, (GUARD,)),
        "different classes": Merge(GUARD, ("location/dovna",)),
        "no assertion": Judge(statement, "reject"),
        "no mention of": Split(GUARD, mentions=(report,), name="X"),
        "No mention of": Split(GUARD, surfaces=("none",), name="X"),
        "what is split off": Split(GUARD, surfaces=("Coast Guard",)),
        "there is organization/port-union already": Split(
            GUARD, surfaces=("Coast Guard",), name="Port Union"
        ),
        "no incident": Resolve(report, "incident/none", same=True),
        "no statement": Withdraw("statement/none"),
        "no decision": Undo("decision/none"),
    }
    before = await whole(store)
    for told, ruling in refused.items():
        with pytest.raises(QuestionError, match=f"(?i){told}"):
            await store.decide(ruling, "Ana Brill")
    assert await whole(store) == before
    merged = await store.decide(Merge(GUARD, (UNION,)), "Ana Brill")
    with pytest.raises(QuestionError, match=f"was merged into {GUARD}"):
        await store.decide(Merge(WATCH, (UNION,)), "Ana Brill")
    undone = await undo(store, merged)
    for twice in (merged, undone):
        with pytest.raises(QuestionError, match=r"undone already|is an undoing"):
            await undo(store, twice)
