"""Positions side by side, on each engine."""

from __future__ import annotations

from tests.api.graphql.conftest import Ask, Recorder

WATCH, GUARD, UNION, TIDE = (
    f"organization/{n}" for n in ("harbour-watch", "coast-guard", "port-union", "tide")
)


async def test_the_history_of_a_holder_tells_what_changed(ask: Ask, harbour: Recorder) -> None:
    data = await ask(
        """query ($holder: ID!) { positionHistory(holder: $holder) {
              date change position { stance target evidence { text } } previous { id } } }""",
        holder=WATCH,
    )
    told = [(step["date"], step["position"]["stance"], step["change"]) for step in data["positionHistory"]]
    assert told == [("2023-01-27", "CONDEMNS", "FIRST"), ("2023-02-09", "WELCOMES", "FIRST")]
    assert data["positionHistory"][0]["position"]["evidence"]["text"].startswith("Harbour Watch condemns")
    assert len(harbour.statements) == 1


async def test_a_matrix_of_holders_and_targets(ask: Ask) -> None:
    data = await ask(
        """query ($holders: [ID!]!) { positionMatrix(holders: $holders, to: "2023-02-28") {
              holder { id } target { __typename id ... on Incident { type } } words count polarity
              latest { stance } } }""",
        holders=[WATCH, UNION, TIDE],
    )
    cells = {(cell["holder"]["id"], cell["words"]): cell for cell in data["positionMatrix"]}
    assert len(cells) == 4
    raid = cells[WATCH, "the raid on Dovna camp"]
    assert (raid["target"]["__typename"], raid["target"]["type"]) == ("Incident", "ASSAULT")
    assert (raid["count"], raid["polarity"], raid["latest"]["stance"]) == (1, -1.0, "CONDEMNS")
    assert cells[UNION, "the four dead"]["target"]["id"] == raid["target"]["id"]
    assert cells[TIDE, "the Coast Guard"]["target"] == {"__typename": "Organization", "id": GUARD}
    assert cells[WATCH, "the inquiry"]["target"] is None


async def test_where_holders_agree_differ_and_are_silent(ask: Ask) -> None:
    data = await ask(
        """query ($holders: [ID!]!) { compare(holders: $holders) {
              words target { id } verdict positions { stance holder { id } } silent } }""",
        holders=[WATCH, UNION, TIDE],
    )
    (shared,) = [each for each in data["compare"] if each["verdict"] != "ALONE"]
    assert shared["verdict"] == "DIFFER"
    assert [(p["holder"]["id"], p["stance"]) for p in shared["positions"]] == [
        (WATCH, "CONDEMNS"),
        (UNION, "MOURNS"),
    ]
    assert shared["silent"] == [TIDE]


async def test_only_targets_and_days_asked_for(ask: Ask) -> None:
    query = """query ($holder: ID!, $target: ID, $from: Date) {
        positionHistory(holder: $holder, target: $target, from: $from) { position { target } } }"""
    on_guard = await ask(query, holder=TIDE, target=GUARD)
    assert [step["position"]["target"] for step in on_guard["positionHistory"]] == ["the Coast Guard"]
    assert (await ask(query, holder=TIDE, target=WATCH))["positionHistory"] == []
    later = await ask(query, **{"holder": WATCH, "from": "2023-02-01"})
    assert [step["position"]["target"] for step in later["positionHistory"]] == ["the inquiry"]


async def test_a_holder_that_turned_on_a_topic(ask: Ask) -> None:
    data = await ask(
        """query ($holder: ID!) { positionHistory(holder: $holder, topic: "topic/military-action") {
              change position { stance evidence { text } } previous { stance evidence { text } } } }""",
        holder=WATCH,
    )
    first, second = data["positionHistory"]
    assert (first["change"], first["previous"]) == ("FIRST", None)
    assert (second["change"], second["position"]["stance"]) == ("REVERSED", "WELCOMES")
    assert second["previous"]["evidence"]["text"].startswith("Harbour Watch condemns")


async def test_a_matrix_of_holders_and_topics(ask: Ask) -> None:
    query = """query ($holders: [ID!]!, $topics: [ID!], $by: Subject) {
        positionMatrix(holders: $holders, topics: $topics, by: $by) {
            holder { id } target { __typename id } count polarity latest { stance } } }"""
    whole = (await ask(query, holders=[WATCH, UNION], by="TOPIC"))["positionMatrix"]
    cells = {(cell["holder"]["id"], cell["target"]["id"]): cell for cell in whole}
    assert set(cells) == {
        (WATCH, "topic/military-action"),
        (WATCH, "topic/accountability"),
        (UNION, "topic/military-action"),
    }
    force = cells[WATCH, "topic/military-action"]
    assert (force["count"], force["polarity"], force["latest"]["stance"]) == (2, 0.0, "WELCOMES")
    one = await ask(query, holders=[WATCH, UNION], topics=["topic/accountability"])
    assert [cell["target"]["id"] for cell in one["positionMatrix"]] == ["topic/accountability"]
    by_target = await ask(query, holders=[WATCH, UNION], topics=["topic/accountability"], by="TARGET")
    assert [cell["target"] for cell in by_target["positionMatrix"]] == [None]


async def test_where_statements_agree_and_are_silent(ask: Ask) -> None:
    statements = (await ask("{ statements(first: 3, orderBy: {issued: ASC}) { nodes { id } } }"))[
        "statements"
    ]
    ids = [statement["id"] for statement in statements["nodes"]]
    data = await ask(
        """query ($ids: [ID!]!) { compare(statements: $ids, by: TOPIC) {
              target { id } verdict positions { stance statement { id } } silent } }""",
        ids=ids,
    )
    (force,) = data["compare"]
    assert (force["target"]["id"], force["verdict"]) == ("topic/military-action", "DIFFER")
    assert [p["statement"]["id"] for p in force["positions"]] == ids[:2]
    assert force["silent"] == ids[2:]


async def test_holders_and_statements_are_not_compared_at_once(ask: Ask) -> None:
    for arguments in ("", '(holders: ["a"], statements: ["b"])'):
        answer = await ask(f"{{ compare{arguments} {{ verdict }} }}", errors=True)
        assert "either `holders` or `statements`" in answer["errors"][0]["message"]


async def test_nobody_is_compared_to_nothing(ask: Ask) -> None:
    assert await ask("{ compare(holders: []) { verdict } }") == {"compare": []}
