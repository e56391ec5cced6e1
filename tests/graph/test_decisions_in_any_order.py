"""Whatever is loaded, decided and undone in whatever order: the graph is that of what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.decisions.decision import Decision
from graph.decisions.rulings import Judge, Merge, Resolve, Ruling, Split, Undo, Withdraw
from graph.store import Store
from graph.versions import Outcome
from ontology.errors import QuestionError
from ontology.facts import Extractor, Facts
from tests.graph.samples import harbour_watch, port_union
from tests.graph.test_decisions import GUARD, UNION, WATCH, navy, undecided
from tests.graph.test_resolution import told_of_the_town

STATEMENTS = [harbour_watch().facts(), port_union().facts(), navy(), told_of_the_town()]
ENTITIES = [GUARD, UNION, WATCH, "organization/navy", "organization/ministry-of-ports"]
entities = st.sampled_from(ENTITIES)
places = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("load"), st.sampled_from(STATEMENTS)),
    st.tuples(st.just("merge"), entities, entities),
    st.tuples(st.just("split"), entities, st.sampled_from(["Coast Guard", "The Navy", "Harbour Watch"])),
    st.tuples(st.just("confirm"), places),
    st.tuples(st.just("reject"), places),
    st.tuples(st.just("resolve"), places, st.booleans()),
    st.tuples(st.just("withdraw"), places),
    st.tuples(st.just("undo"), places),
)


@dataclass
class History:
    """What was done to a store, as far as it still holds."""

    store: Store
    held: list[Facts] = field(default_factory=list)
    decided: list[Decision] = field(default_factory=list)

    async def do(self, step: Sequence[object]) -> None:
        """Do one step; what isn't possible as things stand is left out."""
        match step:
            case ("load", Facts() as facts):
                written = await self.store.write(facts)
                if written.outcome is not Outcome.WITHDRAWN and facts not in self.held:
                    self.held.append(facts)
            case ("undo", int() as place):
                if self.decided:
                    decision = self.decided.pop(place % len(self.decided))
                    await self.store.decide(Undo(decision.id), "Ana Brill")
            case _:
                await self.decide(await self.ruling(step))

    async def decide(self, ruling: Ruling | None) -> None:
        if ruling is None:
            return
        with suppress(QuestionError):
            self.decided.append(await self.store.decide(ruling, "Ana Brill"))

    async def ruling(self, step: Sequence[object]) -> Ruling | None:
        """The ruling that a step asks for, about something that is there."""
        match step:
            case ("merge", str() as into, str() as source):
                return Merge(into, (source,))
            case ("split", str() as entity, str() as words):
                return Split(entity, surfaces=(words,), name=f"Other {words}")
            case ("confirm" | "reject" as verdict, int() as place):
                found = await self.one("MATCH (n:Mention|Position|Demand|Report|Participation|Tenure)", place)
                return Judge(found, verdict) if found else None
            case ("withdraw", int() as place):
                found = await self.one("MATCH (n:Statement)", place)
                return Withdraw(found) if found else None
            case ("resolve", int() as place, bool() as same):
                report, incident = (
                    await self.one("MATCH (n:Report)", place),
                    await self.one("MATCH (n:Incident)", place),
                )
                return Resolve(report, incident, same) if report and incident else None
        raise AssertionError(step)

    async def one(self, match: str, place: int) -> str | None:
        found = await self.store.read(f"{match} RETURN n.id AS id ORDER BY id")
        return str(found[place % len(found)]["id"]) if found else None


async def lived(store: Store, done: list[Sequence[object]]) -> History:
    """What became of a graph of two statements in which all this was done."""
    await store.reset()
    history = History(store)
    for step in (*(("load", facts) for facts in STATEMENTS[:2]), *done):
        await history.do(step)
    return history


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(done=st.lists(steps, min_size=4, max_size=10), random=st.randoms())
async def test_what_was_undone_leaves_no_trace(
    opened: Store, done: list[Sequence[object]], random: Random
) -> None:
    history = await lived(opened, done)
    random.shuffle(history.decided)
    for decision in history.decided:
        await opened.decide(Undo(decision.id), "Ana Brill")
    left = await undecided(opened)
    await opened.reset()
    await opened.write_many(history.held)

    assert left == await undecided(opened)


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(done=st.lists(steps, min_size=3, max_size=8))
async def test_reading_everything_anew_changes_nothing_that_was_decided(
    opened: Store, done: list[Sequence[object]]
) -> None:
    history = await lived(opened, done)
    before = [line for line in await undecided(opened) if "/run/" not in line]
    await opened.write_many(
        [replace(each, extractor=Extractor("test", "2", "none")) for each in history.held]
    )

    assert [line for line in await undecided(opened) if "/run/" not in line] == before
