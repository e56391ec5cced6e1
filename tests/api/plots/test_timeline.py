"""The timeline: everything is named, and no words cover others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.networks.looks import shortened
from api.plots.figures import new_figure, style, text_size
from api.plots.timeline import GAP, LONGEST, WIDTH, Entry, Placed, Scale, draw_timeline, pack
from tests.api.plots.pictures import drawn, words

FIRST = date(2023, 1, 26)
ENTRIES = [
    Entry(FIRST, "Incident", "Raid on Dovna camp"),
    Entry(FIRST + timedelta(1), "Statement", "Harbour Watch: On the raid in Dovna"),
    Entry(FIRST + timedelta(1), "Demand", "Harbour Watch: open an inquiry", 1),
    Entry(FIRST + timedelta(9), "Demand", "Coast Guard: not to march in Dovna", -1),
    Entry(FIRST + timedelta(9), "Position", "Port Union mourns the four dead", 0),
]
entries = st.builds(
    Entry,
    st.dates(FIRST, FIRST + timedelta(400)),
    st.just("Demand"),
    st.text("abcd efgh", min_size=1, max_size=90).filter(str.strip),
)


def test_the_picture_says_everything_in_its_lane() -> None:
    with style():
        told = words(drawn(draw_timeline(ENTRIES)))
    assert {entry.words for entry in ENTRIES} <= set(told)
    assert {"Statements", "Incidents", "Demands", "Positions"} <= set(told)
    assert {"for, or to do", "against, or not to do", "neither"} <= set(told)


def test_lanes_without_entries_are_left_out() -> None:
    with style():
        told = words(drawn(draw_timeline(ENTRIES[:1])))
    assert "Incidents" in told
    assert not {"Demands", "Positions", "for, or to do"} & set(told)


@pytest.mark.parametrize(
    ("days", "mark"), [(0, "26 Jan 2023"), (20, "29 Jan 2023"), (400, "Jul 2023"), (4000, "2024")]
)
def test_the_scale_is_marked_in_days_months_or_years(days: int, mark: str) -> None:
    both = [ENTRIES[0], Entry(FIRST + timedelta(days), "Incident", "Another raid")]
    with style():
        told = words(drawn(draw_timeline(both)))
    assert mark in told, told
    assert not [each for each in told if ":" in each]


@settings(max_examples=15, deadline=None)
@given(st.lists(entries, min_size=1, max_size=25))
def test_no_words_cover_others(found: list[Entry]) -> None:
    with style():
        axes = new_figure(WIDTH, 1)[1]
        placed = pack(found, Scale([entry.day for entry in found]), axes)
        spans = [
            (each.row, *span(each, text_size(axes, shortened(each.entry.words, LONGEST))[0]))
            for each in placed
        ]
    assert len(placed) == len(found)
    for number, (row, left, right) in enumerate(spans):
        assert left >= -GAP
        for other_row, other_left, other_right in spans[:number]:
            assert row != other_row or right <= other_left or other_right <= left


def span(placed: Placed, width: float) -> tuple[float, float]:
    """From where to where the words stand, in inches."""
    return (placed.x - GAP - width, placed.x) if placed.leftward else (placed.x, placed.x + GAP + width)
