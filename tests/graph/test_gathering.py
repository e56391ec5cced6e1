"""Rows that come many to a record: all of them, once, in their order."""

from __future__ import annotations

import pytest

from graph.gathering import ROWS_PER_RECORD, gathered
from graph.store import Store


@pytest.mark.parametrize("number", [0, 1, ROWS_PER_RECORD, 2 * ROWS_PER_RECORD + 1])
async def test_every_row_comes_once_and_in_order(store: Store, number: int) -> None:
    rows = await gathered(
        store, "UNWIND range(1, $number) AS n WITH n ORDER BY n DESC WITH [n, 'x'] AS row", {"number": number}
    )

    assert rows == [[n, "x"] for n in range(number, 0, -1)]
