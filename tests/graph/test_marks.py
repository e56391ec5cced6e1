"""Every write leaves a mark that no other leaves."""

from __future__ import annotations

from graph.marks import change_mark
from graph.store import Store
from tests.graph.samples import harbour_watch


async def test_a_write_moves_the_mark_and_reading_does_not(store: Store) -> None:
    marks = [await change_mark(store)]
    await store.write(harbour_watch().facts())
    marks.append(await change_mark(store))
    await store.write(harbour_watch().facts())  # says nothing new, so nothing is written
    assert await change_mark(store) == marks[-1]
    await store.reset()
    marks.append(await change_mark(store))
    assert len(set(marks)) == 3
