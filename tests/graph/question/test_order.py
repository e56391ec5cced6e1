"""A page begins right behind its bound."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.question.order import BY_ID, Key, beyond

KEYS = (Key("a"), Key("b"), BY_ID)
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 99)), unique_by=lambda row: row[2]
)


@given(ROWS, st.data())
def test_what_is_beyond_a_bound_is_what_is_sorted_behind_it(
    rows: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    bound = data.draw(st.sampled_from(rows or [(0, 0, 0)]))
    behind = [
        row
        for row in sorted(rows)
        if any(
            all(
                row[s.place] > bound[s.place] if s.beyond else row[s.place] == bound[s.place]
                for s in standings
            )
            for standings in beyond(KEYS)
        )
    ]
    assert behind == [row for row in sorted(rows) if row > bound]
