"""The same facts give the same graph on both engines."""

from __future__ import annotations

from graph.engine.addresses import Address
from graph.opening import open_store
from tests.engines.fixtures import OPTIONS, fixed_clock
from tests.graph.dumps import whole
from tests.graph.samples import harbour_watch, many, port_union
from tests.graph.test_resolution import REGISTER, told_of_the_town


async def test_both_engines_hold_the_same_graph_after_the_same_changes(
    embedded: Address, neo4j: Address
) -> None:
    dumps, counts = [], []
    for address in (embedded, neo4j):
        async with open_store(address, OPTIONS, clock=fixed_clock) as store:
            await store.reset()
            await store.load_register(REGISTER)
            await store.write_many(many(12))
            await store.write_many([harbour_watch().facts(), port_union().facts(), told_of_the_town()])
            changed = port_union(url=harbour_watch().url)
            written = await store.write(changed.facts())
            await store.withdraw(written.statement)
            dumps.append(await whole(store))
            counts.append(await store.stats())

    assert dumps[0] == dumps[1]
    assert counts[0] == counts[1]
    assert len(dumps[0]) == sum(counts[0].nodes.values()) + sum(counts[0].relationships.values())


async def test_words_are_found_alike_by_full_text(embedded: Address, neo4j: Address) -> None:
    found = []
    for address in (embedded, neo4j):
        async with open_store(address, OPTIONS, clock=fixed_clock) as store:
            await store.reset()
            await store.load_register(REGISTER)
            await store.write(harbour_watch().facts())
            found.append(
                {
                    (index, words): sorted(
                        row["id"]
                        for row in await store.read(
                            "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN node.id AS id",
                            {"index": index, "words": words},
                        )
                    )
                    for index in ("Organization[name]", "Organization[aliasesbyitem]", "Location[name]")
                    for words in ("guard", "REPUBLIC", "dovna", "dov*", "nothing")
                }
            )

    assert found[0] == found[1]
    assert found[0]["Organization[aliasesbyitem]", "REPUBLIC"] == ["organization/farland"]
    assert found[0]["Location[name]", "dovna"] == ["location/dovna", "location/dovna-camp"]
